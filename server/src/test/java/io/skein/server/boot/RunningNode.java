package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.jdk.ThreadLane;
import io.skein.foundation.settings.Source;
import io.skein.server.broker.PartitionFigures;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.settings.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A node with real lanes and a real disk, as tests drive it. */
final class RunningNode implements AutoCloseable {
    private static final long SECONDS_MAX = 60;

    private final JdkHost host;
    private final Node node;
    private final NodeSettings settings;

    /** What it told people. */
    final List<String> troubles = new CopyOnWriteArrayList<>();

    private final CompletableFuture<String> decided = new CompletableFuture<>();

    private RunningNode(Path data, Map<String, String> settings) {
        this.host = JdkHost.forClient("", (lane, thrown) -> decided.completeExceptionally(thrown));
        this.settings = settings(data, settings);
        this.node = Node.make(this.settings, host, new News());
    }

    /** A node that has not begun to start. */
    static RunningNode make(Path data) {
        return new RunningNode(data, Map.of());
    }

    /** Starts a node and waits until it serves. */
    static RunningNode start(Path data) throws Exception {
        return start(data, Map.of());
    }

    static RunningNode start(Path data, Map<String, String> settings) throws Exception {
        RunningNode started = new RunningNode(data, settings);
        started.start();
        return started;
    }

    /** Lets it start, and waits until it serves. */
    void start() throws Exception {
        String refusal = begin();
        if (!refusal.isEmpty()) throw new AssertionError(refusal);
    }

    private String begin() throws Exception {
        node.start(settings.addresses());
        return await(decided);
    }

    /** Starts a node that must not start, and tells why it did not. */
    static String refusal(Path data, Map<String, String> settings) throws Exception {
        RunningNode started = new RunningNode(data, settings);
        String refusal = started.begin();
        started.host.stop(1_000_000_000L);
        return refusal;
    }

    static NodeSettings settings(Path data, Map<String, String> settings) {
        List<Source> sources =
                List.of(
                        Source.of("test", settings),
                        // However full the disk of this machine is.
                        Source.of("disk", Map.of("disk.full.percent", "100")),
                        Source.of("data", Map.of("log.dirs", data.toString())));
        return switch (NodeSettings.read(sources, 2)) {
            case NodeSettings.Read.Good(NodeSettings good) -> good;
            case NodeSettings.Read.Bad(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    static <T> T await(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** What it tells probes. */
    NodeHealth health() {
        return new NodeHealth(host::figures, node, "test");
    }

    /** What it has counted. */
    PartitionFigures figures() {
        return node.figures();
    }

    AdminReply admin(AdminRequest request) {
        CompletableFuture<Answer<AdminReply>> answer = new CompletableFuture<>();
        node.door().ask(request, answer::complete);
        try {
            return switch (await(answer)) {
                case Answer.Done<AdminReply>(AdminReply reply) -> reply;
                case Answer.Refused<AdminReply>(var why) -> throw new AssertionError(why);
            };
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    <R extends PartitionReply> CompletableFuture<Answer<R>> asked(
            PartitionId partition, PartitionRequest<R> request) {
        CompletableFuture<Answer<R>> answer = new CompletableFuture<>();
        node.door().ask(partition, request, answer::complete);
        return answer;
    }

    <R extends PartitionReply> Answer<R> ask(PartitionId partition, PartitionRequest<R> request)
            throws Exception {
        return await(asked(partition, request));
    }

    /** Ends its threads where they stand, as a kill would. */
    void abandon() throws Exception {
        for (ThreadLane lane : host.lanes()) lane.stop();
        host.stop(SECONDS_MAX * 1_000_000_000L);
    }

    /** What a dead process has left, in a place that its lock does not cover. */
    static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) Files.copy(one, to.resolve(from.relativize(one)));
        }
    }

    @Override
    public void close() {
        CompletableFuture<String> stopped = new CompletableFuture<>();
        node.stop(() -> stopped.complete(""));
        try {
            await(stopped);
            host.stop(SECONDS_MAX * 1_000_000_000L);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    static void removeTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    private final class News extends QuietNews {
        @Override
        public void onStarted() {
            decided.complete("");
        }

        @Override
        public void onRefused(String sentence) {
            decided.complete(sentence);
        }

        @Override
        public void onTrouble(String sentence) {
            troubles.add(sentence);
        }
    }
}
