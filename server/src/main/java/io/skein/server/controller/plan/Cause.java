package io.skein.server.controller.plan;

import io.skein.server.door.Diagnosis.Kind;
import io.skein.server.door.Diagnosis.Place;
import io.skein.server.metadata.NodeImage;
import java.util.List;

/**
 * Why something is wrong with a cluster; what is wrong for the same cause is told as one. Says so
 * in words, and what to do about it.
 */
sealed interface Cause {
    Kind kind();

    /** The nodes that it is about. */
    List<Integer> nodes();

    /**
     * What is wrong, in one line.
     *
     * @param partitions with how many
     */
    String problem(long partitions);

    /**
     * What to do about it, in one line.
     *
     * @param first of the partitions, if it is about any
     */
    String remedy(List<Place> first);

    private static String count(long partitions, String of1, String ofMore) {
        return partitions == 1 ? "1 partition " + of1 : partitions + " partitions " + ofMore;
    }

    /**
     * Nobody leads.
     *
     * @param holders of all that was acknowledged
     * @param others that could lead without that
     */
    record NoLeader(Missing holders, List<Integer> others) implements Cause {
        public NoLeader {
            others = List.copyOf(others);
        }

        @Override
        public Kind kind() {
            return Kind.NO_LEADER;
        }

        @Override
        public List<Integer> nodes() {
            return holders.nodes();
        }

        @Override
        public String problem(long partitions) {
            String led = count(partitions, "has no leader: ", "have no leader: ");
            if (holders.isEmpty()) return led + "no node has all that was acknowledged";
            return led
                    + "all that was acknowledged is only on %s; %s"
                            .formatted(
                                    Missing.named(nodes()),
                                    holders.problem("it all and is about to lead"));
        }

        @Override
        public String remedy(List<Place> first) {
            String clean = holders.isEmpty() ? "" : holders.remedy();
            if (others.isEmpty()) {
                return clean.isEmpty() ? "start the nodes that hold a copy" : clean;
            }
            Place one = first.getFirst();
            String lossy =
                    ("skein topics elect %s --partition %d --unclean (%s would lead; what only"
                                    + " others have is lost)")
                            .formatted(one.topic(), one.partition(), Missing.named(others));
            return clean.isEmpty() ? lossy : clean + "; or, where that cannot be: " + lossy;
        }
    }

    /** Too few agree for {@code acks=all}. */
    record BelowMin(Missing missing, int inSync, int needed) implements Cause {
        @Override
        public Kind kind() {
            return Kind.BELOW_MIN_IN_SYNC;
        }

        @Override
        public List<Integer> nodes() {
            return missing.nodes();
        }

        @Override
        public String problem(long partitions) {
            return count(partitions, "refuses acks=all: ", "refuse acks=all: ")
                    + "%d in sync, and min.insync.replicas needs %d; %s"
                            .formatted(inSync, needed, missing.problem("not caught up"));
        }

        @Override
        public String remedy(List<Place> first) {
            return missing.remedy();
        }
    }

    /** A copy is not in sync. */
    record UnderReplicated(Missing missing) implements Cause {
        @Override
        public Kind kind() {
            return Kind.UNDER_REPLICATED;
        }

        @Override
        public List<Integer> nodes() {
            return missing.nodes();
        }

        @Override
        public String problem(long partitions) {
            return count(partitions, "lacks", "lack")
                    + " a copy in sync: "
                    + missing.problem("not caught up");
        }

        @Override
        public String remedy(List<Place> first) {
            return missing.remedy();
        }
    }

    /** A partition cannot go where it is to go: these nodes are away. */
    record MoveStuck(List<Integer> nodes) implements Cause {
        public MoveStuck {
            nodes = List.copyOf(nodes);
        }

        @Override
        public Kind kind() {
            return Kind.MOVE_STUCK;
        }

        @Override
        public String problem(long partitions) {
            return count(partitions, "cannot be moved: ", "cannot be moved: ")
                    + Missing.named(nodes)
                    + (nodes.size() == 1 ? " is fenced" : " are fenced");
        }

        @Override
        public String remedy(List<Place> first) {
            return "start %s again, or give it up: skein reassign cancel %s"
                    .formatted(Missing.named(nodes), first.getFirst().topic());
        }
    }

    /** Partitions are being moved. */
    record Moving() implements Cause {
        @Override
        public Kind kind() {
            return Kind.MOVING;
        }

        @Override
        public List<Integer> nodes() {
            return List.of();
        }

        @Override
        public String problem(long partitions) {
            return count(partitions, "is", "are") + " on the way to other nodes";
        }

        @Override
        public String remedy(List<Place> first) {
            return "nothing; how far they are tells: skein reassign status";
        }
    }

    /**
     * About one node, and no partition.
     *
     * @param problem in words
     * @param remedy in words
     */
    record OfNode(Kind kind, int node, String problem, String remedy) implements Cause {
        /** That node is trusted with nothing. */
        static OfNode fenced(NodeImage node, boolean isStopping) {
            String who = Missing.at(node);
            return new OfNode(
                    Kind.NODE_FENCED,
                    node.id(),
                    isStopping
                            ? who + " has stopped, as it was asked to"
                            : who + " is fenced: it is not heard, or has just started",
                    "start it; if it runs, its log says whom it cannot reach. It is back when this"
                            + " ends: skein nodes caught-up %d --wait".formatted(node.id()));
        }

        /** That node is marked as about to stop. */
        static OfNode stopping(NodeImage node) {
            return new OfNode(
                    Kind.NODE_STOPPING,
                    node.id(),
                    Missing.at(node) + " is about to stop: it gets nothing new to lead",
                    "restart it, or keep it: skein nodes drain %d --cancel".formatted(node.id()));
        }

        @Override
        public List<Integer> nodes() {
            return List.of(node);
        }

        @Override
        public String problem(long partitions) {
            return problem;
        }

        @Override
        public String remedy(List<Place> first) {
            return remedy;
        }
    }
}
