/** Measures a real node by real processes, and says whether the goals are met. */
@NullMarked
package io.skein.benchmarks;

import org.jspecify.annotations.NullMarked;
