package io.skein.storage;

import java.util.Optional;

/**
 * A segment to search for a time.
 *
 * @param memory its index, while that is in memory; otherwise the files have it
 */
record TimeOrder(ReadOrder order, Optional<SegmentIndexes.Pair> memory) {}
