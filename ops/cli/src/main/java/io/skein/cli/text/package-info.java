/** Text and bytes at the edges: lines in, records out, and what may be shown on a terminal. */
@NullMarked
package io.skein.cli.text;

import org.jspecify.annotations.NullMarked;
