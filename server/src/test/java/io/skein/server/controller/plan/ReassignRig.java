package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.Election;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nodes 1 to 5, each with two directories, and topic "lines" of partitions on nodes 1, 2 and 3, led
 * by 1. Two agree. A partition is shown as "replicas/in sync/leader" and, while it is moved,
 * "→target+adding".
 */
final class ReassignRig {
    static final Uuid TOPIC = new Uuid(5, 5);

    private final Set<Integer> closed = new TreeSet<>();
    private final TopicRules topics;
    private final NodePlans nodes;
    private final LeaderPlans leaders;
    final ReassignPlans plans;
    private List<Loss> losses = List.of();
    MetadataImage image;

    ReassignRig(int level, int partitions) {
        this(level, partitions, 2);
    }

    /** In which so many agree. */
    ReassignRig(int level, int partitions, int minInSync) {
        this.topics = _ -> minInSync;
        NodePlans.OpenLogs open = (node, _) -> !closed.contains(node);
        this.nodes = new NodePlans(topics, open);
        this.leaders = new LeaderPlans(topics, open);
        this.plans =
                new ReassignPlans(
                        topics,
                        open,
                        (id, leader) -> List.of(new CopyProgress(leader, 0, id.number(), 9)));
        List<MetadataRecord> records = new ArrayList<>(List.of(new FeatureLevelSet(level)));
        for (int id = 1; id <= 5; id++) records.add(node(id, false));
        records.add(new TopicCreated("lines", TOPIC));
        for (int number = 0; number < partitions; number++) {
            List<Replica> replicas = new ArrayList<>();
            for (int on = 1; on <= 3; on++) replicas.add(new Replica(on, directory(on, 0), false));
            records.add(new PartitionCreated(id(number), PartitionImage.created(replicas)));
        }
        image = Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    static PartitionId id(int number) {
        return new PartitionId(TOPIC, number);
    }

    static Uuid directory(int node, int which) {
        return new Uuid(node, 70 + which);
    }

    private static NodeRegistered node(int id, boolean isFenced) {
        return new NodeRegistered(
                new NodeImage(
                        id,
                        new Uuid(id, 1),
                        List.of(directory(id, 0), directory(id, 1)),
                        "host:1",
                        new NodeImage.NodePort("host:2", 1),
                        List.of("controller", "broker"),
                        isFenced));
    }

    void commit(List<MetadataRecord> records) {
        losses = Loss.of(image, records);
        image = Replay.apply(image, records, image.offset() + 1);
    }

    /** What was lost with the last change. */
    List<Loss> losses() {
        return losses;
    }

    /** Whoever can leads, where nobody does. */
    void electUnclean() {
        commit(leaders.elect(image, new ElectLeaders(Election.UNCLEAN, List.of())).records());
    }

    void fence(int node) {
        commit(nodes.fence(image, node));
    }

    void trust(int node) {
        commit(nodes.trust(image, node, new Uuid(node, 1)));
    }

    /** Its logs are not open, as far as the controller knows. */
    void close(int node) {
        closed.add(node);
    }

    void open(int node) {
        closed.remove(node);
        List<CopyId> all = new ArrayList<>();
        for (int number = 0; number < partitions(); number++) {
            int since = partition(number).replicaOn(node).map(Replica::since).orElse(0);
            all.add(new CopyId(id(number), since));
        }
        commit(nodes.logsOpen(image, node, all));
    }

    private int partitions() {
        return image.topic(TOPIC).orElseThrow().partitions().size();
    }

    /** The leader says who is in sync. */
    void count(int number, Integer... inSync) {
        assertEquals(List.of(), claim(number, Wish.GO_ON, List.of(inSync)));
    }

    /** The leader asks for another one; tells whether there is one. */
    boolean handOver(int number) {
        return claim(number, Wish.HAND_OVER, partition(number).inSync()).isEmpty();
    }

    private List<PartitionId> claim(int number, Wish wish, List<Integer> all) {
        PartitionImage one = partition(number);
        Map<Integer, Uuid> joining = new java.util.TreeMap<>();
        for (int node : all) if (!one.inSync().contains(node)) joining.put(node, new Uuid(node, 1));
        InSyncClaim claim =
                new InSyncClaim(
                        id(number),
                        one.leaderEpoch(),
                        one.partitionEpoch(),
                        InSync.of(all, joining, List.of()),
                        wish);
        var counted = nodes.count(image, one.leader(), List.of(claim));
        commit(counted.records());
        return ((Answer.Done<List<PartitionId>>) counted.answer()).reply();
    }

    static Order order(int number, Integer... target) {
        return new Order("lines", number, Optional.of(List.of(target)));
    }

    static Order cancel(int number) {
        return new Order("lines", number, Optional.empty());
    }

    Decision<AdminReply> plan(Order... orders) {
        return plans.alter(image, new AlterReassignments(List.of(orders), false));
    }

    void alter(Order... orders) {
        Decision<AdminReply> decision = plan(orders);
        if (decision.answer() instanceof Answer.Refused<AdminReply>(Refusal why)) {
            throw new AssertionError(why);
        }
        commit(decision.records());
    }

    Refusal refusal(Order... orders) {
        Decision<AdminReply> decision = plan(orders);
        if (!decision.records().isEmpty()) throw new AssertionError("nothing half done");
        return switch (decision.answer()) {
            case Answer.Refused<AdminReply>(Refusal why) -> why;
            case Answer.Done<AdminReply> done -> throw new AssertionError(done);
        };
    }

    /** Those whose turn it is; returns how many. */
    int begin(int perNodeMax) {
        List<MetadataRecord> begun = plans.taken(image, perNodeMax);
        commit(begun);
        return begun.size();
    }

    PartitionImage partition(int number) {
        return image.partition(id(number)).orElseThrow();
    }

    String stand(int number) {
        PartitionImage one = partition(number);
        String leader = one.leader() == PartitionImage.NO_LEADER ? "-" : "" + one.leader();
        String move =
                one.reassignment()
                        .map(each -> "→" + digits(each.target()) + "+" + digits(each.adding()))
                        .orElse("");
        return digits(one.nodes()) + "/" + digits(one.inSync()) + "/" + leader + move;
    }

    private static String digits(List<Integer> nodes) {
        return nodes.isEmpty() ? "-" : String.join("", nodes.stream().map(n -> "" + n).toList());
    }
}
