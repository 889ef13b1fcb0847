package io.skein.client.consumer;

/** The first record at or after a time, with its own time. */
public record OffsetAndTimestamp(long offset, long timestampMillis) {}
