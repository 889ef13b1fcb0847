import io.skein.protocol.v1.PartitionDescription;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Who leads what.
 *
 * @param active the node that is the active controller
 * @param led the partitions that each node leads, of those that lead any
 */
record Leading(int active, TreeMap<Integer, List<Integer>> led) {
    /** While all is well. */
    static Leading now(Cluster cluster, Topic topic) throws InterruptedException {
        int active = cluster.awaitWhole().getLeaderNodeId();
        TreeMap<Integer, List<Integer>> led = new TreeMap<>();
        for (PartitionDescription each : cluster.awaitInSync(topic)) {
            led.computeIfAbsent(each.getLeaderNodeId(), _ -> new ArrayList<>())
                    .add(each.getPartition());
        }
        return new Leading(active, led);
    }

    /**
     * One that leads a partition, and is the active controller or not, as wanted; if there is none,
     * another. With as many partitions as nodes each node is the first choice for one, and the
     * second for another: so once any other leader was lost the active controller leads something.
     */
    int victim(boolean wantsActive) {
        return led.keySet().stream()
                .filter(node -> isActive(node) == wantsActive)
                .findFirst()
                .orElse(led.firstKey());
    }

    boolean isActive(int node) {
        return node == active;
    }

    /** What a node leads. */
    List<Integer> by(int node) {
        return led.getOrDefault(node, List.of());
    }

    /** A node, for people. */
    String told(int node) {
        return "node %d, which led %s%s"
                .formatted(node, by(node), isActive(node) ? " and was the active controller" : "");
    }
}
