import io.skein.client.ConnectionSettings;
import io.skein.client.SkeinException;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.PartitionDescription;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three real nodes of one cluster, numbered from 1, each a controller and a broker in a process of
 * its own. One thread starts and kills; any may ask.
 */
final class Cluster implements AutoCloseable {
    static final int NODES = 3;

    private static final int PORTS = 3;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_MILLIS = 5;

    private final Path skein;
    private final Path folder;
    private final List<Integer> ports;
    private final ConcurrentSkipListMap<Integer, Process> running = new ConcurrentSkipListMap<>();
    private final TreeMap<Integer, Caller> callers = new TreeMap<>();

    private Cluster(Path skein, Path folder) throws IOException {
        this.skein = skein;
        this.folder = folder;
        this.ports = freePorts(PORTS * NODES);
        for (int node = 1; node <= NODES; node++) callers.put(node, new Caller(place(node, 0)));
    }

    /** Returns when all of them are ready. */
    static Cluster start(Path skein, Path folder) throws IOException {
        Cluster cluster = new Cluster(skein, folder);
        for (int node = 1; node <= NODES; node++) cluster.begin(node);
        for (int node = 1; node <= NODES; node++) cluster.awaitReady(node);
        return cluster;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) socket.close();
        }
    }

    private String place(int node, int which) {
        return "127.0.0.1:" + ports.get(PORTS * (node - 1) + which);
    }

    /** Where clients find the nodes. */
    List<String> addresses() {
        return IntStream.rangeClosed(1, NODES).mapToObj(each -> place(each, 0)).toList();
    }

    /** For clients of all of them. */
    ConnectionSettings connection() {
        return ConnectionSettings.DEFAULT.withBootstrap(addresses());
    }

    private void begin(int node) throws IOException {
        String voters =
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(each -> each + "@" + place(each, 1))
                        .collect(Collectors.joining(","));
        ProcessBuilder builder =
                new ProcessBuilder(skein.toString(), "start", "--data-dir", data(node).toString())
                        .redirectInput(new File("/dev/null"))
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve(node + ".log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> isOurs(name));
        environment.put("SKEIN_BUILD", "never");
        environment.put("SKEIN_HEAP", "192m");
        environment.put("SKEIN_NODE_ID", Integer.toString(node));
        environment.put("SKEIN_LISTENERS", place(node, 0));
        environment.put("SKEIN_NODE_LISTENERS", place(node, 1));
        environment.put("SKEIN_OPERATIONS_LISTENERS", place(node, 2));
        environment.put("SKEIN_CONTROLLER_QUORUM_VOTERS", voters);
        running.put(node, builder.start());
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("SKEIN_") && !variable.equals("SKEIN_JAVA_HOME");
    }

    private Path data(int node) {
        return folder.resolve("node-" + node);
    }

    /** Its first line says that it is ready; there is none if it ends before. */
    private void awaitReady(int node) throws IOException {
        Process process = running.get(node);
        boolean isReady =
                CompletableFuture.supplyAsync(() -> process.inputReader().lines().findFirst())
                        .completeOnTimeout(Optional.empty(), PATIENCE_NANOS, TimeUnit.NANOSECONDS)
                        .join()
                        .filter(line -> line.contains(" is ready: "))
                        .isPresent();
        if (isReady) return;
        String log = Files.readString(folder.resolve(node + ".log"));
        throw new Faults.Failed("node " + node + " did not start: " + log);
    }

    /** Starts one that was killed; returns when it is ready. */
    void startAgain(int node) throws IOException {
        begin(node);
        awaitReady(node);
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill(int node) throws InterruptedException {
        Process process = running.remove(node);
        process.destroyForcibly();
        process.waitFor();
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

    /** Waits until all copies of a topic's only partition are in sync. */
    PartitionDescription awaitInSync(String topic) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        String last = "nothing";
        try (Admin admin = Admin.create(connection())) {
            while (System.nanoTime() < until) {
                try {
                    PartitionDescription only =
                            admin.await(admin.calls().describeTopic(topic)).getPartitions(0);
                    if (only.getInSyncCount() == NODES) return only;
                    last = only.toString();
                } catch (SkeinException refused) {
                    last = refused.toString();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
        throw new Faults.Failed("not all copies came to be in sync; last: " + last);
    }

    @Override
    public void close() throws InterruptedException {
        for (int node : List.copyOf(running.keySet())) kill(node);
        callers.values().forEach(Caller::close);
    }
}
