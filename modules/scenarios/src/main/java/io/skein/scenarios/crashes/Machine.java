package io.skein.scenarios.crashes;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.scenarios.crashes.Scripts.Script;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogNews;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.Outcome;
import io.skein.storage.ReadResult;
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A data directory on a simulated machine over several lives, asked one thing after the other.
 * Whatever is asked of a dead machine ends in {@link Died}.
 */
final class Machine {
    static final long SECOND_NANOS = 1_000_000_000L;

    private static final String PATH = "data";
    private static final int SMALL_SEGMENT = 2048;
    private static final LogSettings SMALL =
            new LogSettings(SMALL_SEGMENT, 1 << 20, 256, SegmentAge.NEVER);
    private static final StorageSettings BOUNDS =
            new StorageSettings(
                    1 << 20,
                    1 << 20,
                    2048,
                    4096,
                    4096,
                    16,
                    6,
                    5 * SECOND_NANOS,
                    1 << 20,
                    0,
                    DiskGuard.NONE,
                    JournalSettings.NEVER);
    private static final long PATIENCE_NANOS = 600 * SECOND_NANOS;

    private static final StorageSettings JOURNALED =
            BOUNDS.withJournal(new JournalSettings(JournalSettings.Use.ALWAYS, 16 << 10, 2));

    private final World world;
    private final StorageSettings bounds;
    private final Map<LogName, Known> known = new TreeMap<>();
    private final Map<LogName, Log> open = new TreeMap<>();
    private final Survival survival;
    private Optional<CrashPoint> fate;
    private SimHost host;
    private Lane owner;
    private Optional<DataDirectory> directory = Optional.empty();
    private Optional<Shelf> shelf = Optional.empty();
    private int topics;

    Machine(Script script, long seed, Survival survival, Optional<CrashPoint> fate) {
        this.bounds = script.isJournaled() ? JOURNALED : BOUNDS;
        this.world = new World(seed, Tempo.calm());
        this.survival = survival;
        this.fate = fate;
        this.host = world.host("a");
        this.owner = host.lane("partition-0", 1000);
        arm();
    }

    private void arm() {
        disk().survival(survival);
        fate.ifPresent(disk()::crashAt);
    }

    SimDisk disk() {
        return host.diskFaults(PATH);
    }

    /** What happened last, for people. */
    String report() {
        return world.report();
    }

    /** From here on it dies there, or not at all. */
    void dieAt(Optional<CrashPoint> newFate) {
        fate = newFate;
    }

    /** The process is dead, or dies now, and another one starts. */
    void restart(boolean cutsPower) {
        if (cutsPower) host.powerCut();
        host.kill();
        host = host.restart();
        owner = host.lane("partition-0", 1000);
        directory = Optional.empty();
        shelf = Optional.empty();
        open.clear();
        arm();
    }

    void runFor(long nanos) {
        world.runFor(nanos);
        if (!host.isAlive()) throw new Died();
    }

    private <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        boolean _ = world.runUntil(() -> answer.isDone() || !host.isAlive(), PATIENCE_NANOS);
        if (answer.isDone()) return answer.join();
        if (host.isAlive()) throw new Violation("no-answer", "nothing came for ten minutes");
        throw new Died();
    }

    /** Opens the directory and all logs that may be there, and judges what it finds. */
    void open() {
        DirectoryWorld around =
                new DirectoryWorld(
                        host.disk(PATH),
                        host.clock(),
                        host.entropy("storage"),
                        host.lane("commit-0", 1000),
                        host.lane("read-0", 1000),
                        bounds,
                        cause -> {
                            throw new Violation("failed-disk", cause);
                        });
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(then -> DataDirectory.open(around, claim, owner, then));
        if (!(opening instanceof DirectoryOpening.Opened(DataDirectory opened))) {
            throw new Violation("lost-directory", opening.toString());
        }
        directory = Optional.of(opened);
        shelf = Optional.of(opened.shelf(owner));
        for (Known each : known.values()) reopen(each);
    }

    private void reopen(Known each) {
        switch (each.fate()) {
            case BEING_MADE -> find(each, true);
            case THERE -> find(each, false);
            case BEING_DELETED -> delete(each.name());
            case GONE -> {
                LogOpening opening = openLog(each, false);
                if (!(opening instanceof LogOpening.Lost)) {
                    throw new Violation("deleted-log", each.name() + " is back: " + opening);
                }
            }
        }
    }

    private LogOpening openLog(Known each, boolean isNew) {
        LogOrder order = new LogOrder(each.name(), each.topic(), isNew, SMALL);
        return this.<LogOpening>ask(then -> shelf().open(order, (_, _) -> {}, then));
    }

    private Shelf shelf() {
        return shelf.orElseThrow();
    }

    private void find(Known each, boolean isNew) {
        LogOpening opening = openLog(each, isNew);
        if (!(opening instanceof LogOpening.Opened(Log log))) {
            throw new Violation("lost-log", each.name() + ": " + opening);
        }
        log.listen(news -> hear(each, news));
        if (log.durableEnd() != log.end()) {
            throw new Violation("dirty-recovery", each.name() + " has an end that may go");
        }
        open.put(each.name(), log);
        each.found(log.start(), log.end(), read(log));
    }

    private static void hear(Known each, LogNews news) {
        switch (news) {
            case LogNews.Durable(long before) -> each.extent().promise(before);
            case LogNews.CutBack(long end) -> each.extent().cutBack(end);
            case LogNews.Offline(String cause) ->
                    throw new Violation("offline", each.name() + ": " + cause);
        }
    }

    private List<ByteBuffer> read(Log log) {
        List<ByteBuffer> batches = new ArrayList<>();
        long offset = log.start();
        while (offset < log.end()) {
            long from = offset;
            ReadResult result =
                    this.<ReadResult>ask(then -> log.read(from, log.end(), SMALL_SEGMENT, then));
            if (!(result instanceof ReadResult.Batches(List<ByteBuffer> more, long next, _))
                    || next <= offset) {
                throw new Violation("unreadable", log.name() + "@" + offset + ": " + result);
            }
            batches.addAll(more);
            offset = next;
        }
        return batches;
    }

    /** A log that is open. */
    Log log(LogName name) {
        return Optional.ofNullable(open.get(name)).orElseThrow();
    }

    Known known(LogName name) {
        return Optional.ofNullable(known.get(name)).orElseThrow();
    }

    List<Log> logs() {
        return List.copyOf(open.values());
    }

    /** A log of a topic that has never been before. */
    void make(LogName name) {
        Known each = new Known(name, new Uuid(5, ++topics));
        known.put(name, each);
        find(each, true);
    }

    /** What {@code question} is asked of a log on its lane. */
    <T> T askLog(Consumer<Consumer<T>> question) {
        return ask(question);
    }

    void close(LogName name) {
        Log log = log(name);
        open.remove(name);
        require(this.<Outcome>ask(log::close), "closing " + name);
    }

    /** Deletes a log that is closed. */
    void delete(LogName name) {
        known(name).is(Fate.BEING_DELETED);
        require(this.<Outcome>ask(then -> shelf().delete(name, then)), "deleting " + name);
        known(name).is(Fate.GONE);
    }

    /** An orderly stop and a new start. */
    void stopAndStart() {
        for (Log log : logs()) close(log.name());
        require(this.<Outcome>ask(then -> directory.orElseThrow().close(owner, then)), "stopping");
        restart(false);
        open();
    }

    private static void require(Outcome outcome, String what) {
        if (!(outcome instanceof Outcome.Done))
            throw new Violation("failed", what + ": " + outcome);
    }
}
