package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are written as "in sync / eligible / leader", nodes as digits, nobody as "-". */
class SuccessionTest {
    private static final Uuid DIRECTORY = new Uuid(1, 1);

    /** Like "2 of 13": two agree, and 1 and 3 are ready. */
    private static Succession rules(String text) {
        String[] parts = text.split(" of ", 2);
        List<Integer> ready = nodes(parts[1]);
        return new Succession(
                Integer.parseInt(parts[0]), false, replica -> ready.contains(replica.node()));
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

    @ParameterizedTest(name = "{0} without {1}, {2}")
    @CsvSource({
        "123 / - / 1, 2, 2 of 13, 13 / - / 1",
        "123 / - / 1, 1, 2 of 23, 23 / - / 2",
        "123 / - / 1, 1, 2 of 3, 23 / - / 3",
        "12  / - / 1, 2, 2 of 13, 1 / 2 / 1",
        "12  / - / 1, 1, 2 of 23, 2 / 1 / 2",
        "1   / 2 / 1, 1, 2 of 23, 2 / 1 / 2",
        "1   / 2 / 1, 1, 2 of 3, - / 12 / -",
        "1   / - / 1, 1, 1 of 23, - / 1 / -",
        "1   / - / 1, 2, 1 of 13, 1 / - / 1",
        "12  / - / 1, 1, 2 of -, 2 / 1 / -",
        "-   / 12 / -, 1, 2 of 3, - / 12 / -",
    })
    void whoIsFencedKeepsWhatItHolds(String before, int node, String rules, String after) {
        assertEquals(after, text(rules(rules).without(image(before), node)));
    }

    @ParameterizedTest(name = "{0}, {1} has lost it, {2}")
    @CsvSource({
        "123 / - / 1, 3, 2 of 12, 12 / - / 1",
        "12  / - / 1, 2, 2 of 13, 1 / - / 1",
        "1   / 2 / 1, 2, 2 of 13, 1 / - / 1",
        "-   / 12 / -, 1, 2 of 3, - / 2 / -",
        "-   / 1 / -, 1, 1 of 123, - / - / -",
    })
    void whoHasLostItsLogIsNothing(String before, int node, String rules, String after) {
        assertEquals(after, text(rules(rules).lost(image(before), node)));
    }

    @ParameterizedTest(name = "{0}, counted {1}, {2}")
    @CsvSource({
        "1   / - / 1, 12, 2 of 123, 12 / - / 1",
        "1   / 23 / 1, 12, 2 of 123, 12 / - / 1",
        "1   / 23 / 1, 12, 3 of 123, 12 / 3 / 1",
        "123 / - / 1, 1, 2 of 123, 1 / 23 / 1",
        "123 / - / 1, 1 lacks 3, 2 of 123, 1 / 2 / 1",
        "123 / - / 1, 12 lacks 3, 2 of 123, 12 / - / 1",
        "1   / 2 / 1, 1 lacks 2, 2 of 123, 1 / - / 1",
    })
    void theLeaderSaysWhoIsInSync(String before, String word, String rules, String after) {
        String[] parts = (word.contains("lacks") ? word : word + " lacks -").split(" lacks ", 2);
        Set<Integer> inSync = new TreeSet<>(nodes(parts[0]));
        Set<Integer> lacking = new TreeSet<>(nodes(parts[1]));
        assertEquals(after, text(rules(rules).counted(image(before), inSync, lacking)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "-  / 12 / -, 2 of 2, 2 / 1 / 2",
        "-  / 1 / -, 1 of 123, 1 / - / 1",
        "-  / 1 / -, 1 of 23, - / 1 / -",
        "23 / - / -, 2 of 3, 23 / - / 3",
        "2  / 1 / -, 2 of 1, 1 / 2 / 1",
        "2  / 1 / -, 1 of 1, 1 / - / 1",
        "1  / 2 / 1, 1 of 12, 1 / - / 1",
        "13 / - / 1, 3 of 123, 13 / - / 1",
    })
    void whoCanLeadLeads(String before, String rules, String after) {
        assertEquals(after, text(rules(rules).again(image(before))));
    }

    @Test
    void recordsAreLostOnlyWhereTheTopicAllowsIt() {
        Succession lossy = new Succession(2, true, replica -> replica.node() == 3);
        assertEquals("3 / - / 3", text(lossy.without(image("1 / 2 / 1"), 1)));
        assertEquals("13 / - / 3", text(lossy.without(image("123 / - / 2"), 2)));
    }

    @Test
    void leadersAreCounted() {
        PartitionImage before = image("123 / - / 1");
        PartitionImage shrunk = rules("2 of 12").without(before, 3);
        assertEquals(4, shrunk.leaderEpoch());
        PartitionImage led = rules("2 of 2").without(shrunk, 1);
        assertEquals(5, led.leaderEpoch());
        assertEquals(led, rules("2 of 2").again(led), "nothing happened");
        assertEquals(6, rules("2 of -").without(led, 2).leaderEpoch(), "nobody is one too");
    }
}
