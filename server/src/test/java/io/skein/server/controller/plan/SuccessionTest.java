package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are written as "in sync / eligible / leader", nodes as digits, nobody as "-". */
class SuccessionTest {
    private static final Uuid DIRECTORY = new Uuid(1, 1);

    private static Succession rules(int minInSync, String ready) {
        return new Succession(minInSync, false, replica -> nodes(ready).contains(replica.node()));
    }

    private static List<Integer> nodes(String digits) {
        return digits.equals("-") || digits.isEmpty()
                ? List.of()
                : digits.chars().map(digit -> digit - '0').boxed().toList();
    }

    private static PartitionImage image(String text) {
        List<Replica> replicas =
                Stream.of(1, 2, 3).map(node -> new Replica(node, DIRECTORY, false)).toList();
        List<List<Integer>> parts =
                Arrays.stream(text.split("/")).map(String::strip).map(part -> nodes(part)).toList();
        int leader = parts.get(2).isEmpty() ? PartitionImage.NO_LEADER : parts.get(2).getFirst();
        return new PartitionImage(replicas, parts.get(0), parts.get(1), leader, 4, 9);
    }

    private static String text(PartitionImage image) {
        List<Integer> leader =
                image.leader() == PartitionImage.NO_LEADER ? List.of() : List.of(image.leader());
        return "%s / %s / %s"
                .formatted(digits(image.inSync()), digits(image.eligible()), digits(leader));
    }

    private static String digits(List<Integer> nodes) {
        return nodes.isEmpty() ? "-" : String.join("", nodes.stream().map(n -> "" + n).toList());
    }

    @ParameterizedTest(name = "{0} without {1}, min {2}, ready {3}")
    @CsvSource({
        "123 / - / 1, 2, 2, 13,  13 / - / 1",
        "123 / - / 1, 1, 2, 23,  23 / - / 2",
        "123 / - / 1, 1, 2, 3,   23 / - / 3",
        "12  / - / 1, 2, 2, 13,  1 / 2 / 1",
        "12  / - / 1, 1, 2, 23,  2 / 1 / 2",
        "1   / 2 / 1, 1, 2, 23,  2 / 1 / 2",
        "1   / 2 / 1, 1, 2, 3,   - / 12 / -",
        "1   / - / 1, 1, 1, 23,  - / 1 / -",
        "1   / - / 1, 2, 1, 13,  1 / - / 1",
        "12  / - / 1, 1, 2, -,   2 / 1 / -",
        "-   / 12 / -, 1, 2, 3,  - / 12 / -",
    })
    void whoIsFencedKeepsWhatItHolds(
            String before, int node, int minInSync, String ready, String after) {
        assertEquals(after, text(rules(minInSync, ready).without(image(before), node)));
    }

    @ParameterizedTest(name = "{0}, {1} has lost it, min {2}, ready {3}")
    @CsvSource({
        "123 / - / 1, 3, 2, 12,  12 / - / 1",
        "12  / - / 1, 2, 2, 13,  1 / - / 1",
        "1   / 2 / 1, 2, 2, 13,  1 / - / 1",
        "-   / 12 / -, 1, 2, 3,  - / 2 / -",
        "-   / 1 / -, 1, 1, 123, - / - / -",
    })
    void whoHasLostItsLogIsNothing(
            String before, int node, int minInSync, String ready, String after) {
        assertEquals(after, text(rules(minInSync, ready).lost(image(before), node)));
    }

    @ParameterizedTest(name = "{0}, counted {1}, lacking {2}, min {3}")
    @CsvSource({
        "1   / - / 1, 12, '',  2,  12 / - / 1",
        "1   / 23 / 1, 12, '', 2,  12 / - / 1",
        "1   / 23 / 1, 12, '', 3,  12 / 3 / 1",
        "123 / - / 1, 1, '',   2,  1 / 23 / 1",
        "123 / - / 1, 1, 3,    2,  1 / 2 / 1",
        "123 / - / 1, 12, 3,   2,  12 / - / 1",
        "1   / 2 / 1, 1, 2,    2,  1 / - / 1",
    })
    void theLeaderSaysWhoIsInSync(
            String before, String inSync, String lacking, int minInSync, String after) {
        PartitionImage counted =
                rules(minInSync, "123")
                        .counted(
                                image(before),
                                Set.copyOf(nodes(inSync)),
                                Set.copyOf(nodes(lacking)));
        assertEquals(after, text(counted));
    }

    @ParameterizedTest(name = "{0}, min {1}, ready {2}")
    @CsvSource({
        "-  / 12 / -, 2, 2,   2 / 1 / 2",
        "-  / 1 / -,  1, 123, 1 / - / 1",
        "-  / 1 / -,  1, 23,  - / 1 / -",
        "23 / - / -,  2, 3,   23 / - / 3",
        "2  / 1 / -,  2, 1,   1 / 2 / 1",
        "2  / 1 / -,  1, 1,   1 / - / 1",
        "1  / 2 / 1,  1, 12,  1 / - / 1",
        "13 / - / 1,  3, 123, 13 / - / 1",
    })
    void whoCanLeadLeads(String before, int minInSync, String ready, String after) {
        assertEquals(after, text(rules(minInSync, ready).again(image(before))));
    }

    @Test
    void recordsAreLostOnlyWhereTheTopicAllowsIt() {
        Succession lossy = new Succession(2, true, replica -> replica.node() == 3);
        assertEquals("3 / - / 3", text(lossy.without(image("1 / 2 / 1"), 1)));
        assertEquals("13 / - / 3", text(lossy.without(image("123 / - / 2"), 2)));
    }

    @Test
    void epochsCountLeadersAndChanges() {
        PartitionImage before = image("123 / - / 1");
        PartitionImage shrunk = rules(2, "12").without(before, 3);
        assertEquals(4, shrunk.leaderEpoch());
        assertEquals(10, shrunk.partitionEpoch());
        PartitionImage led = rules(2, "2").without(shrunk, 1);
        assertEquals(5, led.leaderEpoch());
        assertEquals(11, led.partitionEpoch());
        assertSame(led, rules(2, "2").again(led), "nothing happened");
    }
}
