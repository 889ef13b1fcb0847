package io.skein.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of Apache Kafka, numbered from 1, each a controller and a broker in a process of its own,
 * with the heap and the collector of Kafka's own scripts. One thread's.
 */
final class KafkaCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1:";
    private static final long FORMAT_SECONDS_MAX = 60;
    private static final List<String> NODE_JVM =
            List.of(
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+UseG1GC",
                    "-XX:MaxGCPauseMillis=20",
                    "-XX:InitiatingHeapOccupancyPercent=35");

    private final Workplace place;
    private final String classPath;
    private final List<Integer> ports;
    private final int size;
    private final List<Process> nodes = new ArrayList<>();

    private KafkaCluster(Workplace place, String classPath, int size) throws IOException {
        this.place = place;
        this.classPath = classPath;
        this.size = size;
        this.ports = Ports.free(2 * size);
    }

    /** Formats their folders and starts them, and does not wait until they serve. */
    static KafkaCluster start(Workplace place, String classPath, int size)
            throws IOException, InterruptedException {
        KafkaCluster cluster = new KafkaCluster(place, classPath, size);
        try {
            String clusterId = clusterId();
            for (int node = 1; node <= size; node++) cluster.format(node, clusterId);
            for (int node = 1; node <= size; node++) cluster.begin(node);
            return cluster;
        } catch (IOException | InterruptedException | BenchFailed failed) {
            cluster.close();
            throw failed;
        }
    }

    /** 16 bytes as Kafka writes them. */
    private static String clusterId() {
        byte[] id = new byte[16];
        new Random().nextBytes(id);
        // One that began with a dash would be taken for an option.
        id[0] = 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Where clients find the nodes, with commas between. */
    String bootstrap() {
        return IntStream.rangeClosed(1, size)
                .mapToObj(node -> HOST + clientPort(node))
                .collect(Collectors.joining(","));
    }

    private int clientPort(int node) {
        return ports.get(2 * (node - 1));
    }

    private int controllerPort(int node) {
        return ports.get(2 * (node - 1) + 1);
    }

    private void format(int node, String clusterId) throws IOException, InterruptedException {
        Path settings = settings(node);
        Files.writeString(settings, text(node));
        Process formatting =
                run(
                        node,
                        List.of(),
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        clusterId,
                        "-c",
                        settings.toString());
        boolean isOver = formatting.waitFor(FORMAT_SECONDS_MAX, TimeUnit.SECONDS);
        if (!isOver || formatting.exitValue() != 0) {
            throw new BenchFailed("Kafka cannot be set up:\n" + Files.readString(log(node)));
        }
    }

    private void begin(int node) throws IOException {
        nodes.add(run(node, NODE_JVM, "kafka.Kafka", settings(node).toString()));
    }

    private Process run(int node, List<String> jvm, String... program) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvm);
        words.addAll(List.of("-cp", classPath));
        words.addAll(List.of(program));
        File log = log(node).toFile();
        return place.start(
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log)));
    }

    private Path settings(int node) {
        return place.file("kafka-" + node + ".properties");
    }

    private Path log(int node) {
        return place.file("kafka-" + node + ".log");
    }

    private String text(int node) {
        String voters =
                IntStream.rangeClosed(1, size)
                        .mapToObj(each -> each + "@" + HOST + controllerPort(each))
                        .collect(Collectors.joining(","));
        return """
        process.roles=broker,controller
        node.id=%d
        controller.quorum.voters=%s
        listeners=PLAINTEXT://%s%d,CONTROLLER://%s%d
        controller.listener.names=CONTROLLER
        log.dirs=%s
        min.insync.replicas=%d
        offsets.topic.replication.factor=%d
        """
                .formatted(
                        node,
                        voters,
                        HOST,
                        clientPort(node),
                        HOST,
                        controllerPort(node),
                        place.file("kafka-" + node),
                        Math.min(2, size),
                        size);
    }

    /** Processor time of all nodes. */
    long cpuNanos() {
        return nodes.stream()
                .mapToLong(node ->
                        node.toHandle()
                                .info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElseThrow(() -> new BenchFailed("a node of Kafka is gone")))
                .sum();
    }

    @Override
    public void close() {
        for (Process node : nodes) node.destroyForcibly().onExit().join();
    }
}
