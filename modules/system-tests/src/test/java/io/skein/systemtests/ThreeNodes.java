package io.skein.systemtests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One cluster of three nodes, numbered from 1, each a controller and a broker. */
final class ThreeNodes implements AutoCloseable {
    private static final int NODES = 3;

    private final Path folder;
    private final List<List<Integer>> ports = new ArrayList<>();
    private final TreeMap<Integer, RunningNode> running = new TreeMap<>();

    private ThreeNodes(Path folder) {
        this.folder = folder;
        List<Integer> free = Place.freePorts(3 * NODES);
        for (int i = 0; i < NODES; i++) ports.add(free.subList(3 * i, 3 * i + 3));
    }

    /** None of them runs yet. */
    static ThreeNodes none(Path folder) {
        return new ThreeNodes(folder);
    }

    /** Returns when all are ready. */
    static ThreeNodes start(Path folder) {
        ThreeNodes nodes = none(folder);
        try {
            for (int number = 1; number <= NODES; number++) nodes.begin(number);
            nodes.whenReady();
            return nodes;
        } catch (AssertionError failed) {
            nodes.close();
            throw failed;
        }
    }

    /** Returns when all that run are ready. */
    void whenReady() {
        running.values().forEach(RunningNode::whenReady);
    }

    /** Where other nodes reach that one. */
    String address(int number) {
        return "127.0.0.1:" + ports.get(number - 1).get(1);
    }

    /** Starts one, and does not wait for it. */
    RunningNode begin(int number) {
        String voters =
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(node -> node + "@" + address(node))
                        .collect(Collectors.joining(","));
        Map<String, String> more = environment(number, voters);
        RunningNode node = RunningNode.begin(data(number), ports.get(number - 1), more);
        running.put(number, node);
        return node;
    }

    /** Variables that give a node its number and name the first controllers to it. */
    static Map<String, String> environment(int number, String voters) {
        return Map.of(
                "SKEIN_NODE_ID",
                Integer.toString(number),
                "SKEIN_CONTROLLER_QUORUM_VOTERS",
                voters);
    }

    /** Where a node has its files. */
    Path data(int number) {
        return folder.resolve("node-" + number);
    }

    RunningNode node(int number) {
        return Optional.ofNullable(running.get(number)).orElseThrow();
    }

    /** As {@code kill -9}. */
    void kill(int number) {
        node(number).close();
        running.remove(number);
    }

    /** Starts a killed one again. */
    void startAgain(int number) {
        begin(number).whenReady();
    }

    /** Those that run, by number. */
    List<Integer> numbers() {
        return List.copyOf(running.keySet());
    }

    @Override
    public void close() {
        running.values().forEach(RunningNode::close);
    }
}
