/** Commands that run a node in this process. */
@NullMarked
package io.skein.cli.node;

import org.jspecify.annotations.NullMarked;
