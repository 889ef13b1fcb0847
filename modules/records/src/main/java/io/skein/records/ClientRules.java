package io.skein.records;

import static io.skein.records.BatchCheck.invalid;

import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What holds, beyond {@link HeaderRules}, for a batch that a client has just made.
 *
 * @param hasKeys whether every record must have a key
 */
record ClientRules(DecompressionBound bound, boolean hasKeys) {
    private static final int SERVER_BITS =
            Batch.APPEND_TIME_BIT
                    | Batch.TRANSACTIONAL_BIT
                    | Batch.CONTROL_BIT
                    | Batch.DELETE_HORIZON_BIT;

    static Optional<Invalid> header(ByteBuffer batch, int at) {
        int attributes = Batch.attributes(batch, at);
        if ((attributes & SERVER_BITS) != 0) {
            return invalid(BatchFault.NOT_FOR_CLIENTS, String.format("%04x", attributes));
        }
        int count = Batch.count(batch, at);
        if (count == 0) return invalid(BatchFault.BAD_COUNT, "no records");
        int lastDelta = Batch.lastOffsetDelta(batch, at);
        if (lastDelta != count - 1) {
            return invalid(
                    BatchFault.BAD_OFFSETS,
                    "last delta " + lastDelta + " of " + count + " records");
        }
        long base = Batch.baseTimestampMillis(batch, at);
        long max = Batch.maxTimestampMillis(batch, at);
        if (base >= 0 && max >= base) return Optional.empty();
        return invalid(BatchFault.BAD_TIMESTAMPS, "base " + base + ", max " + max);
    }

    Optional<Invalid> records(ByteBuffer batch, int at) {
        RecordReader reader = RecordReader.open(batch, at, bound);
        long base = Batch.baseTimestampMillis(batch, at);
        long newest = base;
        int index = 0;
        while (reader.next()) {
            if (reader.offsetDelta() != index) {
                return invalid(
                        BatchFault.BAD_OFFSETS, "record " + index + " is " + reader.offsetDelta());
            }
            long time = reader.timestampMillis();
            if (time < 0 || (index == 0 && time != base)) {
                return invalid(BatchFault.BAD_TIMESTAMPS, "record " + index + " is from " + time);
            }
            if (hasKeys && reader.keyLength() < 0) {
                return invalid(BatchFault.MISSING_KEY, "record " + index + " has no key");
            }
            if (time > newest) newest = time;
            index++;
        }
        if (reader.fault().isPresent()) return reader.fault();
        long max = Batch.maxTimestampMillis(batch, at);
        if (newest == max) return Optional.empty();
        return invalid(BatchFault.BAD_TIMESTAMPS, "max " + max + ", newest record " + newest);
    }
}
