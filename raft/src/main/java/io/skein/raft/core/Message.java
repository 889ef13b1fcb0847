package io.skein.raft.core;

/** What members say to each other. Every message tells the epoch of its sender. */
public sealed interface Message {
    int epoch();

    /** The candidate asks for a vote; its log ends at {@code end}. */
    record VoteAsked(int epoch, VoterId candidate, LogPoint end) implements Message {}

    /** Asked in vain; {@code epoch} is the one of the refuser, and durable there. */
    record VoteRefused(int epoch) implements Message {}
}
