package io.skein.client.consumer;

/**
 * Where to read when there is no position, or none that the partition holds (auto.offset.reset).
 */
public enum OffsetReset {
    /** From the first offset that is kept. */
    EARLIEST,
    /** From the end: only what comes from now on. */
    LATEST,
    /** Nowhere: a partition without a position fails, and so does one out of range. */
    NONE
}
