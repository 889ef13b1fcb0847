package io.skein.server.door;

import io.skein.server.metadata.PartitionImage;
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

    /** What came of each order, in their order. */
    record ReassignmentsAltered(List<Altered> each) implements LayoutReply {
        public ReassignmentsAltered {
            each = List.copyOf(each);
        }
    }

    /**
     * Where partitions should go.
     *
     * @param more whether there are more that should
     * @param loads what each broker holds of these topics, and would
     */
    record ReassignmentsPlanned(List<Planned> moves, boolean more, List<Load> loads)
            implements LayoutReply {
        public ReassignmentsPlanned {
            moves = List.copyOf(moves);
            loads = List.copyOf(loads);
        }
    }

    /** Where one partition should go; both in order of preference. */
    record Planned(String topic, int partition, List<Integer> replicas, List<Integer> target) {
        public Planned {
            replicas = List.copyOf(replicas);
            target = List.copyOf(target);
        }
    }

    /** What one broker holds, and of how many partitions it is the preferred leader. */
    record Load(int node, int replicas, int plannedReplicas, int preferred, int plannedPreferred) {}

    /** How a partition stands once the order is in the metadata. */
    record Altered(String topic, int partition, Stage stage) {}

    /** How far a reassignment has come. */
    enum Stage {
        /** It begins once nodes have less to copy. */
        WAITING,
        /** Nodes copy the partition, or those that stay are not all in sync yet. */
        MOVING,
        /** Nothing is going on. */
        SETTLED;

        /** That of a partition. */
        public static Stage of(PartitionImage partition) {
            if (partition.reassignment().isEmpty()) return SETTLED;
            return partition.isWaiting() ? WAITING : MOVING;
        }
    }

    /**
     * The reassignments that are going on.
     *
     * @param each those that have begun before those that wait
     * @param moving how many have begun
     * @param waiting how many wait
     */
    record ReassignmentsListed(List<OnItsWay> each, int moving, int waiting)
            implements LayoutReply {
        public ReassignmentsListed {
            each = List.copyOf(each);
        }
    }

    /**
     * One partition on its way to other nodes, as it is now.
     *
     * @param leader node number, or {@link PartitionImage#NO_LEADER}
     * @param copies how far those that are being added have come, as far as it was told
     */
    record OnItsWay(
            String topic,
            int partition,
            Stage stage,
            Holders holders,
            int leader,
            List<CopyProgress> copies) {
        public OnItsWay {
            copies = List.copyOf(copies);
        }
    }

    /**
     * Node numbers of those that hold such a partition.
     *
     * @param replicas all that do, those that are being added last
     * @param target all that will, in order of preference
     * @param adding those that did not before
     * @param removing those that will not any more
     */
    record Holders(
            List<Integer> replicas,
            List<Integer> target,
            List<Integer> adding,
            List<Integer> removing,
            List<Integer> inSync) {
        public Holders {
            replicas = List.copyOf(replicas);
            target = List.copyOf(target);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
            inSync = List.copyOf(inSync);
        }
    }

    /**
     * How far a copy has come, as the leader of the partition knows it.
     *
     * @param node that copies
     * @param start the first offset that is kept
     * @param held its disk has everything before this
     * @param end the offset after the last record
     */
    record CopyProgress(int node, long start, long held, long end) {}
}
