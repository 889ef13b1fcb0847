package io.skein.benchmarks;

import io.skein.records.Batch;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends batches of 256 KiB to one log, a bounded number of them not yet durable. One thread runs
 * it; what it knows belongs to the log's lane.
 */
final class AppendStream {
    static final int BATCH_BYTES = 256 << 10;

    /** 8 MiB: as much as a node lets a stream have unanswered. */
    private static final int UNDURABLE_MAX = 32;

    /** The log may keep 4 MiB of durable ones too; a buffer comes round again long after that. */
    private static final int BUFFERS = 4 * UNDURABLE_MAX;

    private final LogsUnderTest logs;
    private final Log log;
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final int batchBytes;
    private final int batchRecords;
    private long appended;
    private long appendedBefore;
    private long beginNanos;
    private long forNanos;
    private Optional<Consumer<Round>> waiting = Optional.empty();

    AppendStream(LogsUnderTest logs, Log log) throws InterruptedException {
        this.logs = logs;
        this.log = log;
        ByteBuffer batch = Batches.ofAtMost(BATCH_BYTES);
        for (int i = 0; i < BUFFERS; i++) buffers.add(Batches.copy(batch));
        this.batchBytes = batch.remaining();
        this.batchRecords = Batch.count(batch, 0);
        logs.<Boolean>ask(then -> {
            log.listen(this::hear);
            then.accept(true);
        });
    }

    /** Appends for that long, then waits until all is durable. */
    Round run(long nanos) throws InterruptedException {
        return logs.<Round>ask(then -> begin(nanos, then));
    }

    /** Appends until there are so many bytes, and some more. */
    void fill(long bytes) throws InterruptedException {
        long done = 0;
        while (done < bytes) done += run(Turns.ROUND_NANOS / 10).bytes();
    }

    private void begin(long nanos, Consumer<Round> then) {
        forNanos = nanos;
        waiting = Optional.of(then);
        appendedBefore = appended;
        beginNanos = System.nanoTime();
        goOn();
    }

    private void hear(LogNews news) {
        switch (news) {
            case LogNews.Durable _ -> goOn();
            case LogNews.CutBack _, LogNews.Offline _ -> throw new BenchFailed("heard " + news);
        }
    }

    private void goOn() {
        long durable = log.durableEnd() / batchRecords;
        while (appended - durable < UNDURABLE_MAX && System.nanoTime() - beginNanos < forNanos) {
            ByteBuffer batch = buffers.get((int) (appended % BUFFERS));
            AppendResult result = log.append(batch, 0);
            if (!(result instanceof AppendResult.Appended)) throw new BenchFailed("got " + result);
            appended++;
        }
        if (durable == appended && waiting.isPresent()) {
            Consumer<Round> then = waiting.get();
            waiting = Optional.empty();
            long bytes = (appended - appendedBefore) * batchBytes;
            then.accept(new Round(bytes, System.nanoTime() - beginNanos));
        }
    }
}
