package io.skein.client.consumer;

import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;

/** Judges the batches of one answer: each undamaged, and in order from the position on. */
final class FetchCheck {
    private FetchCheck() {}

    /**
     * What is to be said of them.
     *
     * @param lastEpoch of the last sound one; {@link Cursor#NO_EPOCH} if there is none
     * @param fault empty if there is none
     */
    record Verdict(long nextOffset, int lastEpoch, String fault) {
        boolean isSound() {
            return fault.isEmpty();
        }
    }

    static Verdict of(ByteBuffer bytes, long position) {
        long next = position;
        int epoch = Cursor.NO_EPOCH;
        int at = bytes.position();
        while (at < bytes.limit()) {
            BatchVerdict verdict = BatchCheck.stored(bytes, at, bytes.limit());
            if (verdict instanceof Invalid invalid) {
                return new Verdict(next, epoch, invalid.reason());
            }
            long after = Batch.nextOffset(bytes, at);
            boolean first = at == bytes.position();
            boolean follows = first ? after > next : Batch.baseOffset(bytes, at) >= next;
            if (!follows) {
                long base = Batch.baseOffset(bytes, at);
                return new Verdict(next, epoch, "a batch from " + base + " does not follow");
            }
            next = after;
            epoch = Batch.leaderEpoch(bytes, at);
            at += (int) Batch.sizeBytes(bytes, at);
        }
        return new Verdict(next, epoch, "");
    }
}
