package io.skein.storage.compact;

/**
 * What a segment turned out to hold.
 *
 * @param batches in it
 * @param garbageBytes that nobody needs
 * @param unstampedBytes of tombstones that do not say yet from when on they may go
 */
public record Tally(Span span, int batches, long garbageBytes, long unstampedBytes) {
    /** What has to be written again. */
    public long usefulBytes() {
        return span.bytes() - garbageBytes;
    }

    long leftBytes() {
        return garbageBytes + unstampedBytes;
    }
}
