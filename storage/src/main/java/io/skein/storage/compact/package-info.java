/**
 * What compaction decides: which part of which log is next, which records stay, and what a batch
 * looks like without the others. Touches no file, knows no lane and no clock.
 */
@NullMarked
package io.skein.storage.compact;

import org.jspecify.annotations.NullMarked;
