package io.skein.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.AppendResult;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.Outcome;
import io.skein.storage.ReadResult;
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import io.skein.storage.TimeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A simulated machine with the files of a data directory, and one log there. */
final class Machine {
    static final LogName NAME = new LogName("lines", 0);

    private static final String LOCK = ".lock";
    private static final long PATIENCE_NANOS = 600_000_000_000L;
    private static final int MAILBOX = 1_000;
    private static final Uuid TOPIC = new Uuid(7, 9);
    private static final LogSettings SMALL =
            new LogSettings(4096, 1 << 20, 256, LogSettings.SegmentAge.NEVER);
    private static final StorageSettings BOUNDS =
            new StorageSettings(
                    1 << 20,
                    1 << 20,
                    2048,
                    4096,
                    4096,
                    16,
                    6,
                    PATIENCE_NANOS,
                    1 << 20,
                    0,
                    DiskGuard.NONE,
                    new JournalSettings(JournalSettings.Use.ALWAYS, 16 << 10, 2));

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final Lane owner = host.lane("partition-0", MAILBOX);
    private final Disk disk = host.disk("data");
    private Optional<DataDirectory> directory = Optional.empty();

    Machine(SortedMap<String, byte[]> files) {
        try {
            for (var each : files.entrySet()) write(each.getKey(), each.getValue());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        int slash = name.lastIndexOf('/');
        if (slash > 0) disk.makeDirectory(name.substring(0, slash));
        try (DiskFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    /** All that is there. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            copy("", files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }

    private void copy(String folder, SortedMap<String, byte[]> files) throws IOException {
        for (String name : disk.list(folder)) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            if (name.equals(LOCK)) continue;
            if (disk.isDirectory(path)) copy(path, files);
            else files.put(path, bytes(path));
        }
    }

    private byte[] bytes(String path) throws IOException {
        try (DiskFile file = disk.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    /** Empty if the directory is refused, or the log is. */
    Optional<Log> open(boolean isNew) {
        DirectoryWorld around =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("storage"),
                        host.lane("commit-0", MAILBOX),
                        host.lane("read-0", MAILBOX),
                        BOUNDS,
                        why -> {
                            throw new AssertionError("the disk works: " + why);
                        });
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(then -> DataDirectory.open(around, claim, owner, then));
        if (!(opening instanceof DirectoryOpening.Opened(DataDirectory opened))) {
            return Optional.empty();
        }
        directory = Optional.of(opened);
        Shelf shelf = opened.shelf(owner);
        LogOrder order = new LogOrder(NAME, TOPIC, isNew, SMALL);
        LogOpening found =
                this.<LogOpening>ask(then -> shelf.open(order, (done, total) -> {}, then));
        return found instanceof LogOpening.Opened(Log log) ? Optional.of(log) : Optional.empty();
    }

    /** Appends, and waits until that is durable. */
    void store(Log log, ByteBuffer batch) {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        owner.answer(() -> {
            AppendResult _ = log.append(batch, 0);
            lookAgain(log, told);
        });
        await(told);
    }

    private void lookAgain(Log log, CompletableFuture<Boolean> told) {
        if (log.durableEnd() == log.end()) told.complete(true);
        else owner.after(100_000, () -> lookAgain(log, told));
    }

    ReadResult read(Log log, long offset) {
        return this.<ReadResult>ask(then -> log.read(offset, log.end(), 2_000, then));
    }

    TimeResult time(Log log, long timestamp) {
        return this.<TimeResult>ask(then -> log.offsetForTime(timestamp, log.end(), then));
    }

    void close(Log log) {
        Outcome _ = this.<Outcome>ask(log::close);
        Outcome _ = this.<Outcome>ask(then -> directory.orElseThrow().close(owner, then));
    }

    private <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        return await(answer);
    }

    private <T> T await(CompletableFuture<T> future) {
        world.runUntil(future::isDone, PATIENCE_NANOS);
        assertTrue(future.isDone(), world.report());
        return future.join();
    }
}
