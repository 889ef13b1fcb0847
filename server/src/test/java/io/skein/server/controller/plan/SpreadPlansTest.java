package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.Load;
import io.skein.server.door.LayoutReply.Planned;
import io.skein.server.door.LayoutReply.ReassignmentsPlanned;
import io.skein.server.door.LayoutRequest.Brokers;
import io.skein.server.door.LayoutRequest.PlanReassignments;
import io.skein.server.door.Refusal;
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
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Brokers 1, 2, … stand in the racks that a word names, a letter each; "-" is none, and a capital
 * letter is one that is away. Partitions are written as the digits of those that hold them.
 */
class SpreadPlansTest {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final List<Integer> NONE = List.of();
    private static final int CASES = 400;

    private static MetadataImage image(String racks, List<List<Integer>> partitions) {
        List<MetadataRecord> records = new ArrayList<>(List.of(new FeatureLevelSet(2)));
        for (int id = 1; id <= racks.length(); id++) records.add(node(id, racks.charAt(id - 1)));
        records.add(new TopicCreated("lines", TOPIC));
        for (int number = 0; number < partitions.size(); number++) {
            List<Replica> replicas =
                    partitions.get(number).stream()
                            .map(node -> new Replica(node, new Uuid(9, node), false))
                            .toList();
            PartitionId id = new PartitionId(TOPIC, number);
            records.add(new PartitionCreated(id, PartitionImage.created(replicas)));
        }
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private static NodeRegistered node(int id, char rack) {
        NodeImage one =
                new NodeImage(
                        id,
                        new Uuid(id, 1),
                        List.of(new Uuid(9, id)),
                        "host:1",
                        new NodeImage.NodePort("host:2", 1),
                        List.of("controller", "broker"),
                        Character.isUpperCase(rack));
        return new NodeRegistered(one.in(rack == '-' ? "" : "" + Character.toLowerCase(rack)));
    }

    private static List<List<Integer>> partitions(String words) {
        List<List<Integer>> all = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            all.add(word.chars().map(digit -> digit - '0').boxed().toList());
        }
        return all;
    }

    private static Answer<AdminReply> ask(MetadataImage image, Brokers brokers, int factor) {
        OptionalInt replicas = factor == 0 ? OptionalInt.empty() : OptionalInt.of(factor);
        return SpreadPlans.plan(image, new PlanReassignments(List.of(), brokers, replicas));
    }

    private static ReassignmentsPlanned plan(MetadataImage image, Brokers brokers, int factor) {
        return switch (ask(image, brokers, factor)) {
            case Answer.Done<AdminReply>(AdminReply reply) -> (ReassignmentsPlanned) reply;
            case Answer.Refused<AdminReply>(Refusal why) -> throw new AssertionError(why);
        };
    }

    private static Brokers brokers(String digits, List<Integer> added, List<Integer> removed) {
        return new Brokers(digits.chars().map(d -> d - '0').boxed().toList(), added, removed);
    }

    private static List<List<Integer>> applied(
            List<List<Integer>> partitions, ReassignmentsPlanned planned) {
        List<List<Integer>> after = new ArrayList<>(partitions);
        for (Planned each : planned.moves()) {
            assertEquals(after.get(each.partition()), each.replicas());
            after.set(each.partition(), each.target());
        }
        return after;
    }

