package io.skein.benchmarks;

import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.Outcome;
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A data directory in this process, as a node has it: real lanes, real files. One thread's. */
final class LocalStore implements AutoCloseable {
    private static final int MAILBOX_MAX = 10_000;
    private static final long LOOK_NANOS = 1_000_000;
    private static final long ANSWER_SECONDS_MAX = 600;
    private static final long LANE_NANOS_MAX = 10_000_000_000L;
    private static final Uuid TOPIC = new Uuid(1, 2);

    private final JdkHost host = JdkHost.forClient("bench-", LocalStore::broke);
    private final Lane owner;
    private final DataDirectory directory;
    private final Shelf shelf;

    LocalStore(Path folder) {
        owner = host.lane("partitions", MAILBOX_MAX);
        DirectoryWorld world =
                new DirectoryWorld(
                        host.disk(folder.toString()),
                        host.entropy("storage"),
                        host.lane("commit", MAILBOX_MAX),
                        host.lane("read", MAILBOX_MAX),
                        StorageSettings.DEFAULT,
                        cause -> {});
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(then -> DataDirectory.open(world, claim, owner, then));
        if (!(opening instanceof DirectoryOpening.Opened(DataDirectory opened))) {
            throw new BenchFailed("the directory could not be opened: " + opening);
        }
        directory = opened;
        shelf = opened.shelf(owner);
    }

    private static void broke(String lane, Throwable bug) {
        System.err.println(lane + " broke: " + bug);
        Runtime.getRuntime().halt(1);
    }

    /** Puts a question on the lane that owns the logs, and waits for the answer. */
    <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        return answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    /** Opens logs of these names, or makes them; in their order. */
    List<Log> open(List<LogName> names, boolean areNew) {
        List<LogOpening> openings =
                each(
                        names,
                        (name, then) ->
                                shelf.open(
                                        new LogOrder(name, TOPIC, areNew, LogSettings.DEFAULT),
                                        (done, total) -> {},
                                        then));
        List<Log> logs = new ArrayList<>();
        for (LogOpening opening : openings) {
            if (!(opening instanceof LogOpening.Opened(Log log))) {
                throw new BenchFailed("a log could not be opened: " + opening);
            }
            logs.add(log);
        }
        return logs;
    }

    /** Waits until all that the log has is durable. */
    void settle(Log log) {
        boolean _ = this.<Boolean>ask(then -> lookAgain(log, then));
    }

    private void lookAgain(Log log, Consumer<Boolean> then) {
        if (log.durableEnd() == log.end()) then.accept(true);
        else owner.after(LOOK_NANOS, () -> lookAgain(log, then));
    }

    /** Makes all durable and gives the files back. */
    void close(List<Log> logs) {
        List<Outcome> outcomes = each(logs, Log::close);
        if (!outcomes.stream().allMatch(Outcome.Done.class::isInstance)) {
            throw new BenchFailed("a log could not be closed");
        }
    }

    /** Starts the same thing for all of them on their lane, and waits until each is answered. */
    private <A, T> List<T> each(List<A> all, BiConsumer<A, Consumer<T>> step) {
        if (all.isEmpty()) return List.of();
        return this.<List<T>>ask(then -> {
            List<T> answers = new ArrayList<>(all.size());
            for (A one : all) {
                step.accept(
                        one,
                        answer -> {
                            answers.add(answer);
                            if (answers.size() == all.size()) then.accept(answers);
                        });
            }
        });
    }

    @Override
    public void close() {
        Outcome outcome = this.<Outcome>ask(then -> directory.close(owner, then));
        try {
            boolean allEnded = host.stop(LANE_NANOS_MAX);
            if (!allEnded || !(outcome instanceof Outcome.Done)) {
                throw new BenchFailed("the directory was not closed well: " + outcome);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
