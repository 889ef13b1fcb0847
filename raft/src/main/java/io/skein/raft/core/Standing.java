package io.skein.raft.core;

/**
 * How a member stands. Of its log, everything up to {@code end} is written, up to {@code durable}
 * on its disk, and before {@code committedBefore} agreed as far as it knows.
 */
public record Standing(
        Role role, Ballot ballot, LogPoint end, LogPoint durable, long committedBefore) {}
