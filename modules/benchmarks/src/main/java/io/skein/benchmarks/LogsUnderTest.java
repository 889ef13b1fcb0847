package io.skein.benchmarks;

import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryFigures;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.Outcome;
import io.skein.storage.Progress;
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A data directory in this process, put together as a node does it, with one lane that owns its
 * logs. One thread asks and waits; {@link #close} is the orderly end.
 */
final class LogsUnderTest implements AutoCloseable {
    private static final int MAILBOX_MAX = 1 << 16;
    private static final long WAIT_SECONDS_MAX = 600;
    private static final long LOOK_NANOS = 1_000_000;
    private static final Uuid TOPIC = new Uuid(7, 9);

    private final CompletableFuture<Object> failed = new CompletableFuture<>();
    private final JdkHost host;
    private final Lane owner;
    private final DataDirectory directory;
    private final Shelf shelf;
    private final List<Log> logs = new ArrayList<>();

    LogsUnderTest(Path folder) throws InterruptedException {
        this(folder, StorageSettings.DEFAULT);
    }

    LogsUnderTest(Path folder, StorageSettings settings) throws InterruptedException {
        host = JdkHost.forClient("bench-", (lane, bug) -> failed.completeExceptionally(bug));
        owner = host.lane("partition-0", MAILBOX_MAX);
        DirectoryWorld world =
                new DirectoryWorld(
                        host.disk(folder.toString()),
                        host.clock(),
                        host.entropy("directory-0"),
                        host.lane("commit-0", MAILBOX_MAX),
                        host.lane("read-0", MAILBOX_MAX),
                        settings,
                        why -> failed.completeExceptionally(new BenchFailed(why)));
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        directory =
                switch (this.<DirectoryOpening>ask(
                        then -> DataDirectory.open(world, claim, owner, then))) {
                    case DirectoryOpening.Opened(DataDirectory opened) -> opened;
                    case DirectoryOpening.Refused(var why) -> throw new BenchFailed(why.sentence());
                };
        shelf = directory.shelf(owner);
    }

    /** A new log, the next number's. */
    Log make(LogSettings settings) throws InterruptedException {
        LogName name = new LogName("bench", logs.size());
        return open(new LogOrder(name, TOPIC, true, settings), (done, total) -> {});
    }

    /** The log that an earlier run of the same folder made first. */
    Log openFirst(LogSettings settings, Progress progress) throws InterruptedException {
        return open(new LogOrder(new LogName("bench", 0), TOPIC, false, settings), progress);
    }

    private Log open(LogOrder order, Progress progress) throws InterruptedException {
        LogOpening opening = this.<LogOpening>ask(then -> shelf.open(order, progress, then));
        if (!(opening instanceof LogOpening.Opened(Log log))) {
            throw new BenchFailed(order.name() + " cannot be opened: " + opening);
        }
        logs.add(log);
        return log;
    }

    /** So many logs at once, numbered from 0: new ones, or those of an earlier run. */
    List<Log> openAll(int count, boolean areNew) throws InterruptedException {
        List<LogOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LogName name = new LogName("bench", i);
            orders.add(new LogOrder(name, TOPIC, areNew, LogSettings.DEFAULT));
        }
        List<LogOpening> openings =
                each(orders, (order, then) -> shelf.open(order, (done, total) -> {}, then));
        for (LogOpening opening : openings) {
            if (!(opening instanceof LogOpening.Opened(Log log))) {
                throw new BenchFailed("a log cannot be opened: " + opening);
            }
            logs.add(log);
        }
        return List.copyOf(logs);
    }

    /** Waits until all that the log has is durable. */
    void settle(Log log) throws InterruptedException {
        boolean _ = this.<Boolean>ask(then -> lookAgain(log, then));
    }

    private void lookAgain(Log log, Consumer<Boolean> then) {
        if (log.durableEnd() == log.end()) then.accept(true);
        else owner.after(LOOK_NANOS, () -> lookAgain(log, then));
    }

    /** Begins the same thing with all of them in one turn, and waits until each is answered. */
    private <A, T> List<T> each(List<A> all, BiConsumer<A, Consumer<T>> step)
            throws InterruptedException {
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

    DirectoryFigures figures() {
        return directory.figures();
    }

    /** Asks on the lane that owns the logs, and waits for the answer. */
    <T> T ask(Consumer<Consumer<T>> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        try {
            CompletableFuture.anyOf(answer, failed).get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            return answer.join();
        } catch (ExecutionException bug) {
            throw new BenchFailed("the storage failed: " + bug.getCause(), bug);
        } catch (TimeoutException silent) {
            throw new BenchFailed("no answer in " + WAIT_SECONDS_MAX + " s", silent);
        }
    }

    @Override
    public void close() {
        try {
            if (!failed.isDone()) closeAll();
            host.stop(TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(each(logs, Log::close));
        outcomes.add(this.<Outcome>ask(then -> directory.close(owner, then)));
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Done) continue;
            throw new BenchFailed("the logs were not closed well: " + outcome);
        }
    }
}
