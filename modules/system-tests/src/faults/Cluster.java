import io.skein.client.ConnectionSettings;
import io.skein.client.SkeinException;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.PartitionDescription;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three real nodes of one cluster, numbered from 1, each a controller and a broker in a process of
 * its own; others may join them. One thread starts and kills; any may ask.
 */
final class Cluster implements AutoCloseable {
    static final int NODES = 3;

    /** Of the nodes that a cluster begins with. */
    static final List<Integer> NUMBERS = List.of(1, 2, 3);

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_MILLIS = 5;
    private static final long STOP_SECONDS_MAX = 20;

    private final Ground ground;
    private final List<Place> places;
    private final Ports ports;
    private final ConcurrentSkipListMap<Integer, Process> running = new ConcurrentSkipListMap<>();
    private final TreeMap<Integer, Caller> callers = new TreeMap<>();
    private boolean isOver;

    private Cluster(Ground ground, List<Place> places) throws IOException {
        this.ground = ground;
        this.places = places;
        this.ports = Ports.free(places.size());
        for (int node = 1; node <= places.size(); node++) {
            callers.put(node, new Caller(node, address(node, 0)));
        }
        // Whoever ends this process early must not leave nodes behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted));
    }

    /** Returns when all of them are ready. */
    static Cluster start(Ground ground, List<Place> places) throws IOException {
        Cluster cluster = new Cluster(ground, places);
        try {
            cluster.startAll();
            return cluster;
        } catch (IOException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private String address(int node, int which) {
        return place(node).host() + ":" + ports.of(node, which);
    }

    /** Where clients find the nodes. */
    List<String> addresses() {
        return NUMBERS.stream().map(each -> address(each, 0)).toList();
    }

    /** The command line, for this cluster. */
    Commands commands() {
        return new Commands(ground.skein(), addresses());
    }

    /** For clients of all of them. */
    ConnectionSettings connection() {
        return ConnectionSettings.DEFAULT.withBootstrap(addresses());
    }

    private synchronized void begin(int node) throws IOException {
        if (isOver) throw new Faults.Failed("interrupted");
        String voters =
                NUMBERS.stream()
                        .map(each -> each + "@" + address(each, 1))
                        .collect(Collectors.joining(","));
        List<String> words = new ArrayList<>(place(node).within());
        words.addAll(
                List.of(ground.skein().toString(), "start", "--data-dir", data(node).toString()));
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .redirectInput(new File("/dev/null"))
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        Logs.of(ground.folder(), node).toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> isOurs(name));
        environment.put("SKEIN_BUILD", "never");
        environment.put("SKEIN_HEAP", "192m");
        environment.put("SKEIN_NODE_ID", Integer.toString(node));
        environment.put("SKEIN_LISTENERS", address(node, 0));
        environment.put("SKEIN_NODE_LISTENERS", address(node, 1));
        environment.put("SKEIN_OPERATIONS_LISTENERS", address(node, 2));
        environment.put("SKEIN_CONTROLLER_QUORUM_VOTERS", voters);
        Process process = builder.start();
        running.put(node, process);
        // For whoever has to clean up when this process cannot.
        Files.writeString(mark(node), Long.toString(process.pid()));
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("SKEIN_") && !variable.equals("SKEIN_JAVA_HOME");
    }

    Place place(int node) {
        return places.get(node - 1);
    }

    /** Where a node has its files. */
    Path data(int node) {
        return place(node).data();
    }

    /** Its first line says that it is ready; there is none if it ends before. */
    private void awaitReady(int node) {
        Process process = running.get(node);
        boolean isReady =
                CompletableFuture.supplyAsync(() -> process.inputReader().lines().findFirst())
                        .completeOnTimeout(Optional.empty(), PATIENCE_NANOS, TimeUnit.NANOSECONDS)
                        .join()
                        .filter(line -> line.contains(" is ready: "))
                        .isPresent();
        if (!isReady) throw new Faults.Failed("node " + node + " did not start");
    }

    /** Starts one that is not running, or was never there; returns when it is ready. */
    void startAgain(int node) throws IOException {
        begin(node);
        awaitReady(node);
    }

    /** Starts all; returns when they are ready. */
    void startAll() throws IOException {
        for (int node : NUMBERS) begin(node);
        for (int node : NUMBERS) awaitReady(node);
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill(int node) throws IOException {
        end(List.of(node), Process::destroyForcibly);
    }

    /** All stand still: nothing is heard of them any more. */
    void pauseAll() throws IOException {
        List<String> words = new ArrayList<>(List.of("kill", "-STOP"));
        running.values().forEach(each -> words.add(Long.toString(each.pid())));
        Command.run(words.toArray(String[]::new));
    }

    /** As {@code kill -9} of all at once; returns when they are gone. */
    void killAll() throws IOException {
        end(List.copyOf(running.keySet()), Process::destroyForcibly);
    }

    /** As {@code kill -TERM}; returns when it has ended, and not too late. */
    Stopped stop(int node) throws Exception {
        Process process = running.get(node);
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new Faults.Failed(
                    "node %d has not stopped within %d s".formatted(node, STOP_SECONDS_MAX));
        }
        running.remove(node);
        Files.deleteIfExists(mark(node));
        long nanos = System.nanoTime() - began;
        return new Stopped(process.exitValue(), Logs.sinceStopping(ground.folder(), node), nanos);
    }

    /** Stops all in order. */
    void stopAll() throws IOException {
        end(List.copyOf(running.keySet()), Process::destroy);
    }

    private void end(List<Integer> nodes, Consumer<Process> how) throws IOException {
        List<Process> all = nodes.stream().map(running::get).toList();
        nodes.forEach(running::remove);
        all.forEach(how);
        all.forEach(each -> each.onExit().join());
        for (int node : nodes) Files.deleteIfExists(mark(node));
    }

    private Path mark(int node) {
        return ground.folder().resolve(node + ".pid");
    }

    /** Deletes all files of one that is not running. */
    void wipe(int node) throws IOException {
        try (Stream<Path> files = Files.walk(data(node))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** Those that are running, each to be asked. */
    List<Caller> callers() {
        return running.keySet().stream().map(callers::get).toList();
    }

    /** Waits until some node says so of its quorum. */
    DescribeQuorumResponse await(String what, Predicate<DescribeQuorumResponse> holds)
            throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Optional<DescribeQuorumResponse> last = Optional.empty();
        while (System.nanoTime() < until) {
            for (Caller caller : callers()) {
                Optional<DescribeQuorumResponse> told = caller.quorum();
                if (told.isPresent()) last = told;
                if (told.filter(holds).isPresent()) return told.get();
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new Faults.Failed(what + " was not seen; last: " + last);
    }

    /** Waits until all vote and have what the leader has. */
    DescribeQuorumResponse awaitWhole() throws InterruptedException {
        return await("a whole quorum", Cluster::isWhole);
    }

    private static boolean isWhole(DescribeQuorumResponse told) {
        return told.getVotersCount() == NODES
                && told.getVotersList().stream()
                        .allMatch(each -> each.getLag() < 5 && each.getLastContactMillis() < 1_000);
    }

    /** Waits until all copies of a topic's partitions are in sync; by number. */
    List<PartitionDescription> awaitInSync(Topic topic) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        String last = "nothing";
        try (Admin admin = Admin.create(connection())) {
            while (System.nanoTime() < until) {
                try {
                    List<PartitionDescription> all =
                            admin.await(admin.calls().describeTopic(topic.name()))
                                    .getPartitionsList();
                    if (all.stream().allMatch(each -> each.getInSyncCount() == NODES)) return all;
                    last = all.toString();
                } catch (SkeinException refused) {
                    last = refused.toString();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
        throw new Faults.Failed("not all copies came to be in sync; last: " + last);
    }

    private synchronized void interrupted() {
        isOver = true;
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(each -> each.onExit().join());
    }

    @Override
    public void close() throws IOException {
        killAll();
        callers.values().forEach(Caller::close);
    }
}
