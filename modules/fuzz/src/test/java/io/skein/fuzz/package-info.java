/** What reads bytes that somebody else may have written, under bytes that nobody would write. */
@NullMarked
package io.skein.fuzz;

import org.jspecify.annotations.NullMarked;
