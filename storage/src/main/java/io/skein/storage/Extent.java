package io.skein.storage;

/** How far a log's files reach: the last segment, and the next offset after what is written. */
record Extent(long segmentBase, long end) {}
