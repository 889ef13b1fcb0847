package io.skein.server.door;

import java.util.List;

/** What the metadata answers about how partitions lie over the brokers. */
public sealed interface LayoutReply extends AdminReply {
    /** The topic had so many partitions, and has so many now. */
    record PartitionsAdded(int before, int total) implements LayoutReply {}

    /**
     * Others lead, wherever that was possible.
     *
     * @param refused where it was not; not all of them, if there are many
     * @param refusals where it was not, in all
     * @param unchanged how many partitions are led as they should be
     * @param more whether there is more to do than one change holds
     */
    record LeadersElected(
            List<Elected> elected,
            List<NotElected> refused,
            int refusals,
            int unchanged,
            boolean more)
            implements LayoutReply {
        public LeadersElected {
            elected = List.copyOf(elected);
            refused = List.copyOf(refused);
        }
    }

    /**
     * A partition has another leader.
     *
     * @param passedOver those that hold all that was agreed, or did when they were last heard, if
     *     the leader does not: what only they have is lost
     */
    record Elected(String topic, int partition, int node, int epoch, List<Integer> passedOver) {
        public Elected {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** A partition has no other leader, for that reason. */
    record NotElected(String topic, int partition, Refusal why) {}
}
