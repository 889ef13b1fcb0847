/** What was done in a run and what came of it, as those who did it saw it: the checker's input. */
@NullMarked
package io.skein.scenarios.history.ops;

import org.jspecify.annotations.NullMarked;
