package io.skein.storage.inspect;

import io.skein.foundation.EpochTrail;
import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What must come next in a log, as far as its batches so far, its epochs and its recovery point
 * tell. One thread's.
 */
final class Continuity {
    private static final int NO_EPOCH_YET = -1;

    private final Optional<EpochTrail> epochs;
    private final OptionalLong durable;
    private final long gapsBefore;
    private OptionalLong next = OptionalLong.empty();
    private int lastEpoch = NO_EPOCH_YET;

    /**
     * As before the first segment.
     *
     * @param durable what is before this offset was synced; empty if nobody knows
     * @param gapsBefore before this offset some may be missing
     */
    Continuity(Optional<EpochTrail> epochs, OptionalLong durable, long gapsBefore) {
        this.epochs = epochs;
        this.durable = durable;
        this.gapsBefore = gapsBefore;
    }

    /** The next offset; empty behind damage that does not tell. */
    OptionalLong next() {
        return next;
    }

    /** Whether these may be missing. */
    boolean mayLack(long from, long before) {
        return from < before && before <= gapsBefore;
    }

    void goOnAt(long offset) {
        next = OptionalLong.of(offset);
    }

    void lose() {
        next = OptionalLong.empty();
    }

    /** Whether what stands here was promised to nobody, so that the next start may cut it off. */
    boolean isBehindPromises() {
        return next.isPresent() && durable.isPresent() && next.getAsLong() >= durable.getAsLong();
    }

    /** Why a batch that is sound in itself cannot stand here. */
    Optional<String> oddity(ByteBuffer batch, long base) {
        long first = Batch.baseOffset(batch, 0);
        boolean isNext =
                next.isEmpty() || first == next.getAsLong() || mayLack(next.getAsLong(), first);
        if (!isNext) {
            return Optional.of("offset " + first + " where " + next.getAsLong() + " should be");
        }
        if (first < base) return Optional.of("offset " + first + " is before the segment's");
        if (Batch.lastOffset(batch, 0) - base > Integer.MAX_VALUE) {
            return Optional.of("offset " + first + " is too far from the segment's first");
        }
        int epoch = Batch.leaderEpoch(batch, 0);
        if (epoch < lastEpoch) {
            return Optional.of("leader epoch " + epoch + " behind " + lastEpoch);
        }
        return foreignEpoch(first, epoch);
    }

    /** The file of epochs is as durable as the records are, and no more. */
    private Optional<String> foreignEpoch(long first, int epoch) {
        boolean isToldFor = durable.isEmpty() || first < durable.getAsLong();
        if (epochs.isEmpty() || !isToldFor) return Optional.empty();
        OptionalInt told = epochs.get().epochAt(first);
        if (told.isPresent() && told.getAsInt() == epoch) return Optional.empty();
        String instead = told.isPresent() ? Integer.toString(told.getAsInt()) : "none";
        return Optional.of("leader epoch " + epoch + " where the epochs file has " + instead);
    }

    /** A batch was where it should be, or at least tells what follows. */
    void passed(ByteBuffer batch) {
        goOnAt(Batch.nextOffset(batch, 0));
        lastEpoch = Batch.leaderEpoch(batch, 0);
    }

    /** A damaged batch: if it begins as it should, it probably ends where it says. */
    void passedDamaged(ByteBuffer batch) {
        int delta = Batch.lastOffsetDelta(batch, 0);
        long first = Batch.baseOffset(batch, 0);
        boolean isLikely =
                next.isPresent() && first == next.getAsLong() && delta >= 0 && first + delta >= 0;
        if (isLikely) goOnAt(first + delta + 1);
        else lose();
    }
}
