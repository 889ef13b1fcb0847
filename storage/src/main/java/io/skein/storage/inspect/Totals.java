package io.skein.storage.inspect;

/** How much was looked at, and how many problems there are. */
public record Totals(long partitions, long segments, long batches, long records, long problems) {}
