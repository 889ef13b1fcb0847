/** Whole members of the metadata quorum, on disks and a network that fail. */
@NullMarked
package io.skein.scenarios.quorum;

import org.jspecify.annotations.NullMarked;
