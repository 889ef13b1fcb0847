/** The command {@code skein}: where it starts, and which commands there are. */
@NullMarked
package io.skein.cli;

import org.jspecify.annotations.NullMarked;
