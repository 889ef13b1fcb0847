package io.skein.raft.core;

/** Why nothing was done. All but {@link TooLarge} pass with time, or with another request. */
public sealed interface Refusal {
    /** This member does not lead the epoch the asker saw; {@code epoch} is the newest it knows. */
    record NotLeader(int epoch) implements Refusal {}

    /**
     * It does, but its leader change is not committed yet, so it may not know all that is agreed.
     */
    record Opening(int epoch) implements Refusal {}

    /** Too much awaits its outcome already. */
    record Full(int proposals, long bytes) implements Refusal {}

    /** The log has grown too long since the last snapshot; the next one makes room. */
    record LogFull(long entries) implements Refusal {}

    /** Never fits. */
    record TooLarge(int bytes, int bytesMax) implements Refusal {}

    /** Another change of the voters, at that offset, is not agreed yet. */
    record ChangePending(long offset) implements Refusal {}

    /** It does not follow this leader yet, or lacks so many entries, or was not heard of lately. */
    record NotCaughtUp(VoterId voter, long lag) implements Refusal {}

    /** It votes already. */
    record AlreadyVoter(VoterId voter) implements Refusal {}

    /** The same node votes with that other directory, which has to be removed first. */
    record NodeVotes(VoterId other) implements Refusal {}

    /** There is no such voter. */
    record NotVoter(VoterId voter) implements Refusal {}

    /** Without it nobody could decide anything any more. */
    record LastVoter(VoterId voter) implements Refusal {}

    /** Of those who would remain, only {@code heard} of {@code needed} were heard of lately. */
    record WouldStall(VoterId voter, int heard, int needed) implements Refusal {}

    /** There are as many as there may be. */
    record TooManyVoters(int votersMax) implements Refusal {}
}
