/** Members of a quorum without drivers: a world small enough to be walked at random, or whole. */
@NullMarked
package io.skein.scenarios.cores;

import org.jspecify.annotations.NullMarked;
