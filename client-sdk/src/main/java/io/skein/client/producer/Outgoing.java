package io.skein.client.producer;

import io.skein.records.BatchBuilder;
import io.skein.records.Header;
import io.skein.records.Payload;
import java.util.List;

/**
 * A record as bytes, on its way into a batch.
 *
 * @param timestampMillis since 1970, not negative
 * @param callback hears what becomes of it
 */
public record Outgoing(
        long timestampMillis,
        Payload key,
        Payload value,
        List<Header> headers,
        DeliveryCallback callback) {
    /** What it costs of the producer's memory: a little more than its size in a batch. */
    long sizeBytes() {
        return BatchBuilder.sizeAlone(key, value, headers);
    }
}
