/** What clients were told, and what must therefore be true: the judge of a run. */
@NullMarked
package io.skein.scenarios.history;

import org.jspecify.annotations.NullMarked;
