package io.skein.benchmarks;

import com.google.protobuf.ByteString;
import io.skein.records.Batch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A node that is killed while it writes, and started again: how much it reads to be back, against
 * what it had not yet noted as durable, and how long that takes.
 */
final class Recovery {
    private static final long ROUND_NANOS = 250_000_000;
    private static final long KILL_AFTER_MILLIS = 1_000;
    private static final double EXTRA_MB_GOAL = 64;
    private static final double MB = 1e6;
    private static final String TOPIC = "raw";

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    Recovery(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        ByteBuffer batch = Batches.ofAtMost(RawProduce.BATCH_BYTES);
        long acknowledged = writeAndKill(batch);
        Path data = place.file("node");
        Unnoted left = Unnoted.of(data);
        out.printf("killed with %.0f MB behind the recovery points%n", left.bytes() / MB);
        try (NodeUnderTest node = NodeUnderTest.start(place, "node");
                Topics topics = new Topics(node.address())) {
            // The answer waits for the log to be open.
            topics.requireAtLeast(TOPIC, acknowledged * Batch.count(batch, 0));
            double readMb = node.readBytes() / MB;
            double behindMb = left.bytes() / MB;
            return new Result()
                    .put("bench", "recovery")
                    .put("gb", arguments.gigabytes())
                    .put("stored_mb", left.storedBytes() / MB)
                    .put("behind_points_mb", behindMb)
                    .putAtMost("read_mb", readMb, behindMb + EXTRA_MB_GOAL)
                    .put("start_ms", node.startNanos() / 1e6);
        }
    }

    /** Returns how many batches were acknowledged for certain. */
    private long writeAndKill(ByteBuffer batch) throws InterruptedException {
        try (NodeUnderTest node = NodeUnderTest.start(place, "node");
                Topics topics = new Topics(node.address())) {
            ByteString topic = topics.make(TOPIC);
            try (RawStream stream = new RawStream(node.address(), topic, batch)) {
                long wanted = arguments.gigabytes() * 1_000_000_000L / batch.remaining();
                Samples unused = new Samples(2);
                while (stream.acknowledged() < wanted) stream.run(ROUND_NANOS, unused);
                long acknowledged = stream.acknowledged();
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeOn(stream));
                TimeUnit.MILLISECONDS.sleep(KILL_AFTER_MILLIS);
                if (writing.isDone())
                    throw new BenchFailed("it was not writing when it was killed");
                node.kill();
                writing.join();
                return acknowledged;
            }
        }
    }

    private static void writeOn(RawStream stream) {
        try {
            stream.run(Long.MAX_VALUE, new Samples(2));
        } catch (BenchFailed killed) {
            // What it was for.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
