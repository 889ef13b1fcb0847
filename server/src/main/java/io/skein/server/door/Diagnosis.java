package io.skein.server.door;

import java.util.List;

/**
 * What is wrong with the cluster, as far as the active controller knows.
 *
 * @param nodes how many were looked at
 * @param partitions how many were looked at
 * @param findings worst first, one for each cause
 * @param more how many causes there are besides
 */
public record Diagnosis(int nodes, long partitions, List<Finding> findings, int more) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /**
     * All that is wrong for one cause.
     *
     * @param nodes that it is about
     * @param partitions how many it is about
     * @param named the first of them
     * @param words what is wrong, and what to do
     */
    public record Finding(
            Kind kind, List<Integer> nodes, long partitions, List<Place> named, Words words) {
        public Finding {
            nodes = List.copyOf(nodes);
            named = List.copyOf(named);
        }
    }

    /** A partition, as people call it. */
    public record Place(String topic, int partition) {}

    /** For people, a line each. */
    public record Words(String problem, String remedy) {}

    /** What is wrong; worst first. */
    public enum Kind {
        NO_LEADER,
        BELOW_MIN_IN_SYNC,
        QUORUM_MEMBER_SILENT,
        QUORUM_MEMBER_BEHIND,
        NODE_FENCED,
        MOVE_STUCK,
        UNDER_REPLICATED,
        NODE_STOPPING,
        /** Nothing is. */
        MOVING
    }
}
