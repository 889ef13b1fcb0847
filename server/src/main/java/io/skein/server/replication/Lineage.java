package io.skein.server.replication;

import io.skein.foundation.EpochTrail;
import java.util.Optional;

/**
 * How a follower's log comes to be the beginning of the leader's: by epochs alone, never by what
 * either believes to be agreed (KIP-101, KIP-279). Pure.
 */
public final class Lineage {
    private Lineage() {}

    /**
     * A log, as far as another has to know it.
     *
     * @param start its first offset
     * @param end the offset after its last
     */
    public record Extent(EpochTrail epochs, long start, long end) {}

    /**
     * Where a follower's log ends.
     *
     * @param epoch of its last record; -1 if there is none
     */
    public record Position(int epoch, long end) {
        /** Of a log. */
        public static Position of(Extent log) {
            return new Position(log.epochs().last().orElse(-1), log.end());
        }
    }

    /** What a leader makes of a follower's position. */
    public sealed interface Verdict {
        /** All of it is the beginning of the leader's log: it goes on from there. */
        record Agrees() implements Verdict {}

        /** It is to {@link #cut}, and to ask again. */
        record Diverges(EpochTrail.End ours) implements Verdict {}

        /** The leader has nothing left of where it ends: it begins anew, at this offset. */
        record BeginsAt(long start) implements Verdict {}
    }

    /** Says how {@code theirs} stands to the leader's log. */
    public static Verdict judge(Extent leader, Position theirs) {
        if (theirs.end() < leader.start()) return new Verdict.BeginsAt(leader.start());
        if (theirs.epoch() < 0) {
            // It holds nothing: wherever it begins, nothing in it can differ.
            return theirs.end() <= leader.end()
                    ? new Verdict.Agrees()
                    : new Verdict.BeginsAt(leader.start());
        }
        Optional<EpochTrail.End> ours = leader.epochs().endOf(theirs.epoch(), leader.end());
        if (ours.isEmpty()) return new Verdict.BeginsAt(leader.start());
        boolean isSame = ours.get().epoch() == theirs.epoch();
        return isSame && theirs.end() <= ours.get().endOffset()
                ? new Verdict.Agrees()
                : new Verdict.Diverges(ours.get());
    }

    /**
     * Where a follower cuts its log, of which the leader says that its own largest epoch not above
     * the follower's last ends there. Empty if the two share nothing that both still know of.
     */
    public static Optional<Long> cut(Extent own, EpochTrail.End leaders) {
        return own.epochs()
                .endOf(leaders.epoch(), own.end())
                .map(mine -> Math.min(mine.endOffset(), leaders.endOffset()))
                .filter(end -> end >= own.start());
    }
}
