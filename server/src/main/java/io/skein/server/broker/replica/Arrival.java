package io.skein.server.broker.replica;

import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.server.replication.Lineage;
import java.nio.ByteBuffer;

/**
 * What a follower makes of a batch that it is pushed. No leader is believed: what is written here
 * is served from here one day. Pure.
 */
sealed interface Arrival {
    /** The log goes on with it. */
    record Next() implements Arrival {}

    /**
     * It is all that the leader has left of records around the end of the log, and begins before
     * that: compaction has put one batch in the place of several, or the leader's log begins in the
     * middle of one.
     */
    record Overlaps(long base) implements Arrival {}

    /** It cannot be what the log goes on with. */
    record Odd(String cause) implements Arrival {}

    /**
     * How far the leader goes.
     *
     * @param epoch in which it leads
     * @param agreed the high watermark
     */
    record Leader(int epoch, long agreed) {}

    /** Compares the batch with the end of the log that it is for. */
    static Arrival of(ByteBuffer batch, Lineage.Extent own, Leader leader) {
        int at = batch.position();
        BatchVerdict verdict = BatchCheck.stored(batch, at, batch.limit());
        if (verdict instanceof BatchVerdict.Invalid invalid) {
            return new Odd("it does not check out: " + invalid.reason());
        }
        if (Batch.sizeBytes(batch, at) != batch.remaining()) return new Odd("it is not one batch");
        int epoch = Batch.leaderEpoch(batch, at);
        boolean isOfEpoch = epoch >= own.epochs().last().orElse(0) && epoch <= leader.epoch();
        if (!isOfEpoch) return new Odd("epoch %d is not its".formatted(epoch));
        long base = Batch.baseOffset(batch, at);
        if (base == own.end()) return new Next();
        // Whoever is counted on holds all that is agreed: nothing that counts goes for this one.
        long next = Batch.nextOffset(batch, at);
        boolean overlaps = base < own.end() && own.end() < next && next <= leader.agreed();
        return overlaps
                ? new Overlaps(base)
                : new Odd("offset %d comes where %d should".formatted(base, own.end()));
    }
}
