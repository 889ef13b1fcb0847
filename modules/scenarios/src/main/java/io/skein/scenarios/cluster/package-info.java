/**
 * Several nodes that replicate to each other, their clients, and everything that may befall them.
 */
@NullMarked
package io.skein.scenarios.cluster;

import org.jspecify.annotations.NullMarked;
