package io.skein.server.door;

import java.util.List;

/** What the metadata answers about the restart of one node. */
public sealed interface RestartReply extends AdminReply {
    /**
     * How far a node is from leading nothing.
     *
     * @param stopping whether it is marked as about to stop
     * @param handedOver how many partitions this very change has given to other leaders
     * @param remaining how many are next
     * @param waiting how many it leads until others have caught up
     * @param stuck how many it leads because nobody else can
     * @param kept some of those that wait or are stuck
     */
    record Drained(
            boolean stopping,
            int handedOver,
            int remaining,
            int waiting,
            int stuck,
            List<KeptLead> kept)
            implements RestartReply {
        public Drained {
            kept = List.copyOf(kept);
        }

        /** Whether nothing is left that could be handed over, now or by waiting. */
        public boolean isDone() {
            return remaining == 0 && waiting == 0;
        }
    }

    /** A partition that a stopping node still leads, and why. */
    record KeptLead(String topic, int partition, Kept reason) {}

    /** Why nobody else leads it. */
    enum Kept {
        /** Nobody else holds it. */
        ONLY_COPY,
        /** All others that do are about to stop, or fenced. */
        OTHERS_AWAY,
        /** Others are there, but are not in sync, or have their log not open yet. */
        OTHERS_BEHIND
    }
}
