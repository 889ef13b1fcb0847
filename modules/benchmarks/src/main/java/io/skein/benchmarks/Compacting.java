package io.skein.benchmarks;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.AppendResult;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.CompactionSettings.Budget;
import io.skein.storage.Log;
import io.skein.storage.LogSettings;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * Passes of compaction over one log, half of whose records come again and again for a few keys, and
 * the other half once for each key: the first half is garbage, the other should be left alone.
 */
final class Compacting {
    private static final int SEGMENT_BYTES = 32 << 20;
    private static final long PASS_BYTES = 256L << 20;
    private static final int PASSES = 3;
    private static final int BATCH_BYTES = 32 << 10;
    private static final int VALUE_BYTES = 200;
    private static final int HOT_KEYS = 20_000;
    private static final long MAP_BYTES = 32 << 20;
    private static final double MB_PER_S_GOAL = 100;

    /** A segment is written again if an eighth of it is garbage: seven bytes for one, at worst. */
    private static final double WRITTEN_GOAL = 7;

    private final Workplace place;
    private final PrintStream out;
    private final Random chance = new Random(1);
    private long coldKey;
    private long readBytes;
    private long writtenBytes;
    private long removedBytes;
    private long mapBytes;
    private long nanos;

    Compacting(Workplace place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    Result run() throws InterruptedException {
        try (LogsUnderTest store = new LogsUnderTest(place.file("compaction"))) {
            Log log =
                    store.make(LogSettings.ofSegments(SEGMENT_BYTES, LogSettings.SegmentAge.NEVER));
            for (int pass = 0; pass < PASSES; pass++) {
                // Hot and cold by turns of several segments, as if one came by day and one by
                // night.
                fill(store, log, PASS_BYTES / 2, true);
                fill(store, log, PASS_BYTES / 2, false);
                compact(store, log);
            }
        }
        double megabytesPerSecond = readBytes / 1e6 / (nanos / 1e9);
        return new Result()
                .put("bench", "compaction")
                .put("appended_mb", PASSES * PASS_BYTES / 1e6)
                .put("read_mb", readBytes / 1e6)
                .put("written_mb", writtenBytes / 1e6)
                .put("removed_mb", removedBytes / 1e6)
                .putAtLeast("mb_per_s", megabytesPerSecond, MB_PER_S_GOAL)
                .putAtMost(
                        "written_per_removed", (double) writtenBytes / removedBytes, WRITTEN_GOAL)
                .putAtMost("map_bytes", (double) mapBytes, (double) MAP_BYTES);
    }

    private void fill(LogsUnderTest store, Log log, long bytes, boolean isHot)
            throws InterruptedException {
        long left = bytes;
        while (left > 0) {
            ByteBuffer batch = batch(isHot);
            left -= batch.remaining();
            while (store.<AppendResult>ask(then -> then.accept(log.append(batch, 0)))
                    instanceof AppendResult.Overloaded) {
                store.settle(log);
            }
        }
        store.settle(log);
    }

    private ByteBuffer batch(boolean isHot) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, BATCH_BYTES, BATCH_BYTES);
        byte[] value = new byte[VALUE_BYTES];
        chance.nextBytes(value);
        Payload payload = Payload.of(value);
        Payload key = key(isHot);
        while (builder.hasRoom(key, payload, List.of())) {
            builder.add(1_000, key, payload, List.of());
            key = key(isHot);
        }
        return builder.finish(ProducerStamp.NONE);
    }

    private Payload key(boolean isHot) {
        return Payload.of(isHot ? "hot " + chance.nextInt(HOT_KEYS) : "cold " + coldKey++);
    }

    private void compact(LogsUnderTest store, Log log) throws InterruptedException {
        CompactionSettings settings =
                new CompactionSettings(0, 0, -1, 0, new Budget(MAP_BYTES, 1L << 40));
        Compaction.Order order = new Compaction.Order(settings, 2_000, log.durableEnd());
        long began = System.nanoTime();
        CompactionResult result =
                store.<CompactionResult>ask(then -> log.compaction().start(order, then));
        if (!(result instanceof CompactionResult.Done done)) {
            throw new BenchFailed("no pass was made: " + result);
        }
        long took = System.nanoTime() - began;
        out.printf("%s in %d ms%n", done, took / 1_000_000);
        nanos += took;
        readBytes += done.readBytes();
        writtenBytes += done.writtenBytes();
        removedBytes += done.removedBytes();
        mapBytes = Math.max(mapBytes, done.mapBytes());
    }
}
