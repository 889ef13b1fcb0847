import com.google.protobuf.ByteString;

import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;

import java.util.Set;

/** Whether a controller whose disk was lost votes again, without anybody's doing. */
final class ReplaceController {
    private static final double MILLI = 1e6;
    private static final long SILENT_MILLIS = 1_000;

    private final Cluster cluster;

    ReplaceController(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run() throws Exception {
        Set<String> acknowledged;
        double follower;
        double leader;
        try (Load load = Load.begin(cluster::callers)) {
            int leading = cluster.awaitWhole().getLeaderNodeId();
            follower = replace(load, leading % Cluster.NODES + 1);
            leader = replace(load, cluster.awaitWhole().getLeaderNodeId());
            acknowledged = load.end();
        }
        int lost = Loss.count(cluster, acknowledged);
        return Result.of("replace-controller")
                .millis("follower_voted_again", follower)
                .millis("leader_voted_again", leader)
                .some("acknowledged", acknowledged.size())
                .none("acknowledged_lost", lost)
                .print();
    }

    /** How long after its start it votes again, with another directory. */
    private double replace(Load load, int node) throws Exception {
        ByteString old = member(cluster.awaitWhole(), node).getDirectoryId();
        cluster.kill(node);
        cluster.wipe(node);
        long began = System.nanoTime();
        cluster.startAgain(node);
        cluster.await(
                "node " + node + " with another directory, and the old one silent",
                told -> isReplaced(told, node, old));
        double millis = (System.nanoTime() - began) / MILLI;
        load.awaitOneMore();
        System.err.printf("node %d wiped: votes again after %.0f ms%n", node, millis);
        return millis;
    }

    /**
     * Three vote, that node among them, and none with the old directory. As an observer a leader
     * keeps it in mind for minutes more, but nothing may be heard of it.
     */
    private static boolean isReplaced(DescribeQuorumResponse told, int node, ByteString old) {
        return told.getVotersCount() == Cluster.NODES
                && told.getVotersList().stream().anyMatch(each -> each.getNodeId() == node)
                && told.getVotersList().stream()
                        .noneMatch(each -> each.getDirectoryId().equals(old))
                && told.getObserversList().stream()
                        .filter(each -> each.getDirectoryId().equals(old))
                        .allMatch(each -> each.getLastContactMillis() >= SILENT_MILLIS);
    }

    private static QuorumMember member(DescribeQuorumResponse told, int node) {
        return told.getVotersList().stream()
                .filter(each -> each.getNodeId() == node)
                .findFirst()
                .orElseThrow(() -> new Faults.Failed("node " + node + " does not vote: " + told));
    }
}
