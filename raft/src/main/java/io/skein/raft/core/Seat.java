package io.skein.raft.core;

/**
 * A member's place in the quorum: who it is, and who votes. While the log is empty {@code voters}
 * are those of the settings, and the first batch makes them facts; they must be the same ever
 * after.
 */
public record Seat(VoterId self, VoterSet voters) {}
