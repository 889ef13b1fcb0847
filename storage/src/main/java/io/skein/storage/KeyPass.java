package io.skein.storage;

import io.skein.records.Batch;
import io.skein.records.RecordReader;
import io.skein.storage.compact.KeyMap;
import io.skein.storage.compact.Rules;
import io.skein.storage.compact.Sieve;
import io.skein.storage.compact.Span;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first look at a log that is compacted: learns the keys of what is new, until all is seen, the
 * map is full, or records come that are too young. On the read lane.
 */
final class KeyPass implements BatchVisitor {
    private final KeyMap map;
    private final long from;
    private final long bornBefore;
    private long seenTo;
    private OptionalLong youngMillis = OptionalLong.empty();
    private Optional<String> fault = Optional.empty();

    KeyPass(KeyMap map, long from, long nowMillis, Rules rules) {
        this.map = map;
        this.from = from;
        this.seenTo = from;
        this.bornBefore =
                rules.lagMinMillis() == 0 ? Long.MAX_VALUE : nowMillis - rules.lagMinMillis();
    }

    KeyMap map() {
        return map;
    }

    /** The keys of all records from the beginning up to this offset are known. */
    long seenTo() {
        return seenTo;
    }

    /** The time of the batch that was too young. */
    OptionalLong youngMillis() {
        return youngMillis;
    }

    @Override
    public void begin(Span segment) {
        // Offsets tell all there is to know.
    }

    @Override
    public boolean take(ByteBuffer batch) {
        if (Batch.lastOffset(batch, 0) < from) return true;
        long newest = Batch.maxTimestampMillis(batch, 0);
        if (newest > bornBefore) {
            youngMillis = OptionalLong.of(newest);
            return false;
        }
        // Whether a transaction's records count is not known here, so they supersede nothing.
        if (Batch.isControl(batch, 0) || Batch.isTransactional(batch, 0)) return pass(batch);
        RecordReader records = Sieve.open(batch);
        while (records.next()) {
            if (records.offset() < from || records.keyLength() < 0) continue;
            if (!put(records)) {
                seenTo = records.offset();
                return false;
            }
        }
        fault = records.fault().map(invalid -> invalid.reason());
        return fault.isEmpty() && pass(batch);
    }

    @Override
    public Optional<String> fault() {
        return fault;
    }

    private boolean put(RecordReader records) {
        return map.put(records.array(), records.keyAt(), records.keyLength(), records.offset());
    }

    private boolean pass(ByteBuffer batch) {
        seenTo = Batch.nextOffset(batch, 0);
        return true;
    }
}
