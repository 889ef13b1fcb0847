package io.skein.benchmarks;

import com.google.protobuf.ByteString;
import io.skein.records.Batch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/**
 * Ready-made batches of 256 KiB through the node, against the bare loop on the same disk: short
 * rounds of the one and the other by turns, so that whatever else the machine does hits both.
 */
final class RawProduce {
    static final int BATCH_BYTES = 256 << 10;
    private static final long ROUND_NANOS = 250_000_000;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final double RATIO_GOAL = 0.5;
    private static final String TOPIC = "raw";

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    RawProduce(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        ByteBuffer batch = Batches.ofAtMost(BATCH_BYTES);
        try (NodeUnderTest node = NodeUnderTest.start(place, "node");
                Topics topics = new Topics(node.address());
                BareLoop bare = new BareLoop(place.file("bare"), batch.remaining())) {
            ByteString topic = topics.make(TOPIC);
            try (RawStream stream = new RawStream(node.address(), topic, batch)) {
                Result result = measure(node, stream, bare);
                topics.requireRecords(TOPIC, stream.acknowledged() * Batch.count(batch, 0));
                return result;
            }
        }
    }

    private Result measure(NodeUnderTest node, RawStream stream, BareLoop bare)
            throws IOException, InterruptedException {
        stream.run(WARM_UP_NANOS, new Samples(2));
        Samples latencies = new Samples(1 << 18);
        bare.run(ROUND_NANOS);
        Round ours = Round.NONE;
        Round theirs = Round.NONE;
        Processors used = Processors.NONE;
        long rounds = Math.max(1, arguments.seconds() * 1_000_000_000L / (2 * ROUND_NANOS));
        for (int i = 0; i < rounds; i++) {
            Processors before = Processors.now(node);
            ours = ours.plus(stream.run(ROUND_NANOS, latencies));
            used = used.plus(Processors.now(node).minus(before));
            theirs = theirs.plus(bare.run(ROUND_NANOS));
        }
        out.printf(
                "%d rounds of each: Skein %.0f MB/s, the bare loop %.0f MB/s%n",
                rounds, ours.mbPerSecond(), theirs.mbPerSecond());
        Result result = new Result().put("bench", "produce raw").put("nodes", arguments.nodes());
        result.put("batch_bytes", BATCH_BYTES)
                .put("seconds", arguments.seconds())
                .put("mb_per_s", ours.mbPerSecond())
                .put("bare_mb_per_s", theirs.mbPerSecond())
                .putAtLeast("ratio", ours.mbPerSecond() / theirs.mbPerSecond(), RATIO_GOAL)
                .put("p50_ms", latencies.millisAt(50))
                .put("p99_ms", latencies.millisAt(99));
        return used.putInto(result, ours);
    }
}
