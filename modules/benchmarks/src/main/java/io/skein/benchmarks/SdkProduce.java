package io.skein.benchmarks;

import io.skein.client.producer.Delivery;
import io.skein.client.producer.DeliveryCallback;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The SDK's whole path, as users call it: one thread sends records to one partition, as fast as it
 * can or at a given rate, and a callback hears of each. The clock of a record starts when it is
 * due, not when its turn comes, so a stall counts for every record that it held up.
 */
final class SdkProduce {
    private static final int VALUES = 1024;
    private static final int SAMPLE_EVERY = 16;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final long PACE_NANOS = 100_000;
    private static final String TOPIC = "records";

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;
    private final byte[][] values;
    private final AtomicLong acknowledged = new AtomicLong();
    private final Samples latencies = new Samples(1 << 19);
    private final DeliveryCallback unsampled = this::count;
    private volatile boolean isMeasuring;
    private volatile Optional<String> trouble = Optional.empty();
    private long sent;

    SdkProduce(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
        this.values = new byte[VALUES][arguments.sizeBytes()];
        Random random = new Random(1);
        for (byte[] value : values) random.nextBytes(value);
    }

    Result run() {
        try (NodeUnderTest node = NodeUnderTest.start(place, "node");
                Topics topics = new Topics(node.address())) {
            var _ = topics.make(TOPIC);
            Result result;
            ProducerSettings settings =
                    ProducerSettings.builder().bootstrap(node.address()).build();
            try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
                result = measure(node, producer);
                producer.flush();
            }
            if (trouble.isPresent()) throw new BenchFailed("the node said: " + trouble.get());
            topics.requireRecords(TOPIC, acknowledged.get());
            return result;
        }
    }

    private Result measure(NodeUnderTest node, Producer<byte[], byte[]> producer) {
        send(producer, WARM_UP_NANOS);
        isMeasuring = true;
        Processors before = Processors.now(node);
        long ackedBefore = acknowledged.get();
        long begin = System.nanoTime();
        send(producer, arguments.seconds() * 1_000_000_000L);
        long records = acknowledged.get() - ackedBefore;
        Round done = new Round(records * arguments.sizeBytes(), System.nanoTime() - begin);
        Processors used = Processors.now(node).minus(before);
        producer.flush();
        isMeasuring = false;
        out.printf("%d records in %.1f s%n", records, done.nanos() / 1e9);
        Result result = new Result().put("bench", "produce").put("nodes", arguments.nodes());
        arguments.perSecond().ifPresent(rate -> result.put("rate_per_s", rate.longValue()));
        result.put("size_bytes", arguments.sizeBytes())
                .put("seconds", arguments.seconds())
                .put("mb_per_s", done.mbPerSecond())
                .put("records_per_s", Math.round(records * 1e9 / done.nanos()))
                .put("p50_ms", latencies.millisAt(50))
                .put("p99_ms", latencies.millisAt(99));
        return used.putInto(result, done);
    }

    private void send(Producer<byte[], byte[]> producer, long forNanos) {
        long begin = System.nanoTime();
        long sentBefore = sent;
        for (long now = begin; now - begin < forNanos; now = System.nanoTime()) {
            long dueNanos = now;
            if (arguments.perSecond().isPresent()) {
                double number = sent - sentBefore;
                dueNanos = begin + (long) (number * 1e9 / arguments.perSecond().get());
                waitUntil(dueNanos);
            }
            if (trouble.isPresent()) return;
            send(producer, values[(int) (sent % VALUES)], dueNanos);
            sent++;
        }
    }

    private static void waitUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime();
                left > 0;
                left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, PACE_NANOS));
        }
    }

    private void send(Producer<byte[], byte[]> producer, byte[] value, long dueNanos) {
        boolean isSampled = isMeasuring && sent % SAMPLE_EVERY == 0;
        DeliveryCallback callback = isSampled ? sample(dueNanos) : unsampled;
        producer.send(ProducerRecord.of(TOPIC, value), callback);
    }

    private DeliveryCallback sample(long dueNanos) {
        return delivery -> {
            latencies.add(System.nanoTime() - dueNanos);
            count(delivery);
        };
    }

    /** Callbacks come one at a time, on the producer's own thread. */
    private void count(Delivery delivery) {
        if (delivery.error().isPresent()) trouble = Optional.of(delivery.error().get().toString());
        else acknowledged.lazySet(acknowledged.getPlain() + 1);
    }
}
