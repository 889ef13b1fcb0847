package io.skein.server.broker.forward;

import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;

/** Why something that was to be passed on is not done, in words. */
final class Losses {
    private static final long RETRY_MILLIS = 100;

    private Losses() {}

    /** Nothing was sent. */
    static Refusal unreachable(Leader leader) {
        return Refusal.later(
                Why.UNAVAILABLE,
                "%s, which leads the partition, cannot be reached from here".formatted(leader),
                RETRY_MILLIS);
    }

    /** Nothing was sent. */
    static Refusal full(Leader leader) {
        return Refusal.later(
                Why.OVERLOADED,
                "too much waits for %s, which leads the partition".formatted(leader),
                RETRY_MILLIS);
    }

    /** The leader may have had it. */
    static Refusal unknown(Leader leader, String how) {
        return Refusal.unknown(Why.UNAVAILABLE, words(leader, how));
    }

    /** The leader may have had it, which does not matter. */
    static Refusal again(Leader leader, String how) {
        return Refusal.later(Why.UNAVAILABLE, words(leader, how), RETRY_MILLIS);
    }

    private static String words(Leader leader, String how) {
        return "%s, which leads the partition, %s".formatted(leader, how);
    }
}
