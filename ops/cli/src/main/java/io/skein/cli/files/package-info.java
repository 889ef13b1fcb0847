/** Commands that look at the files of a node, without any node. */
@NullMarked
package io.skein.cli.files;

import org.jspecify.annotations.NullMarked;
