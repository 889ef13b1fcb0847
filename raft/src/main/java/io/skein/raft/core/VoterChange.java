package io.skein.raft.core;

import io.skein.raft.core.VoterSet.Voter;

/** How somebody wants the voters to be; one at a time (Raft thesis §4.1). */
public sealed interface VoterChange {
    /** One more, which follows as an observer by now and has caught up. */
    record Add(Voter voter) implements VoterChange {}

    /** One less; the leader itself leads until that is agreed. */
    record Remove(VoterId voter) implements VoterChange {}

    /** The same voter is reached elsewhere. */
    record Move(Voter voter) implements VoterChange {}
}
