package io.skein.raft;

/** What came out of bytes that were read from a disk. */
public sealed interface Decoded<T> {
    /** Passed every check. */
    record Valid<T>(T value) implements Decoded<T> {}

    /** Did not; {@code why} is for people. */
    record Damaged<T>(String why) implements Decoded<T> {}
}
