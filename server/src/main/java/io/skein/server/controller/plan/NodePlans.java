package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.ClusterCreated;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Plans for the cluster's beginning and for its nodes: who is trusted, and what becomes of the
 * partitions of those who are or are not. Each plan is one atomic change.
 */
public final class NodePlans {
    private final TopicRules topics;
    private final OpenLogs open;

    /** What nodes have told of their logs; not part of the metadata. */
    @FunctionalInterface
    public interface OpenLogs {
        /** Whether that node has the log of that partition open. */
        boolean has(int node, PartitionId partition);
    }

    /**
     * Plans by these facts.
     *
     * @param topics what topics are set to
     */
    public NodePlans(TopicRules topics, OpenLogs open) {
        this.topics = topics;
        this.open = open;
    }

    /** The first records of all; none if the cluster has begun. */
    public static List<MetadataRecord> begin(MetadataImage image, String clusterId) {
        if (image.featureLevel() > 0) return List.of();
        FeatureLevelSet level = new FeatureLevelSet(Replay.FEATURE_LEVEL_MAX);
        return image.clusterId().isPresent()
                ? List.of(level)
                : List.of(level, new ClusterCreated(clusterId));
    }

    /**
     * A node has started, and is trusted with nothing yet. Its old incarnation ends in the same
     * change: whatever it led gets a new leader epoch, even if it comes to lead that again, because
     * the old incarnation may have written what no disk kept, and two contents for one (epoch,
     * offset) must not exist. A directory that is missing may come back with all that it held;
     * until then no log in it is open.
     */
    public List<MetadataRecord> register(MetadataImage image, NodeImage node) {
        // An older level has no place for where it stands.
        boolean hasRacks = image.featureLevel() >= Replay.FEATURE_LEVEL_MOVES;
        NodeImage fenced = (hasRacks ? node : node.in("")).withFenced(true);
        // Who did not hear the answer asks again.
        boolean isKnown =
                image.nodes()
                        .get(node.id())
                        .filter(known -> known.withFenced(true).equals(fenced))
                        .isPresent();
        if (isKnown) return List.of();
        return withChanges(image, fenced, (rules, one) -> rules.without(one, node.id()));
    }

    /** That run of a node stops: the same as if it were silent, but nobody has to wait for it. */
    public List<MetadataRecord> leave(MetadataImage image, int node, Uuid incarnation) {
        boolean isThere =
                image.nodes()
                        .get(node)
                        .filter(one -> one.incarnation().equals(incarnation))
                        .isPresent();
        return isThere ? fence(image, node) : List.of();
    }

    /** A node is silent: it is trusted no more, and others lead what it has led. */
    public List<MetadataRecord> fence(MetadataImage image, int node) {
        Optional<NodeImage> known = image.nodes().get(node).filter(one -> !one.fenced());
        if (known.isEmpty()) return List.of();
        NodeImage fenced = known.get().withFenced(true);
        return withChanges(image, fenced, (rules, one) -> rules.without(one, node));
    }

    /** That run of a node has caught up: it is trusted, and leads what waits for it. */
    public List<MetadataRecord> trust(MetadataImage image, int node, Uuid incarnation) {
        Optional<NodeImage> known =
                image.nodes()
                        .get(node)
                        .filter(one -> one.fenced() && one.incarnation().equals(incarnation));
        if (known.isEmpty()) return List.of();
        return withChanges(image, known.get().withFenced(false), Succession::again);
    }

    /**
     * That node has these logs open: none of them is fresh any more, and it leads where somebody is
     * waited for.
     */
    public List<MetadataRecord> logsOpen(MetadataImage image, int node, List<CopyId> copies) {
        List<MetadataRecord> facts = new ArrayList<>();
        Successions rules = successions(image);
        // A node may say something twice; one plan changes a partition once.
        for (CopyId copy : new TreeSet<>(copies)) {
            // A topic may be deleted, and a copy moved away, while logs are being opened; a copy
            // that has come again since then has no log yet.
            if (!copy.isHeld(image, node)) continue;
            PartitionId id = copy.partition();
            PartitionImage before = image.partition(id).orElseThrow();
            PartitionImage made = before.madeOn(node);
            rules.addChange(facts, id, before, rules.of(id).again(made));
        }
        return facts;
    }

