import com.google.protobuf.ByteString;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;
import java.util.Set;

/** Whether a controller whose disk was lost votes again, without anybody's doing. */
final class ReplaceController {
    private static final double MILLI = 1e6;

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
        System.out.printf(
                "{\"fault\":\"replace-controller\",\"follower_voted_again_ms\":%.0f,"
                        + "\"leader_voted_again_ms\":%.0f,\"acknowledged\":%d,\"lost\":%d,"
                        + "\"met\":%b}%n",
                follower, leader, acknowledged.size(), lost, lost == 0);
        return lost == 0;
    }

    /** How long after its start it votes again, with another directory. */
    private double replace(Load load, int node) throws Exception {
        ByteString old = member(cluster.awaitWhole(), node).getDirectoryId();
        cluster.kill(node);
        cluster.wipe(node);
        long began = System.nanoTime();
        cluster.startAgain(node);
        DescribeQuorumResponse after =
                cluster.await(
                        "node " + node + " with another directory",
                        told ->
                                told.getVotersCount() == Cluster.NODES
                                        && told.getVotersList().stream()
                                                .noneMatch(each ->
                                                        each.getDirectoryId().equals(old)));
        double millis = (System.nanoTime() - began) / MILLI;
        if (member(after, node).getDirectoryId().equals(old)) {
            throw new Faults.Failed("node " + node + " votes with a disk that is gone");
        }
        load.awaitOneMore();
        System.err.printf("node %d wiped: votes again after %.0f ms%n", node, millis);
        return millis;
    }

    private static QuorumMember member(DescribeQuorumResponse told, int node) {
        return told.getVotersList().stream()
                .filter(each -> each.getNodeId() == node)
                .findFirst()
                .orElseThrow(() -> new Faults.Failed("node " + node + " does not vote: " + told));
    }
}
