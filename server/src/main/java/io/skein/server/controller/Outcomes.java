package io.skein.server.controller;

import io.skein.foundation.Check;
import io.skein.raft.core.Refusal.AlreadyVoter;
import io.skein.raft.core.Refusal.ChangePending;
import io.skein.raft.core.Refusal.Full;
import io.skein.raft.core.Refusal.LastVoter;
import io.skein.raft.core.Refusal.LogFull;
import io.skein.raft.core.Refusal.NodeVotes;
import io.skein.raft.core.Refusal.NotCaughtUp;
import io.skein.raft.core.Refusal.NotLeader;
import io.skein.raft.core.Refusal.NotVoter;
import io.skein.raft.core.Refusal.Opening;
import io.skein.raft.core.Refusal.TooLarge;
import io.skein.raft.core.Refusal.TooManyVoters;
import io.skein.raft.core.Refusal.WouldStall;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;

/** The quorum's outcomes in the words of the front door. */
final class Outcomes {
    private static final long RETRY_MILLIS = 100;

    private Outcomes() {}

    static Refusal noLeader() {
        return Refusal.later(
                Why.UNAVAILABLE, "the metadata quorum has no leader here; try again", RETRY_MILLIS);
    }

    static Refusal nodeIsThere(int node) {
        return Refusal.later(
                Why.UNAVAILABLE,
                "another process is node %d of this cluster, and is heard; give this one another"
                                .formatted(node)
                        + " node.id, or stop that one",
                RETRY_MILLIS);
    }

    static Refusal otherRun(int node) {
        return Refusal.definite(
                Why.UNAVAILABLE, "another process has become node %d meanwhile".formatted(node));
    }

    static Refusal unknown() {
        return Refusal.unknown(
                Why.UNAVAILABLE,
                "the controller lost its leadership meanwhile; look whether the change was made");
    }

    static Refusal refusal(io.skein.raft.core.Refusal why) {
        return switch (why) {
            case NotLeader _, Opening _ -> noLeader();
            case Full(int proposals, long bytes) ->
                    Refusal.later(
                            Why.OVERLOADED,
                            "%d changes of %d bytes wait for their commit; try again"
                                    .formatted(proposals, bytes),
                            RETRY_MILLIS);
            case TooLarge(int bytes, int bytesMax) ->
                    Refusal.definite(
                            Why.TOO_LARGE,
                            "the change needs %d bytes of metadata, %d fit; make it in parts"
                                    .formatted(bytes, bytesMax));
            case LogFull(long entries) ->
                    Refusal.later(
                            Why.OVERLOADED,
                            ("%d changes have not been taken into a snapshot of the metadata yet;"
                                            + " try again")
                                    .formatted(entries),
                            RETRY_MILLIS);
            case ChangePending _,
                    NotCaughtUp _,
                    AlreadyVoter _,
                    NodeVotes _,
                    NotVoter _,
                    LastVoter _,
                    WouldStall _,
                    TooManyVoters _ ->
                    throw Check.unreachable("no plan changes who votes: " + why);
        };
    }
}
