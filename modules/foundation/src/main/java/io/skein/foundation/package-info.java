/** What every other module is built from: checks, identifiers and immutable collections. */
@NullMarked
package io.skein.foundation;

import org.jspecify.annotations.NullMarked;
