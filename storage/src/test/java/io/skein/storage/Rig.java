package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.simulation.SimHost;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A data directory with one owner lane, in either world; answers are waited for. */
final class Rig {
    static final String PATH = "data";
    static final Uuid TOPIC = new Uuid(7, 9);
    static final LogName NAME = new LogName("lines", 0);
    static final LogSettings SMALL =
            new LogSettings(4096, 1 << 20, 256, LogSettings.SegmentAge.NEVER);
    static final StorageSettings BOUNDS = bounds(1 << 20, 1 << 20, 1 << 20);

    /** For batches of some MiB. */
    static final StorageSettings LARGE = bounds(3 << 20, 8 << 20, 64 << 20);

    /** As {@link #BOUNDS}, and what can go through the journal does. */
    static final StorageSettings JOURNALED =
            BOUNDS.withJournal(new JournalSettings(JournalSettings.Use.ALWAYS, 16 << 10, 2));

    private static final long WAIT_NANOS = 600_000_000_000L;

    /** Waits for a future, while the world goes on. */
    interface Waiting {
        <T> T await(CompletableFuture<T> future);
    }

    final Host host;
    final Lane owner;
    final Lane commit;
    final Lane read;
    final Disk disk;
    final StorageSettings bounds;
    private final Waiting waiting;
    private Optional<DataDirectory> directory = Optional.empty();
    private Optional<Shelf> shelf = Optional.empty();
    final List<LogNews> news = new ArrayList<>();
    final List<String> failures = new ArrayList<>();

    Rig(Host host, String path, StorageSettings bounds, Waiting waiting) {
        this.host = host;
        this.bounds = bounds;
        this.waiting = waiting;
        this.owner = host.lane("partition-0", 1000);
        this.commit = host.lane("commit-0", 1000);
        this.read = host.lane("read-0", 1000);
        this.disk = host.disk(path);
    }

    /** Small in all else. */
    static StorageSettings bounds(
            int batchBytesMax, long undurableBytesMax, long recoveryBytesMax) {
        return new StorageSettings(
                batchBytesMax,
                undurableBytesMax,
                2048,
                4096,
                4096,
                16,
                6,
                5_000_000_000L,
                recoveryBytesMax,
                0,
                DiskGuard.NONE,
                JournalSettings.NEVER);
    }

    static Rig simulated(World world, SimHost host, StorageSettings bounds) {
        return new Rig(
                host,
                PATH,
                bounds,
                new Waiting() {
                    @Override
                    public <T> T await(CompletableFuture<T> future) {
                        world.runUntil(() -> future.isDone() || !host.isAlive(), WAIT_NANOS);
                        if (!future.isDone()) throw new Gone(world.report());
                        return future.join();
                    }
                });
    }

    /** The host died, or nothing happened for very long, before the answer came. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(String report) {
            super(report);
        }
    }

    static Waiting threads() {
        return new Waiting() {
            @Override
            public <T> T await(CompletableFuture<T> future) {
                return future.orTimeout(20, TimeUnit.SECONDS).join();
            }
        };
    }

    <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        return waiting.await(answer);
    }

    DirectoryOpening openDirectory() {
        return openDirectory(new DirectoryClaim(1, Optional.empty()));
    }

    DirectoryOpening openDirectory(DirectoryClaim claim) {
        DirectoryWorld world =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("storage"),
                        commit,
                        read,
                        bounds,
                        failures::add);
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(then -> DataDirectory.open(world, claim, owner, then));
        if (opening instanceof DirectoryOpening.Opened(DataDirectory opened)) {
            directory = Optional.of(opened);
            shelf = Optional.of(opened.shelf(owner));
        }
        return opening;
    }

    Rig opened() {
        DirectoryOpening opening = openDirectory();
        assertInstanceOf(DirectoryOpening.Opened.class, opening, opening::toString);
        return this;
    }

    DataDirectory directory() {
        return directory.orElseThrow();
    }

    Shelf shelf() {
        return shelf.orElseThrow();
    }

    LogOpening open(LogOrder order) {
        return this.<LogOpening>ask(then ->
                shelf().open(
                                order,
                                (done, total) -> {},
                                opening -> {
                                    if (opening instanceof LogOpening.Opened(Log log)) {
                                        log.listen(news::add);
                                    }
                                    then.accept(opening);
                                }));
    }

    LogOpening open(boolean isNew) {
        return open(new LogOrder(NAME, TOPIC, isNew, SMALL));
    }

    Log log(boolean isNew) {
        LogOpening opening = open(isNew);
        return assertInstanceOf(LogOpening.Opened.class, opening, opening.toString()).log();
    }

    AppendResult append(Log log, ByteBuffer batch, int epoch) {
        return this.<AppendResult>ask(then -> then.accept(log.append(batch, epoch)));
    }

    /** Appends one batch and waits until it is durable; empty if that is not going to be. */
    Optional<AppendResult.Appended> store(Log log, ByteBuffer batch, int epoch) {
        AppendResult result = append(log, batch, epoch);
        if (!(result instanceof AppendResult.Appended appended)) return Optional.empty();
        boolean isDurable = settle(log, appended.next());
        return isDurable ? Optional.of(appended) : Optional.empty();
    }

    /** Waits until all before {@code end} is durable; false if news say that it will not be. */
    boolean settle(Log log, long end) {
        return this.<Boolean>ask(then -> lookAgain(log, end, news.size(), then));
    }

    private void lookAgain(Log log, long end, int known, Consumer<Boolean> then) {
        boolean isLost =
                news.stream().skip(known).anyMatch(each -> !(each instanceof LogNews.Durable))
                        || log.end() < end;
        if (log.durableEnd() >= end || isLost) then.accept(log.durableEnd() >= end);
        else owner.after(1_000_000, () -> lookAgain(log, end, known, then));
    }

    ReadResult read(Log log, long offset, long before, int bytesMax) {
        return this.<ReadResult>ask(then -> log.read(offset, before, bytesMax, then));
    }

    TimeResult time(Log log, long timestamp) {
        return this.<TimeResult>ask(then -> log.offsetForTime(timestamp, Long.MAX_VALUE, then));
    }

    /** The whole log, batch by batch, as far as it can be read. */
    List<byte[]> all(Log log, int bytesMax) {
        List<byte[]> found = new ArrayList<>();
        long offset = log.start();
        while (offset < log.end()) {
            ReadResult result = read(log, offset, log.end(), bytesMax);
            ReadResult.Batches batches =
                    assertInstanceOf(ReadResult.Batches.class, result, result.toString());
            for (ByteBuffer batch : batches.batches()) found.add(bytes(batch));
            batches.giveBack();
            if (batches.next() <= offset) throw new AssertionError("no progress at " + offset);
            offset = batches.next();
        }
        return found;
    }

    Outcome close(Log log) {
        return this.<Outcome>ask(log::close);
    }

    Outcome delete() {
        return this.<Outcome>ask(then -> shelf().delete(NAME, then));
    }

    Outcome closeDirectory() {
        return this.<Outcome>ask(then -> directory().close(owner, then));
    }

    static ByteBuffer batch(int records, int valueBytes, long timestamp) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[valueBytes];
            for (int at = 0; at < valueBytes; at++) value[at] = (byte) (timestamp * 31 + at + i);
            builder.add(timestamp + i, Payload.ABSENT, Payload.of(value), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
