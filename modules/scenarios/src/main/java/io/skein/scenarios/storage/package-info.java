/**
 * One data directory alone, with everything that can happen to it, and a memory of every promise.
 */
@NullMarked
package io.skein.scenarios.storage;

import org.jspecify.annotations.NullMarked;
