package io.skein.raft.core;

import io.skein.foundation.Check;

/**
 * Limits of one member.
 *
 * @param diskSilenceNanosMax how long the disk may leave writes unconfirmed before a leader steps
 *     down
 * @param proposalsMax most proposals and reads that may await their outcome
 * @param proposalBytesMax largest single proposal, so that a batch always fits one message
 * @param outstandingBytesMax most bytes of proposals that may await their outcome
 * @param readBytesMax most bytes the log should hand over at once during replay
 * @param heldSendsMax most messages that may wait for the disk; more are dropped, as a network
 *     might
 */
public record RaftSettings(
        long diskSilenceNanosMax,
        int proposalsMax,
        int proposalBytesMax,
        long outstandingBytesMax,
        int readBytesMax,
        int heldSendsMax) {
    private static final int MIB = 1 << 20;

    public RaftSettings {
        Check.that(diskSilenceNanosMax > 0, "a disk needs some time", diskSilenceNanosMax);
        Check.that(proposalsMax > 0, "one proposal must fit", proposalsMax);
        Check.that(proposalBytesMax > 0, "a proposal has bytes", proposalBytesMax);
        Check.ordered(proposalBytesMax, outstandingBytesMax, "the largest proposal must fit");
        Check.that(readBytesMax > 0, "replay reads something", readBytesMax);
        Check.that(heldSendsMax > 0, "one message may wait", heldSendsMax);
    }

    /** 2 s; 1,024 proposals; 1 MiB each, 16 MiB together; replay by 1 MiB; 1,024 held messages. */
    public static RaftSettings defaults() {
        return new RaftSettings(2_000_000_000L, 1_024, MIB, 16L * MIB, MIB, 1_024);
    }
}
