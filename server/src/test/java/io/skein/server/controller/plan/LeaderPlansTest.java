package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.Elected;
import io.skein.server.door.LayoutReply.LeadersElected;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.Election;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.TopicPartitions;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions of nodes 1, 2 and 3, in this order; "12/3/2" is in sync, eligible and leader. */
class LeaderPlansTest {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final Uuid DIRECTORY = new Uuid(1, 1);

    private final Set<Integer> open = new TreeSet<>(List.of(1, 2, 3));
    private final LeaderPlans plans = new LeaderPlans(_ -> 2, (node, _) -> open.contains(node));

    private static NodeRegistered node(int id) {
        NodeImage.NodePort port = new NodeImage.NodePort("host:2", 1);
        List<Uuid> directories = List.of(DIRECTORY);
        List<String> roles = List.of("controller", "broker");
        return new NodeRegistered(
                new NodeImage(id, new Uuid(id, 1), directories, "host:1", port, roles, false));
    }

    private static MetadataImage image(String... partitions) {
        List<MetadataRecord> records = new ArrayList<>(List.of(node(1), node(2), node(3)));
        records.add(new TopicCreated("lines", TOPIC));
        for (int number = 0; number < partitions.length; number++) {
            PartitionId id = new PartitionId(TOPIC, number);
            records.add(new PartitionCreated(id, partition(partitions[number])));
        }
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private static PartitionImage partition(String text) {
        String[] parts = text.split("/", 3);
        List<Replica> replicas =
                Stream.of(1, 2, 3).map(node -> new Replica(node, DIRECTORY, false)).toList();
        int leader = parts[2].equals("-") ? PartitionImage.NO_LEADER : Integer.parseInt(parts[2]);
        return new PartitionImage(replicas, nodes(parts[0]), nodes(parts[1]), leader, 4, 9);
    }

    private static List<Integer> nodes(String digits) {
        return digits.chars().filter(each -> each != '-').mapToObj(each -> each - '0').toList();
    }

    private static String text(PartitionImage image) {
        String leader = image.leader() == PartitionImage.NO_LEADER ? "-" : "" + image.leader();
        return digits(image.inSync()) + "/" + digits(image.eligible()) + "/" + leader;
    }

    private static String digits(List<Integer> nodes) {
        return nodes.isEmpty() ? "-" : String.join("", nodes.stream().map(n -> "" + n).toList());
    }

    private static PartitionImage after(
            MetadataImage image, List<MetadataRecord> records, int number) {
        return Replay.apply(image, records, 11)
                .partition(new PartitionId(TOPIC, number))
                .orElseThrow();
    }

    private static LeadersElected reply(Decision<AdminReply> decision) {
        return switch (decision.answer()) {
            case Answer.Done<AdminReply>(AdminReply done) -> (LeadersElected) done;
            case Answer.Refused<AdminReply>(Refusal why) -> throw new AssertionError(why);
        };
    }

    private Decision<AdminReply> elect(MetadataImage image, Election kind) {
        return plans.elect(image, new ElectLeaders(kind, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "123/-/2, 123, 123/-/1, ''",
        "123/-/1, 123, 123/-/1, ''",
        "13/-/3, 13, 13/-/1, ''",
        "12/-/2, 23, 12/-/2, has not opened its log yet",
        "23/-/2, 123, 23/-/2, is not in sync",
        "2/1/2, 123, 2/1/2, is not in sync",
        "-/12/-, 3, -/12/-, is not in sync",
    })
    void thePreferredOneLeadsIfThatCostsNothing(
            String before, String open, String after, String refusal) {
        this.open.retainAll(nodes(open));
        MetadataImage image = image(before);
        Decision<AdminReply> decision = elect(image, Election.PREFERRED);
        PartitionImage now = after(image, decision.records(), 0);
        assertEquals(after, text(now));
        assertEquals(before.equals(after) ? 4 : 5, now.leaderEpoch());
        assertEquals(decision.records(), plans.restored(image, 9), "by itself it does the same");
        LeadersElected reply = reply(decision);
        assertEquals(refusal.isEmpty() ? 0 : 1, reply.refusals());
        reply.refused()
                .forEach(each ->
                        assertTrue(each.why().message().contains(refusal), each.why().message()));
    }

    @ParameterizedTest
    @CsvSource({
        "-/12/-, 3, 3/-/3, 12, 1",
        "1/2/-, 3, 3/-/3, 12, 1",
        "-/12/-, 23, 2/1/2, -, 0",
        "-/12/-, -, -/12/-, -, 0",
        "-/-/-, 2, 2/-/2, -, 1",
        "12/-/2, 3, 12/-/2, -, 0",
    })
    void anybodyLeadsOnlyWhereNobodyDoes(ArgumentsAccessor row) {
        open.retainAll(nodes(text(row, 1)));
        MetadataImage image = image(text(row, 0));
        Decision<AdminReply> decision = elect(image, Election.UNCLEAN);
        assertEquals(text(row, 2), text(after(image, decision.records(), 0)));
        List<Integer> passedOver = new ArrayList<>();
        reply(decision).elected().forEach(each -> passedOver.addAll(each.passedOver()));
        assertEquals(nodes(text(row, 3)), passedOver);
        assertEquals(text(row, 4), "" + Loss.of(image, decision.records()).size());
    }

    private static String text(ArgumentsAccessor row, int column) {
        return Optional.ofNullable(row.getString(column)).orElseThrow();
    }

    @Test
    void onlyWhatIsNamedIsChanged() {
        MetadataImage image = image("123/-/2", "123/-/3", "123/-/3");
        List<TopicPartitions> named = List.of(new TopicPartitions("lines", List.of(2, 0, 2)));
        Decision<AdminReply> decision =
                plans.elect(image, new ElectLeaders(Election.PREFERRED, named));
        assertEquals(
                List.of(new Elected("lines", 0, 1, 5, List.of()), elected(2)),
                reply(decision).elected());
        assertEquals("123/-/3", text(after(image, decision.records(), 1)));
    }

    private static Elected elected(int partition) {
        return new Elected("lines", partition, 1, 5, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "lies, 0, UNKNOWN_TOPIC",
        "lines, 1, UNKNOWN_PARTITION",
        "lines, -1, UNKNOWN_PARTITION"
    })
    void whatIsNotThereIsNamed(String topic, int partition, Why why) {
        List<TopicPartitions> named =
                List.of(
                        new TopicPartitions("lines", List.of(0)),
                        new TopicPartitions(topic, List.of(partition)));
        Decision<AdminReply> decision =
                plans.elect(image("123/-/2"), new ElectLeaders(Election.PREFERRED, named));
        assertEquals(List.of(), decision.records());
        Answer.Refused<?> refused = (Answer.Refused<?>) decision.answer();
        assertEquals(why, refused.refusal().why());
    }

    @Test
    void oneChangeHasABound() {
        int all = Elections.ELECTIONS_MAX + 1;
        String[] displaced = Stream.generate(() -> "123/-/2").limit(all).toArray(String[]::new);
        MetadataImage image = image(displaced);
        Decision<AdminReply> decision = elect(image, Election.PREFERRED);
        assertEquals(Elections.ELECTIONS_MAX, decision.records().size());
        assertTrue(reply(decision).more());
        MetadataImage next = Replay.apply(image, decision.records(), 11);
        assertEquals(1, reply(elect(next, Election.PREFERRED)).elected().size());
        assertEquals(7, plans.restored(image, 7).size());
    }
}
