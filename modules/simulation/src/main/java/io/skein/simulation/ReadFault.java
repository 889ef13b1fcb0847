package io.skein.simulation;

/** What can go wrong with one read. */
public enum ReadFault {
    /** It fails, and says so. */
    ERROR,
    /** Some sectors come as they were before they were last written; the next read is right. */
    STALE,
    /** Up to 8 bits are turned over on the way; the next read is right. */
    GARBLED
}