    private static String words(List<List<Integer>> partitions) {
        return String.join(
                " ",
                partitions.stream()
                        .map(each -> String.join("", each.stream().map(n -> "" + n).toList()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "----, 12 12 12 12, '', 34 43 21 12",
        "---, 12 23 31, '', 12 23 31",
        "----, 12 23 31 12, 123, 12 23 31 12",
        "aabb, 12 12 34 34, '', 23 41 14 32",
        "--A, 13 23 13, '', 13 23 13",
    })
    void whatIsUnevenIsEven(String racks, String before, String over, String after) {
        List<List<Integer>> partitions = partitions(before);
        MetadataImage image = image(racks, partitions);
        ReassignmentsPlanned planned = plan(image, brokers(over, NONE, NONE), 0);
        assertEquals(after, words(applied(partitions, planned)));
    }

    @Test
    void aNewBrokerGetsItsShareAndNothingElseMoves() {
        List<List<Integer>> partitions = partitions("12 23 31 12 23 31 12 23 31 12 23 31");
        MetadataImage image = image("----", partitions);
        ReassignmentsPlanned planned = plan(image, brokers("", List.of(4), NONE), 0);
        assertEquals(6, replicasMoved(planned));
        assertEquals(List.of(6, 6, 6, 6), loads(planned, Load::plannedReplicas));
        assertEquals(List.of(3, 3, 3, 3), loads(planned, Load::plannedPreferred));
        assertEquals(List.of(8, 8, 8, 0), loads(planned, Load::replicas));
    }

    @Test
    void whoIsRemovedHoldsNothingAndNothingElseMoves() {
        List<List<Integer>> partitions = partitions("12 23 34 41 12 23 34 41");
        MetadataImage image = image("----", partitions);
        ReassignmentsPlanned planned = plan(image, brokers("", NONE, List.of(2)), 0);
        assertEquals(4, replicasMoved(planned));
        List<Integer> after = loads(planned, Load::plannedReplicas);
        assertEquals(0, after.get(1));
        assertEquals(
                List.of(5, 5, 6),
                List.of(after.get(0), after.get(2), after.get(3)).stream().sorted().toList());
    }

    private static List<Integer> loads(ReassignmentsPlanned planned, ToIntFunction<Load> of) {
        return planned.loads().stream().mapToInt(of).boxed().toList();
    }

    private static int replicasMoved(ReassignmentsPlanned planned) {
        int moved = 0;
        for (Planned each : planned.moves()) {
            TreeSet<Integer> come = new TreeSet<>(each.target());
            come.removeAll(each.replicas());
            moved += come.size();
        }
        return moved;
    }

    @Test
    void thereMayBeMoreOrFewerCopies() {
        List<List<Integer>> partitions = partitions("1 2 3");
        MetadataImage image = image("---", partitions);
        List<List<Integer>> more = applied(partitions, plan(image, brokers("", NONE, NONE), 2));
        assertTrue(more.stream().allMatch(each -> each.size() == 2), () -> words(more));
        MetadataImage then = image("---", more);
        List<List<Integer>> fewer = applied(more, plan(then, brokers("", NONE, NONE), 1));
        assertTrue(fewer.stream().allMatch(each -> each.size() == 1), () -> words(fewer));
        assertEquals(3, fewer.stream().map(List::getFirst).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({
        "'1,,', 0, 2 replicas on as many nodes are not possible with nodes [1]",
        "',7,', 0, 'there is no node 7; there are [1, 2, 3]'",
        "',,7', 0, there is no node 7",
        "',3,', 0, node 3 cannot be reached; start it first",
        "'12,,2', 0, node 2 is to hold and not to",
        "',,', 9, 9 replicas on as many nodes are not possible",
        "',,', -1, -1 replicas on as many nodes",
    })
    void whatCannotBeIsRefused(String toAddRemove, int factor, String words) {
        String[] nodes = toAddRemove.split(",", -1);
        Brokers brokers =
                brokers(nodes[0], partitions(nodes[1]).getFirst(), partitions(nodes[2]).getFirst());
        MetadataImage image = image("--A", partitions("12 21"));
        Answer.Refused<?> refused = (Answer.Refused<?>) ask(image, brokers, factor);
        assertTrue(refused.refusal().message().contains(words), refused.refusal().message());
    }

    @Test
    void oneAnswerHasABound() {
        List<List<Integer>> partitions = new ArrayList<>();
        for (int i = 0; i <= SpreadPlans.PLANNED_MAX; i++) partitions.add(List.of(1));
        MetadataImage image = image("--", partitions);
        ReassignmentsPlanned planned = plan(image, brokers("2", NONE, NONE), 0);
        assertEquals(SpreadPlans.PLANNED_MAX, planned.moves().size());
        assertTrue(planned.more());
        assertEquals(List.of(1, SpreadPlans.PLANNED_MAX), loads(planned, Load::plannedReplicas));
    }

    /** However partitions lie, over however many brokers and racks. */
    @Test
    void everyPlanIsSound() {
        Gen.check("spread", CASES, SpreadPlansTest::check);
    }

    private static void check(Gen gen) {
        int brokers = gen.between(2, 7);
        boolean hasRacks = gen.between(0, 1) == 1;
        StringBuilder racks = new StringBuilder();
        for (int i = 0; i < brokers; i++) {
            racks.append(hasRacks ? (char) ('a' + gen.between(0, 2)) : '-');
        }
        int factor = gen.between(1, brokers - 1);
        List<List<Integer>> before = new ArrayList<>();
        for (int i = gen.between(1, 30); i > 0; i--) before.add(some(gen, brokers, factor));
        List<Integer> removed = gen.between(0, 2) == 0 ? List.of(gen.between(1, brokers)) : NONE;
        Brokers over = new Brokers(NONE, NONE, removed);
        ReassignmentsPlanned planned = plan(image(racks.toString(), before), over, 0);
        List<List<Integer>> after = applied(before, planned);
        List<Integer> left = new ArrayList<>(planned.loads().stream().map(Load::node).toList());
        for (int node = 1; node <= brokers; node++) if (!left.contains(node)) left.add(node);
        left.removeAll(removed);
        for (int i = 0; i < after.size(); i++) {
            List<Integer> now = after.get(i);
            assertEquals(factor, new TreeSet<>(now).size());
            assertTrue(now.stream().noneMatch(removed::contains));
            long most = left.stream().map(node -> racks.charAt(node - 1)).distinct().count();
            if (hasRacks) assertEquals(Math.min(most, factor), spread(now, racks));
        }
        IntSummaryStatistics loads =
                planned.loads().stream()
                        .filter(each -> !removed.contains(each.node()))
                        .mapToInt(Load::plannedReplicas)
                        .summaryStatistics();
        if (!hasRacks) assertTrue(loads.getMax() - loads.getMin() <= 1, () -> "" + planned);
        ReassignmentsPlanned again = plan(image(racks.toString(), after), over, 0);
        assertEquals(0, replicasMoved(again), "nothing is left to move");
        assertFalse(again.more());
    }

    private static List<Integer> some(Gen gen, int brokers, int count) {
        List<Integer> left = new ArrayList<>();
        for (int node = 1; node <= brokers; node++) left.add(node);
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Integer next = gen.pick(left);
            left.removeIf(next::equals);
            chosen.add(next);
        }
        return chosen;
    }

    private static int spread(List<Integer> nodes, CharSequence racks) {
        TreeMap<Character, Integer> used = new TreeMap<>();
        for (int node : nodes) used.merge(racks.charAt(node - 1), 1, Integer::sum);
        return used.size();
    }
}
