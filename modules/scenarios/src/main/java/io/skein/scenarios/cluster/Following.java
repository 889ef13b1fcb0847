package io.skein.scenarios.cluster;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.simulation.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Watches those that follow. Whoever joins the in-sync set has told a leader in this epoch that its
 * disk has all that is agreed, as that copy and in that run of its process that the metadata names;
 * and whoever is in sync comes with all that is agreed. Owned by the world.
 */
final class Following {
    private final Stage stage;
    private final int voters;
    private final TreeMap<String, Uuid> runs = new TreeMap<>();
    private final TreeMap<PartitionId, Long> agreed = new TreeMap<>();

    /** What each run of a node has said that the disk of its copy has, in one epoch of a leader. */
    private final TreeMap<String, TreeMap<String, Long>> durable = new TreeMap<>();

    /** Which attaches of one node to another have that number: each of its lanes counts anew. */
    private final TreeMap<String, List<Said>> numbers = new TreeMap<>();

    /** Against which partition epochs a leader has claimed that a node joins. */
    private final TreeMap<String, TreeSet<Integer>> claimed = new TreeMap<>();

    private MetadataImage newest = MetadataImage.EMPTY;

    /** {@code voters} is how many nodes vote: what one of these claims may go no way at all. */
    Following(Stage stage, int voters) {
        this.stage = stage;
        this.voters = voters;
    }

    /** That is the newest metadata. */
    void know(MetadataImage image) {
        newest = image;
    }

    /** A leader says that everything before this is agreed. */
    void agreed(PartitionId home, long before) {
        agreed.merge(home, before, Math::max);
    }

    /** What clients were promised, or have read, is agreed too. */
    private long agreed(PartitionId home) {
        return Math.max(agreed.getOrDefault(home, 0L), stage.ledger().highWatermark(home));
    }

    /** A process begins to follow another. */
    void begins(Route route, ReplicaMessage.Follower follower) {
        runs.put(route.from(), follower.run());
    }

    void attaches(Route route, Attach attach) {
        PartitionId home = attach.partition();
        String copy = copy(home, attach.leaderEpoch(), route.from(), attach.copy());
        Said said = new Said(copy, run(route));
        heard(said, attach.durable());
        numbers.computeIfAbsent(route + "#" + attach.number(), _ -> new ArrayList<>()).add(said);
        boolean isInSync =
                newest.partition(home)
                        .filter(one -> one.leaderEpoch() == attach.leaderEpoch())
                        .filter(one -> isCounted(one, route.from(), attach.copy()))
                        .isPresent();
        if (isInSync && attach.at().end() < agreed(home)) {
            throw new Violation(
                    "P2 in sync, and lacks what is agreed",
                    "%s of %s ends at %d, agreed is %d"
                            .formatted(home, route.from(), attach.at().end(), agreed(home)));
        }
        if (isInSync) stage.reached("one in sync follows anew");
    }

    private static boolean isCounted(PartitionImage partition, String host, int copy) {
        return partition.replicas().stream()
                .filter(one -> Plan.host(one.node()).equals(host) && one.since() == copy)
                .anyMatch(one -> partition.inSync().contains(one.node()));
    }

    void confirms(Route route, List<Progress> each) {
        for (Progress one : each) {
            List<Said> all = numbers.getOrDefault(route + "#" + one.number(), List.of());
            for (Said said : all) heard(said, one.durable());
        }
    }

    private void heard(Said said, long before) {
        durable.computeIfAbsent(said.copy(), _ -> new TreeMap<>())
                .merge(said.run(), before, Math::max);
    }

    /** A leader says so to a controller on another node. */
    void claims(InSyncClaim claim) {
        claim.inSync()
                .joining()
                .forEach((node, run) ->
                        claimed.computeIfAbsent(
                                        claimOf(claim.partition(), node, run.toString()),
                                        _ -> new TreeSet<>())
                                .add(claim.partitionEpoch()));
    }

    private static String claimOf(PartitionId home, int node, String run) {
        return "%s n%d run %s".formatted(home, node, run);
    }

    private String run(Route route) {
        return Optional.ofNullable(runs.get(route.from())).map(Uuid::toString).orElse("");
    }

    /** By whom something was said. */
    private record Said(String copy, String run) {}

    private static String copy(PartitionId home, int leaderEpoch, String host, int since) {
        return "%s in epoch %d, %s, copy %d".formatted(home, leaderEpoch, host, since);
    }

    /** That node has come to be in sync, the leader is the same; empty if nothing is wrong. */
    Optional<String> joined(PartitionId home, PartitionImage now, int node, MetadataImage all) {
        stage.reached("joined those in sync");
        String run =
                all.nodes().get(node).map(NodeImage::incarnation).map(Uuid::toString).orElse("");
        SortedSet<Integer> said = claimed.getOrDefault(claimOf(home, node, run), new TreeSet<>());
        if (now.leader() > voters && !said.contains(now.partitionEpoch() - 1)) {
            return Optional.of("M6 joins by a word on an older partition, or another run");
        }
        int since = now.replicaOn(node).map(PartitionImage.Replica::since).orElse(-1);
        String copy = copy(home, now.leaderEpoch(), Plan.host(node), since);
        TreeMap<String, Long> told = durable.getOrDefault(copy, new TreeMap<>());
        if (!told.containsKey(run)) {
            return Optional.of("P12 joins, and has said nothing: %s, run %s".formatted(copy, run));
        }
        // A later run, that is not registered yet, has what the disk has, too.
        long most = Collections.max(told.values());
        return most >= agreed(home)
                ? Optional.empty()
                : Optional.of("P12 joins with %d of %d: %s".formatted(most, agreed(home), copy));
    }
}
