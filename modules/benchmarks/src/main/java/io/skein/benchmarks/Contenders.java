package io.skein.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Skein's nodes, and Kafka's if they are asked for, with a client each that has a topic of its own:
 * Kafka's both with a sync of each batch and, as it comes, without. One thread's.
 */
final class Contenders implements AutoCloseable {
    static final String KAFKA_SYNCED = "kafka_synced";
    static final String KAFKA = "kafka";

    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final String TOPIC = "records";

    private final Arguments arguments;
    private final Workplace place;
    private final List<Contender> all = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Contenders(Arguments arguments, Workplace place) {
        this.arguments = arguments;
        this.place = place;
    }

    /** Starts all, and warms them up. */
    static Contenders start(Arguments arguments, Workplace place)
            throws IOException, InterruptedException {
        Contenders made = new Contenders(arguments, place);
        try {
            made.addSkein();
            if (arguments.isBesideKafka()) made.addKafka();
            for (Contender each : made.all) each.turn(WARM_UP_NANOS, made.perSecond());
            for (Contender each : made.all) each.forget();
            return made;
        } catch (IOException | InterruptedException | BenchFailed failed) {
            made.close();
            throw failed;
        }
    }

    private void addSkein() throws IOException {
        ClusterUnderTest cluster = ClusterUnderTest.start(place, arguments.nodes());
        open.push(cluster);
        String bootstrap = String.join(",", cluster.connection().bootstrap());
        add("", ours(), target(bootstrap, TOPIC, List.of()), cluster::cpuNanos);
    }

    private void addKafka() throws IOException, InterruptedException {
        String peer = System.getProperty("skein.peer", "");
        if (peer.isEmpty()) throw new BenchFailed("where Kafka lies is told by the script alone");
        KafkaCluster cluster = KafkaCluster.start(place, peer, arguments.nodes());
        open.push(cluster);
        MemberProcess.Program client =
                new MemberProcess.Program(
                        "kafka",
                        "io.skein.benchmarks.KafkaSending",
                        peer + File.pathSeparator + System.getProperty("java.class.path"),
                        List.of());
        String at = cluster.bootstrap();
        List<String> synced = List.of("flush.messages=1");
        add(KAFKA_SYNCED, client, target(at, "synced", synced), cluster::cpuNanos);
        add(KAFKA, client, target(at, "cached", List.of()), cluster::cpuNanos);
    }

    private static MemberProcess.Program ours() {
        return new MemberProcess.Program(
                "skein",
                SkeinSending.class.getName(),
                System.getProperty("java.class.path"),
                List.of());
    }

    private Target target(String bootstrap, String topic, List<String> configs) {
        return new Target(
                bootstrap,
                topic,
                arguments.nodes(),
                arguments.replicas(),
                arguments.sizeBytes(),
                configs);
    }

    private void add(
            String name, MemberProcess.Program program, Target target, LongSupplier nodesNanos)
            throws IOException {
        String log = "client-" + target.topic();
        MemberProcess client = MemberProcess.start(place, program, log, target.words());
        open.push(client);
        client.await();
        all.add(new Contender(name, client, nodesNanos, arguments.sizeBytes()));
    }

    private double perSecond() {
        return arguments.perSecond().map(Integer::doubleValue).orElse(0.0);
    }

    /** All of them by turns that long, until each has had so many seconds in all. */
    void run(long turnNanos) throws IOException {
        long turns = Math.max(1, arguments.seconds() * 1_000_000_000L / turnNanos);
        for (long i = 0; i < turns; i++) {
            for (Contender each : all) each.turn(turnNanos, perSecond());
        }
        for (Contender each : all) each.requireStored();
    }

    List<Contender> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case MemberProcess client -> client.close();
                case ClusterUnderTest cluster -> cluster.close();
                case KafkaCluster cluster -> cluster.close();
                case AutoCloseable other -> throw new BenchFailed("what is " + other + "?");
            }
        }
    }
}
