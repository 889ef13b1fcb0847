package io.skein.benchmarks;

import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.LogSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Some logs that all get a batch in the same turn, and the wait until all of them are durable. One
 * thread runs it; what it counts belongs to the logs' lane.
 */
final class CommitRounds {
    private final LogsUnderTest logs;
    private final List<Log> active = new ArrayList<>();
    private final ByteBuffer batch;
    private int undurable;
    private long beginNanos;
    private Optional<Consumer<Long>> waiting = Optional.empty();

    CommitRounds(LogsUnderTest logs, int count, ByteBuffer batch) throws InterruptedException {
        this.logs = logs;
        this.batch = batch;
        for (int i = 0; i < count; i++) active.add(logs.make(LogSettings.DEFAULT));
        logs.<Boolean>ask(then -> {
            for (Log log : active) log.listen(this::hear);
            then.accept(true);
        });
    }

    /** Returns how long it took as the lane sees it, in nanoseconds. */
    long round() throws InterruptedException {
        List<ByteBuffer> batches = new ArrayList<>();
        for (int i = 0; i < active.size(); i++) batches.add(Batches.copy(batch));
        return logs.<Long>ask(then -> append(batches, then));
    }

    private void append(List<ByteBuffer> batches, Consumer<Long> then) {
        beginNanos = System.nanoTime();
        waiting = Optional.of(then);
        undurable = active.size();
        for (int i = 0; i < active.size(); i++) {
            AppendResult result = active.get(i).append(batches.get(i), 0);
            if (!(result instanceof AppendResult.Appended)) throw new BenchFailed("got " + result);
        }
    }

    private void hear(LogNews news) {
        if (!(news instanceof LogNews.Durable)) throw new BenchFailed("heard " + news);
        // A log has one batch under way, so each of its news says that this one is durable.
        undurable--;
        if (undurable > 0 || waiting.isEmpty()) return;
        waiting.get().accept(System.nanoTime() - beginNanos);
    }
}
