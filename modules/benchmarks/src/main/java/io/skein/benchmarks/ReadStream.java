package io.skein.benchmarks;

import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a log from its start to an offset and over again, as a consumer's stream does: 1 MiB at a
 * time, each when the one before has come. One thread runs it; its place is the log's lane's.
 */
final class ReadStream {
    private static final int READ_BYTES = 1 << 20;

    private final LogsUnderTest logs;
    private final Log log;
    private final long before;
    private long offset;

    ReadStream(LogsUnderTest logs, Log log, long before) {
        this.logs = logs;
        this.log = log;
        this.before = before;
        this.offset = log.start();
    }

    /** Reads for that long, from where it was left. */
    Round run(long forNanos) throws InterruptedException {
        long begin = System.nanoTime();
        return logs.<Round>ask(then -> next(new Reading(begin, forNanos, then), 0));
    }

    private record Reading(long beginNanos, long forNanos, Consumer<Round> then) {}

    private void next(Reading reading, long done) {
        long nanos = System.nanoTime() - reading.beginNanos;
        if (nanos >= reading.forNanos) {
            reading.then.accept(new Round(done, nanos));
            return;
        }
        log.read(offset, before, READ_BYTES, result -> next(reading, done + take(result)));
    }

    private long take(ReadResult result) {
        if (!(result instanceof ReadResult.Batches(List<ByteBuffer> batches, long next, _))
                || next <= offset) {
            throw new BenchFailed("reading at " + offset + " brought " + result);
        }
        offset = next < before ? next : log.start();
        long bytes = 0;
        for (ByteBuffer batch : batches) bytes += batch.remaining();
        result.giveBack();
        return bytes;
    }
}
