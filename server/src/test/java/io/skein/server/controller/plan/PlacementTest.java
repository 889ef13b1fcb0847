package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.Replay;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers 1, 2, … stand in the racks that a word names, a letter each; "-" is none. */
class PlacementTest {
    private static final int CASES = 500;

    private static MetadataImage image(String racks, List<Integer> stopping) {
        List<MetadataRecord> records = new ArrayList<>(List.of(new FeatureLevelSet(2)));
        for (int id = 1; id <= racks.length(); id++) {
            String rack = racks.substring(id - 1, id).replace("-", "");
            NodeImage.NodePort port = new NodeImage.NodePort("host:2", 1);
            List<String> roles = List.of("controller", "broker");
            List<Uuid> directories = List.of(new Uuid(9, id));
            records.add(
                    new NodeRegistered(
                            new NodeImage(
                                    id,
                                    new Uuid(id, 1),
                                    directories,
                                    "host:1",
                                    port,
                                    roles,
                                    false,
                                    rack)));
        }
        for (int id : stopping) records.add(new NodeStopping(id, new Uuid(id, 1), true));
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private static List<List<Integer>> place(String racks, int partitions, int replicas) {
        return place(image(racks, List.of()), partitions, replicas);
    }

    private static List<List<Integer>> place(MetadataImage image, int partitions, int replicas) {
        Placement placement = new Placement(image, 0);
        List<List<Integer>> placed = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            placed.add(placement.place(number, replicas).nodes());
        }
        return placed;
    }

    @ParameterizedTest
    @CsvSource({
        "---, 2, '[1, 2] [2, 3] [3, 1]'",
        "aabb, 2, '[1, 3] [3, 2] [2, 4] [4, 1]'",
        "abc, 3, '[1, 2, 3] [2, 3, 1] [3, 1, 2]'",
        "aab, 2, '[1, 3] [3, 2] [2, 3]'",
        "aab, 3, '[1, 3, 2] [3, 2, 1] [2, 3, 1]'",
        "ab-, 3, '[3, 1, 2] [1, 2, 3] [2, 3, 1]'",
    })
    void replicasStandApart(String racks, int replicas, String expected) {
        List<String> placed =
                place(racks, racks.length(), replicas).stream().map(List::toString).toList();
        assertEquals(expected, String.join(" ", placed));
    }

    /** Who is about to stop leads nothing new, and holds it only where there are too few others. */
    @ParameterizedTest
    @CsvSource({
        "---, 2, 1, '[1] [3] [1]'",
        "---, 2, 2, '[1, 3] [3, 1] [1, 3]'",
        "---, 2, 3, '[1, 3, 2] [3, 1, 2] [1, 3, 2]'",
        "aab, 3, 2, '[1, 2] [2, 1] [1, 2]'",
        "----, 12, 3, '[3, 4, 1] [4, 3, 2] [3, 4, 1] [4, 3, 2]'",
        "abab, 14, 3, '[3, 2, 1] [2, 3, 4] [3, 2, 1] [2, 3, 4]'",
        "abab, 124, 2, '[3, 2] [3, 2] [3, 4] [3, 2]'",
        "--, 12, 1, '[1] [2]'",
        "--, 12, 2, '[1, 2] [2, 1]'",
    })
    void whoStopsComesLast(String racks, String stopping, int replicas, String expected) {
        List<Integer> numbers = stopping.chars().mapToObj(digit -> digit - '0').toList();
        List<String> placed =
                place(image(racks, numbers), racks.length(), replicas).stream()
                        .map(List::toString)
                        .toList();
        assertEquals(expected, String.join(" ", placed));
    }

    /** However many brokers stand in how many racks. */
    @Test
    void leadersAreEvenAndAsManyRacksAsCanBeAreUsed() {
        Gen.check("racks", CASES, PlacementTest::check);
    }

    private static void check(Gen gen) {
        int brokers = gen.between(1, 9);
        StringBuilder racks = new StringBuilder();
        for (int i = 0; i < brokers; i++) racks.append((char) ('a' + gen.between(0, 3)));
        int replicas = gen.between(1, brokers);
        int rounds = gen.between(1, 3);
        TreeMap<Integer, Integer> leads = new TreeMap<>();
        for (List<Integer> nodes : place(racks.toString(), rounds * brokers, replicas)) {
            leads.merge(nodes.getFirst(), 1, Integer::sum);
            assertEquals(replicas, new TreeSet<>(nodes).size());
            TreeMap<Character, Integer> used = new TreeMap<>();
            for (int node : nodes) used.merge(racks.charAt(node - 1), 1, Integer::sum);
            int all = (int) racks.chars().distinct().count();
            assertEquals(Math.min(all, replicas), used.size(), () -> racks + " " + nodes);
        }
        assertTrue(leads.values().stream().allMatch(count -> count == rounds), () -> "" + leads);
        assertEquals(brokers, leads.size());
    }
}
