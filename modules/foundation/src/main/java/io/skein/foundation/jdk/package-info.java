/** The real world, from the JDK alone: system clock, platform threads, files, secure randomness. */
@NullMarked
package io.skein.foundation.jdk;

import org.jspecify.annotations.NullMarked;
