/** Runs scenarios: one seed or many, again, smaller, or with a bug planted. */
@NullMarked
package io.skein.scenarios.run;

import org.jspecify.annotations.NullMarked;
