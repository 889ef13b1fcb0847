package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures that the page of operations names are there, and count what they say. */
class FiguresTest {
    private static final Pattern NAMED = Pattern.compile("`(skein_\\w+)[^`]*`");
    private static final long MIB = 1 << 20;

    @TempDir private Path folder;

    @Test
    void thePageNamesAllOfThemAndNoOthers() throws IOException {
        String page = Files.readString(Place.ROOT.resolve("ops/docs/operations.md"));
        Set<String> named =
                NAMED.matcher(page)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            Set<String> shown =
                    figures(node).keySet().stream()
                            .map(name -> name.replaceFirst("(_bucket|_sum|_count)?(\\{.*)?$", ""))
                            .filter(name -> name.startsWith("skein_"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(named, shown);
        }
    }

    @Test
    void theyCountWhatIsDone() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "one\ntwo\n");
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic("lines", 1);
            Map<String, Double> before = figures(node);
            assertEquals(0, Program.run(node.forCommands(), lines, "produce", "lines").code());
            assertEquals(List.of("one", "two"), Records.readOnly(node, "lines"));
            Map<String, Double> after = figures(node);
            for (String figure :
                    List.of(
                            "skein_appends_total",
                            "skein_appended_bytes_total",
                            "skein_reads_total",
                            "skein_read_bytes_total",
                            "skein_syncs_total",
                            "skein_written_bytes_total",
                            "skein_received_bytes_total",
                            "skein_sent_bytes_total",
                            "skein_requests_total{method=\"skein.v1.LogService/Produce\"}",
                            "skein_requests_total{method=\"skein.v1.LogService/Fetch\"}",
                            "skein_lane_tasks_total{lane=\"partition-0\"}")) {
                assertTrue(sum(after, figure) > sum(before, figure), figure + " in " + after);
            }
        }
    }

    @Test
    void theQuorumIsSeen() throws IOException {
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            Map<String, Double> before = figures(node);
            node.createTopic("lines", 1);
            Map<String, Double> after = figures(node);
            String commits = "skein_quorum_commit_latency_seconds_count";
            assertTrue(sum(after, commits) > sum(before, commits), after.toString());
            String agreed = "skein_quorum_high_watermark";
            assertTrue(sum(after, agreed) > sum(before, agreed), after.toString());
            assertEquals(1, sum(after, "skein_quorum_role{role=\"leader\"}"));
            assertEquals(1, sum(after, "skein_quorum_role"));
            assertEquals(1, sum(after, "skein_quorum_election_seconds_count"));
        }
    }

    /** A node that took a share of the machine's memory would not fit its container. */
    @Test
    void theHeapHasABound() {
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            double heap = sum(figures(node), "jvm_memory_max_bytes{area=\"heap\"");
            assertTrue(heap > 256 * MIB && heap <= 512 * MIB, "heap " + heap);
        }
    }

    private static double sum(Map<String, Double> figures, String beginning) {
        List<Double> found =
                figures.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(beginning))
                        .map(each -> each.getValue())
                        .toList();
        assertFalse(found.isEmpty(), beginning + " in " + figures.keySet());
        return found.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** All figures by their names with labels. */
    private static Map<String, Double> figures(RunningNode node) {
        Map<String, Double> figures = new TreeMap<>();
        node.ask("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int at = line.lastIndexOf(' ');
                    figures.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
                });
        return figures;
    }
}
