package io.skein.raft.core;

/** Why nothing was done. All but {@link TooLarge} pass with time. */
public sealed interface Refusal {
    /** This member does not lead the epoch the asker saw; {@code epoch} is the newest it knows. */
    record NotLeader(int epoch) implements Refusal {}

    /**
     * It does, but its leader change is not committed yet, so it may not know all that is agreed.
     */
    record Opening(int epoch) implements Refusal {}

    /** Too much awaits its outcome already. */
    record Full(int proposals, long bytes) implements Refusal {}

    /** Never fits. */
    record TooLarge(int bytes, int bytesMax) implements Refusal {}
}
