/** A machine with a node on it, what goes wrong there, and whoever looks after it. */
@NullMarked
package io.skein.scenarios.site;

import org.jspecify.annotations.NullMarked;
