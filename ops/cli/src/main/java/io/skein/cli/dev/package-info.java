/** Nodes on this machine to try things out: one here, or several as processes of their own. */
@NullMarked
package io.skein.cli.dev;

import org.jspecify.annotations.NullMarked;
