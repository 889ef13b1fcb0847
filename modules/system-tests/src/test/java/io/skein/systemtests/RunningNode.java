package io.skein.systemtests;

import static org.awaitility.Awaitility.await;

import io.skein.client.ConnectionSettings;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** A node in a process of its own, on free ports of this machine. Gone when closed. */
final class RunningNode implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Pattern READY =
            Pattern.compile(
                    "Skein \\S+ node \\d+ is ready: clients at (\\S+), .*"
                            + "operations at (http://\\S+), data in .*\\R");

    private final Program program;
    private final List<Integer> ports;

    private RunningNode(Program program, List<Integer> ports) {
        this.program = program;
        this.ports = ports;
    }

    /** Returns once it says that it is ready, in its one line. */
    static RunningNode start(Path data) {
        return start(data, Place.freePorts(3));
    }

    /** As {@link #start(Path)}, on these ports; see {@link #environment}. */
    static RunningNode start(Path data, List<Integer> ports) {
        return start(data, ports, Map.of());
    }

    /** As above, with more variables. */
    static RunningNode start(Path data, List<Integer> ports, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment(ports));
        all.putAll(more);
        Program program = Program.skein(all, "dev", "--data-dir", data.toString());
        return new RunningNode(program, ports).whenReady();
    }

    /**
     * One of several nodes: does not wait, since it may need the others; see {@link #whenReady}.
     */
    static RunningNode begin(Path data, List<Integer> ports, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment(ports));
        all.putAll(more);
        return new RunningNode(Program.skein(all, "start", "--data-dir", data.toString()), ports);
    }

    /** Returns once it says that it is ready. */
    RunningNode whenReady() {
        try {
            await().atMost(START_MAX).until(() -> isReady() || !program.process().isAlive());
        } catch (ConditionTimeoutException tooLate) {
            throw new AssertionError("the node is not ready: " + program.err(), tooLate);
        }
        if (!isReady()) {
            String said = program.err();
            close();
            throw new AssertionError("the node did not start: " + said);
        }
        return this;
    }

    /** Variables that put a node on these ports: for clients, for nodes, for operations. */
    static Map<String, String> environment(List<Integer> ports) {
        return Map.of(
                "SKEIN_LISTENERS", "127.0.0.1:" + ports.get(0),
                "SKEIN_NODE_LISTENERS", "127.0.0.1:" + ports.get(1),
                "SKEIN_OPERATIONS_LISTENERS", "127.0.0.1:" + ports.get(2));
    }

    private boolean isReady() {
        return ready().matches();
    }

    private Matcher ready() {
        return READY.matcher(program.out());
    }

    /** Where clients find it. */
    String address() {
        return told(1);
    }

    private String told(int group) {
        Matcher line = ready();
        if (!line.matches()) throw new AssertionError("said: " + program.out());
        return line.group(group);
    }

    int clientPort() {
        return ports.get(0);
    }

    int nodePort() {
        return ports.get(1);
    }

    int operationsPort() {
        return ports.get(2);
    }

    /** Variables that lead a command to it. */
    Map<String, String> forCommands() {
        return Map.of("SKEIN_BOOTSTRAP", address());
    }

    ConnectionSettings forClients() {
        return ConnectionSettings.DEFAULT.withBootstrap(List.of(address()));
    }

    /** What its log holds so far. */
    String log() {
        return program.err();
    }

    /** What the operations port answers. */
    HttpResponse<String> ask(String path) {
        URI place = URI.create(told(2) + path);
        HttpRequest request = HttpRequest.newBuilder(place).timeout(START_MAX).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("no answer from " + place, failed);
        }
    }

    /** The figure of that name, as Prometheus would read it; it has no labels. */
    double figure(String name) {
        return ask("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no figure " + name));
    }

    void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(forClients())) {
            admin.createTopic(NewTopic.of(name).withPartitions(partitions));
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        program.kill();
    }

    /** As {@code kill}: it may stop in order. */
    Ended terminate() {
        program.process().destroy();
        return program.await();
    }

    @Override
    public void close() {
        program.close();
    }
}
