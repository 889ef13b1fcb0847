package io.skein.raft.core;

import io.skein.foundation.Check;

/**
 * Limits of one member.
 *
 * @param times how long it waits for what
 * @param proposalsMax most proposals and reads that may await their outcome
 * @param proposalBytesMax largest single proposal, so that a batch always fits one message
 * @param outstandingBytesMax most bytes of proposals that may await their outcome
 * @param readBytesMax most bytes the log should hand over at once, to replay or to another member
 * @param logEntriesMax most entries in the log behind the last snapshot before proposals are
 *     refused
 * @param snapshotBytes how many bytes are applied between two snapshots
 * @param heldSendsMax most messages that may wait for the disk; more are dropped, as a network
 *     might. Room for a question to each voter, or no election could ever be won
 * @param observersMax most members without a vote that a leader keeps in mind; others are answered
 *     too, but hear of news only when they ask again, after a beat and a half
 * @param replacesLostVoters whether a leader replaces a voter by itself when its node comes back
 *     with an empty disk
 */
public record RaftSettings(
        Times times,
        int proposalsMax,
        int proposalBytesMax,
        long outstandingBytesMax,
        int readBytesMax,
        long logEntriesMax,
        long snapshotBytes,
        int heldSendsMax,
        int observersMax,
        boolean replacesLostVoters) {
    private static final int MIB = 1 << 20;

    /**
     * How long a member waits.
     *
     * @param fetchNanos a follower for a sign of its leader, and a leader for signs of a majority
     * @param electionNanosMin a candidate for its votes, at least
     * @param electionNanosMax the same at the most; the time is drawn anew each time, and where
     *     this is not far more, members may ask for votes at the same moment again and again
     * @param lostLeaderNanosMax before campaigning when the connection to the leader has closed, at
     *     the most
     * @param beatNanos a leader with an answer that has no news
     * @param diskSilenceNanosMax how long the disk may leave writes unconfirmed before a leader
     *     steps down
     */
    public record Times(
            long fetchNanos,
            long electionNanosMin,
            long electionNanosMax,
            long lostLeaderNanosMax,
            long beatNanos,
            long diskSilenceNanosMax) {
        private static final long MILLI = 1_000_000;

        public Times {
            Check.that(electionNanosMin > 0, "an election takes time", electionNanosMin);
            Check.ordered(electionNanosMin, electionNanosMax, "the most is not less");
            Check.that(lostLeaderNanosMax >= 0, "no wait is negative", lostLeaderNanosMax);
            Check.that(beatNanos > 0, "a beat takes time", beatNanos);
            Check.ordered(2 * beatNanos, fetchNanos, "two beats fit into the patience for one");
            Check.that(diskSilenceNanosMax > 0, "a disk needs some time", diskSilenceNanosMax);
        }

        /** 1.5 s; 0.5 to 1 s; up to 50 ms; 0.5 s; 2 s. */
        public static Times defaults() {
            return new Times(
                    1_500 * MILLI,
                    500 * MILLI,
                    1_000 * MILLI,
                    50 * MILLI,
                    500 * MILLI,
                    2_000 * MILLI);
        }
    }

    public RaftSettings {
        Check.that(proposalsMax > 0, "one proposal must fit", proposalsMax);
        Check.that(proposalBytesMax > 0, "a proposal has bytes", proposalBytesMax);
        Check.ordered(proposalBytesMax, outstandingBytesMax, "the largest proposal must fit");
        Check.that(readBytesMax > 0, "replay reads something", readBytesMax);
        Check.that(logEntriesMax > 0, "a log holds something", logEntriesMax);
        Check.that(snapshotBytes > 0, "a snapshot is of something", snapshotBytes);
        Check.ordered(VoterSet.VOTERS_MAX, heldSendsMax, "all voters are asked at once");
        Check.that(observersMax >= 0, "observers are counted", observersMax);
    }

    /**
     * 1,024 proposals; 1 MiB each, 16 MiB together; read by 1 MiB; 1,000,000 entries; a snapshot
     * every 20 MiB; 1,024 held messages; 1,000 observers; lost voters are replaced.
     */
    public static RaftSettings defaults() {
        return new RaftSettings(
                Times.defaults(),
                1_024,
                MIB,
                16L * MIB,
                MIB,
                1_000_000,
                20L * MIB,
                1_024,
                1_000,
                true);
    }

    /** The same with larger or smaller proposals. */
    public RaftSettings withProposalBytes(int bytesMax) {
        return new RaftSettings(
                times,
                proposalsMax,
                bytesMax,
                outstandingBytesMax,
                readBytesMax,
                logEntriesMax,
                snapshotBytes,
                heldSendsMax,
                observersMax,
                replacesLostVoters);
    }

    /** The same with other times. */
    public RaftSettings with(Times other) {
        return new RaftSettings(
                other,
                proposalsMax,
                proposalBytesMax,
                outstandingBytesMax,
                readBytesMax,
                logEntriesMax,
                snapshotBytes,
                heldSendsMax,
                observersMax,
                replacesLostVoters);
    }
}
