/** The typed table of settings: reading, checking, explaining and documenting them. */
@NullMarked
package io.skein.foundation.settings;

import org.jspecify.annotations.NullMarked;
