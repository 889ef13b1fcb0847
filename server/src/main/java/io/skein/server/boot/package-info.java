/** Builds a node in one visible place, starts it, and stops it in order. */
@NullMarked
package io.skein.server.boot;

import org.jspecify.annotations.NullMarked;
