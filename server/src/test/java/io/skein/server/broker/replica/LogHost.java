package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.World;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.ReadResult;
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A simulated machine with a partition lane, and a log of it on its disk. */
public final class LogHost {
    public static final PartitionId PARTITION = new PartitionId(new Uuid(5, 5), 0);
    public static final LogName NAME = new LogName("lines", 0);
    public static final LogSettings SETTINGS = LogSettings.ofSegments(1 << 20, SegmentAge.NEVER);

    /** A few batches in each segment. */
    static final LogSettings SMALL = LogSettings.ofSegments(4_096, SegmentAge.NEVER);

    /** Keeps nothing in memory that its disk has confirmed. */
    static final StorageSettings FORGETFUL = remembering(0);

    private static final CompactionSettings THOROUGH =
            new CompactionSettings(0, 0, 0, 0, CompactionSettings.Budget.DEFAULT);
    private static final String PATH = "data";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final World world;
    private final StorageSettings storage;
    public final SimHost host;
    public final Lane lane;

    /** On a machine that starts. */
    public LogHost(World world, SimHost host) {
        this(world, host, StorageSettings.DEFAULT);
    }

    LogHost(World world, SimHost host, StorageSettings storage) {
        this.world = world;
        this.storage = storage;
        this.host = host;
        this.lane = host.lane("partition-0", 1_000);
        disk().onlyFor("commit-", "read-");
    }

    private static StorageSettings remembering(int bytes) {
        StorageSettings usual = StorageSettings.DEFAULT;
        return new StorageSettings(
                usual.batchBytesMax(),
                usual.undurableBytesMax(),
                bytes,
                usual.tailBytesMax(),
                usual.stagingBytes(),
                usual.readsMax(),
                usual.openFilesMax(),
                usual.recoveryPointsNanos(),
                usual.recoveryBytesMax(),
                usual.reserveBytes(),
                usual.guard(),
                usual.journal());
    }

    public Clock clock() {
        return host.clock();
    }

    /** To make faults with. */
    public SimDisk disk() {
        return host.diskFaults(PATH);
    }

    /** Asks on the lane and waits for the answer, which comes there. */
    public <T> T await(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        lane.answer(() -> question.accept(answer::complete));
        assertTrue(world.runUntil(answer::isDone, PATIENCE_NANOS), world::report);
        return answer.join();
    }

    /** Does that on the lane, and returns once it is done. */
    public void run(Runnable task) {
        this.<Boolean>await(then -> {
            task.run();
            then.accept(true);
        });
    }

    /** A new log. */
    public Log open() {
        return open(true, SETTINGS);
    }

    /** Its data directory, for its one lane. */
    public Shelf shelf() {
        DirectoryWorld around =
                new DirectoryWorld(
                        host.disk(PATH),
                        host.clock(),
                        host.entropy("directory"),
                        host.lane("commit-0", 100),
                        host.lane("read-0", 100),
                        storage,
                        cause -> {});
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opened =
                this.<DirectoryOpening>await(then -> DataDirectory.open(around, claim, lane, then));
        return assertInstanceOf(DirectoryOpening.Opened.class, opened).directory().shelf(lane);
    }

    /** The log, as it is found on the disk if it is not new. */
    Log open(boolean isNew, LogSettings settings) {
        Shelf shelf = shelf();
        LogOrder order = new LogOrder(NAME, PARTITION.topic(), isNew, settings);
        LogOpening log =
                this.<LogOpening>await(then -> shelf.open(order, (done, total) -> {}, then));
        return assertInstanceOf(LogOpening.Opened.class, log, log::toString).log();
    }

    /** Lets go of what newer records of the same keys have made useless. */
    CompactionResult compact(Log log, long before) {
        Compaction.Order order = new Compaction.Order(THOROUGH, host.clock().wallMillis(), before);
        return this.<CompactionResult>await(then -> log.compaction().start(order, then));
    }

    /** All batches of a log, as far as its disk has them. */
    List<ByteBuffer> all(Log log) {
        List<ByteBuffer> found = new ArrayList<>();
        long next = log.start();
        while (next < log.durableEnd()) {
            long from = next;
            ReadResult result =
                    this.<ReadResult>await(then -> log.read(from, log.durableEnd(), 1 << 20, then));
            ReadResult.Batches read = assertInstanceOf(ReadResult.Batches.class, result);
            for (ByteBuffer batch : read.batches()) found.add(Lines.copy(batch));
            read.giveBack();
            next = read.next();
        }
        return found;
    }
}