    /**
     * That node says who is in sync where it leads. A claim about a partition that is not any more
     * what the leader has seen changes nothing, and the leader will see so. Tells which others do
     * not hold: somebody joins who is not trusted, or not in that run of its process; or another
     * one is to lead, and none can.
     */
    public Decision<List<PartitionId>> count(
            MetadataImage image, int leader, List<InSyncClaim> claims) {
        List<MetadataRecord> facts = new ArrayList<>();
        List<PartitionId> refused = new ArrayList<>();
        TreeSet<PartitionId> seen = new TreeSet<>();
        Successions rules = successions(image);
        for (InSyncClaim claim : claims) {
            PartitionId id = claim.partition();
            Optional<PartitionImage> before = claimed(image, leader, claim);
            if (before.isEmpty() || !seen.add(id)) continue;
            SortedSet<Integer> nodes = claim.inSync().nodes();
            if (!nodes.stream().allMatch(node -> counts(image, before.get(), claim, node))) {
                refused.add(id);
                continue;
            }
            PartitionImage counted =
                    rules.of(id).counted(before.get(), nodes, claim.inSync().lacking());
            Optional<PartitionImage> after =
                    switch (claim.wish()) {
                        case GO_ON -> Optional.of(counted);
                        case LEAD_ANEW -> Optional.of(counted.ledAnew());
                        case HAND_OVER -> rules.of(id).handedOver(counted);
                    };
            if (after.isPresent()) rules.addChange(facts, id, before.get(), after.get());
            else refused.add(id);
        }
        return Decision.of(facts, List.copyOf(refused));
    }

    /** The partition, if it is what the leader has seen. */
    private static Optional<PartitionImage> claimed(
            MetadataImage image, int leader, InSyncClaim claim) {
        return image.partition(claim.partition())
                .filter(one -> one.leader() == leader)
                .filter(_ -> claim.inSync().nodes().contains(leader))
                .filter(one -> one.leaderEpoch() == claim.leaderEpoch())
                .filter(one -> one.partitionEpoch() == claim.partitionEpoch());
    }

    private static boolean counts(
            MetadataImage image, PartitionImage partition, InSyncClaim claim, int node) {
        if (partition.inSync().contains(node)) return true;
        Optional<Uuid> joining = Optional.ofNullable(claim.inSync().joining().get(node));
        return partition.replicaOn(node).isPresent()
                && image.nodes()
                        .get(node)
                        .filter(one ->
                                !one.fenced() && joining.equals(Optional.of(one.incarnation())))
                        .isPresent();
    }

    /** The node as it is from now on, and what becomes of all partitions that it holds. */
    private List<MetadataRecord> withChanges(
            MetadataImage before,
            NodeImage node,
            BiFunction<Succession, PartitionImage, PartitionImage> change) {
        List<MetadataRecord> facts = new ArrayList<>(List.of(new NodeRegistered(node)));
        MetadataImage image = Replay.apply(before, facts, before.offset());
        Successions all = successions(image);
        for (TopicImage topic : image.topics().values()) {
            Successions.OfTopic rules = all.of(topic);
            for (int number = 0; number < topic.partitions().size(); number++) {
                PartitionImage one = topic.partitions().get(number);
                if (one.replicaOn(node.id()).isEmpty()) continue;
                PartitionId id = new PartitionId(topic.id(), number);
                all.addChange(facts, id, one, change.apply(rules.of(number), one));
            }
        }
        return facts;
    }

    private Successions successions(MetadataImage image) {
        return new Successions(image, topics, open);
    }
}
