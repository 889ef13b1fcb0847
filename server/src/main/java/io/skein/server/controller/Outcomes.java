package io.skein.server.controller;

import io.skein.raft.core.Refusal.Full;
import io.skein.raft.core.Refusal.NotLeader;
import io.skein.raft.core.Refusal.Opening;
import io.skein.raft.core.Refusal.TooLarge;
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
        };
    }
}
