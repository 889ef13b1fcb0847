package io.skein.benchmarks;

import io.skein.client.ConnectionSettings;
import io.skein.client.RefusedException;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.protocol.v1.PartitionDescription;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of one cluster, numbered from 1, each a controller and a broker in a process of its own,
 * started as users start them. One thread's.
 */
final class ClusterUnderTest implements AutoCloseable {
    private static final int PORTS = 3;
    private static final String HOST = "127.0.0.1:";
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long LOOK_MILLIS = 10;

    private final Workplace place;
    private final int size;
    private final List<Integer> ports;
    private final TreeMap<Integer, NodeUnderTest> running = new TreeMap<>();

    private ClusterUnderTest(Workplace place, int size) throws IOException {
        this.place = place;
        this.size = size;
        this.ports = Ports.free(PORTS * size);
    }

    /** Starts them all, and returns when all serve. */
    static ClusterUnderTest start(Workplace place, int size) throws IOException {
        ClusterUnderTest cluster = new ClusterUnderTest(place, size);
        try {
            for (int node : cluster.numbers()) cluster.begin(node);
            for (NodeUnderTest node : cluster.running.values()) node.whenReady();
            return cluster;
        } catch (BenchFailed failed) {
            cluster.close();
            throw failed;
        }
    }

    /** Of all, those too that do not run. */
    List<Integer> numbers() {
        return IntStream.rangeClosed(1, size).boxed().toList();
    }

    private String address(int node, int which) {
        return HOST + ports.get(PORTS * (node - 1) + which);
    }

    private void begin(int node) {
        String name = "node-" + node;
        ProcessBuilder command = place.skein("start", "--data-dir", place.file(name).toString());
        Map<String, String> environment = command.environment();
        environment.put("SKEIN_BUILD", "never");
        environment.put("SKEIN_NODE_ID", Integer.toString(node));
        environment.put("SKEIN_LISTENERS", address(node, 0));
        environment.put("SKEIN_NODE_LISTENERS", address(node, 1));
        environment.put("SKEIN_OPERATIONS_LISTENERS", address(node, 2));
        environment.put(
                "SKEIN_CONTROLLER_QUORUM_VOTERS",
                numbers().stream()
                        .map(each -> each + "@" + address(each, 1))
                        .collect(Collectors.joining(",")));
        running.put(node, NodeUnderTest.begin(place, command, name));
    }

    /** Those that run. */
    List<NodeUnderTest> nodes() {
        return List.copyOf(running.values());
    }

    /** As {@code kill -9}; returns when the process is gone. */
    void kill(int node) {
        running(node).kill();
        running.remove(node);
    }

    /** Stops a node in order. */
    void stop(int node) {
        running(node).close();
        running.remove(node);
    }

    /** Starts one that does not run; returns how long it took until it served. */
    long startAgain(int node) {
        begin(node);
        NodeUnderTest started = running(node);
        started.whenReady();
        return started.startNanos();
    }

    private NodeUnderTest running(int node) {
        return Optional.ofNullable(running.get(node))
                .orElseThrow(() -> new BenchFailed("node " + node + " does not run"));
    }

    /** How clients find those that run. */
    ConnectionSettings connection() {
        return ConnectionSettings.DEFAULT.withBootstrap(
                running.keySet().stream().map(node -> address(node, 0)).toList());
    }

    /** Processor time of those that run. */
    long cpuNanos() {
        return running.values().stream().mapToLong(NodeUnderTest::cpuNanos).sum();
    }

    /**
     * Makes a topic with so many partitions and a copy of each on every node. Where that is unknown
     * because a leadership ended meanwhile, it looks, and asks again if there is none.
     *
     * @return how often it asked
     */
    int make(Admin admin, String topic, int partitions) throws InterruptedException {
        NewTopic wanted = NewTopic.of(topic).withPartitions(partitions).withReplicationFactor(size);
        int[] asked = {0};
        await(
                "the topic " + topic,
                () -> {
                    asked[0]++;
                    try {
                        admin.createTopic(wanted);
                        return true;
                    } catch (RefusedException | UnknownOutcomeException _) {
                        return !partitions(admin, topic).isEmpty();
                    }
                });
        return asked[0];
    }

    /** Waits until this topic has so many partitions, each led, with all of its copies in sync. */
    void awaitInSync(Admin admin, String topic, int count) throws InterruptedException {
        await(
                "all partitions led, and all copies in sync",
                () -> {
                    List<PartitionDescription> all = partitions(admin, topic);
                    return all.size() == count && all.stream().allMatch(ClusterUnderTest::isWhole);
                });
    }

    private static boolean isWhole(PartitionDescription one) {
        return one.getLeaderNodeId() > 0 && one.getInSyncCount() == one.getReplicasCount();
    }

    /** As the node that is asked knows them: none if it has not heard of the topic yet. */
    static List<PartitionDescription> partitions(Admin admin, String topic) {
        try {
            return admin.await(admin.calls().describeTopic(topic)).getPartitionsList();
        } catch (RefusedException unknown) {
            return List.of();
        }
    }

    /**
     * Waits until the controller says of all nodes that every copy they hold is made, open and in
     * sync.
     */
    void awaitCaughtUp(Admin admin) throws InterruptedException {
        for (int node : numbers()) {
            await(
                    "node " + node + " caught up",
                    () -> admin.await(admin.calls().caughtUp(node)).getCaughtUp());
        }
    }

    /** Asks again and again. */
    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new BenchFailed("waited in vain for " + what);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        for (NodeUnderTest node : running.values()) node.kill();
        running.clear();
    }
}
