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
import java.util.List;
import java.util.Optional;
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
    private final TreeMap<String, Long> durable = new TreeMap<>();

    /** Which attaches of one node to another have that number: each of its lanes counts anew. */
    private final TreeMap<String, List<String>> numbers = new TreeMap<>();

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
        String key =
                key(home, attach.leaderEpoch(), new Copy(route.from(), run(route), attach.copy()));
        durable.merge(key, attach.durable(), Math::max);
        numbers.computeIfAbsent(route + "#" + attach.number(), _ -> new ArrayList<>()).add(key);
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
            List<String> keys = numbers.getOrDefault(route + "#" + one.number(), List.of());
            for (String key : keys) durable.merge(key, one.durable(), Math::max);
        }
    }

    /** A leader says so to a controller on another node. */
    void claims(InSyncClaim claim) {
        for (int node : claim.inSync().joining().keySet()) {
            claimed.computeIfAbsent(claim.partition() + " " + node, _ -> new TreeSet<>())
                    .add(claim.partitionEpoch());
        }
    }

    private boolean isClaimed(PartitionId home, PartitionImage now, int node) {
        return claimed.getOrDefault(home + " " + node, new TreeSet<>())
                .contains(now.partitionEpoch() - 1);
    }

    private String run(Route route) {
        return Optional.ofNullable(runs.get(route.from())).map(Uuid::toString).orElse("");
    }

    /** A copy at a host, of one run of its node. */
    private record Copy(String host, String run, int since) {}

    private static String key(PartitionId home, int leaderEpoch, Copy copy) {
        return "%s in epoch %d, %s".formatted(home, leaderEpoch, copy);
    }

    /** That node has come to be in sync, the leader is the same; empty if nothing is wrong. */
    Optional<String> joined(PartitionId home, PartitionImage now, int node, MetadataImage all) {
        stage.reached("joined those in sync");
        if (now.leader() > voters && !isClaimed(home, now, node)) {
            return Optional.of("M6 joins by a word on an older partition");
        }
        String run =
                all.nodes().get(node).map(NodeImage::incarnation).map(Uuid::toString).orElse("");
        int copy = now.replicaOn(node).map(PartitionImage.Replica::since).orElse(-1);
        String key = key(home, now.leaderEpoch(), new Copy(Plan.host(node), run, copy));
        Optional<Long> told = Optional.ofNullable(durable.get(key));
        if (told.isEmpty()) return Optional.of("P12 joins, and never said anything: " + key);
        return told.get() >= agreed(home)
                ? Optional.empty()
                : Optional.of(
                        "P12 joins with %d of %d: %s".formatted(told.get(), agreed(home), key));
    }
}
