/** Commands that are clients of a cluster. */
@NullMarked
package io.skein.cli.client;

import org.jspecify.annotations.NullMarked;
