package io.skein.records;

import java.util.List;

/**
 * One record as an object, for those who want one; {@link RecordReader} reads without.
 *
 * @param offset its number in the log
 * @param timestampMillis when it was made or appended, in milliseconds since 1970
 * @param key may be absent
 * @param value absent in a tombstone
 * @param headers in the order they were given
 */
public record BatchRecord(
        long offset, long timestampMillis, Payload key, Payload value, List<Header> headers) {
    public BatchRecord {
        headers = List.copyOf(headers);
    }
}
