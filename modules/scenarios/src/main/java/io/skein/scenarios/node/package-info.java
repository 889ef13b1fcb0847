/** One node, its clients, and everything that may befall them. */
@NullMarked
package io.skein.scenarios.node;

import org.jspecify.annotations.NullMarked;
