/** What a scenario is, and what comes of a run of it. */
@NullMarked
package io.skein.scenarios.story;

import org.jspecify.annotations.NullMarked;
