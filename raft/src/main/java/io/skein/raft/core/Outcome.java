package io.skein.raft.core;

/** What became of a proposal or a read. */
public sealed interface Outcome {
    /**
     * Agreed, and applied here before this is heard: all entries up to {@code upTo}, the last of a
     * proposal, which were known in {@code epoch}.
     */
    record Committed(int epoch, long upTo) implements Outcome {}

    /** Nothing was written, and nothing will be. */
    record Refused(Refusal why) implements Outcome {}

    /**
     * The leadership of {@code epoch} ended first. A proposal may be in the log or not, and may yet
     * be committed.
     */
    record Unknown(int epoch) implements Outcome {}
}
