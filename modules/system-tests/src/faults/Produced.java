import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.client.TopicPartition;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Produces numbered records to one partition, at an even pace, and remembers which were
 * acknowledged, where and when. A thread of its own; others may ask.
 */
final class Produced implements AutoCloseable {
    private static final long PACE_NANOS = 5_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final String[] bootstrap;
    private final Producer<byte[], byte[]> producer;
    private final TreeMap<Integer, Stored> acknowledged = new TreeMap<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean isOver;
    private long lastSentNanos;

    private record Stored(long offset, long nanos) {}

    private Produced(String topic, List<String> addresses) {
        this.topic = topic;
        this.bootstrap = addresses.toArray(String[]::new);
        this.producer =
                Producer.create(
                        ProducerSettings.builder()
                                .bootstrap(bootstrap)
                                .acks(Acks.ALL)
                                .deliveryTimeout(PATIENCE)
                                .build());
    }

    static Produced begin(String topic, List<String> addresses) {
        Produced produced = new Produced(topic, addresses);
        produced.thread.start();
        return produced;
    }

    private void run() {
        long next = System.nanoTime();
        for (int number = 0; !isOver; number++) {
            int sent = number;
            long sentNanos = System.nanoTime();
            byte[] value = Integer.toString(number).getBytes(UTF_8);
            ProducerRecord<byte[], byte[]> record = ProducerRecord.of(topic, value);
            producer.send(record, delivery -> heard(sent, sentNanos, delivery));
            next += PACE_NANOS;
            long left = next - System.nanoTime();
            if (left > 0) LockSupport.parkNanos(left);
        }
    }

    private synchronized void heard(int number, long sentNanos, Delivery delivery) {
        if (delivery instanceof Delivery.Stored stored) {
            acknowledged.put(number, new Stored(stored.metadata().offset(), System.nanoTime()));
            lastSentNanos = Math.max(lastSentNanos, sentNanos);
            notifyAll();
        }
    }

    /** Returns when something is acknowledged that was sent after that moment. */
    synchronized void awaitSentAfter(long nanos) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (lastSentNanos - nanos <= 0) {
            if (System.nanoTime() > until) {
                throw new Faults.Failed("nothing is acknowledged any more");
            }
            wait(PATIENCE.toMillis());
        }
    }

    /** The longest that nothing was acknowledged, in ns, from one moment to another. */
    synchronized long longestGapNanos(long from, long to) {
        long last = from;
        long longest = 0;
        TreeSet<Long> times = new TreeSet<>();
        acknowledged.values().forEach(stored -> times.add(stored.nanos()));
        for (long at : times.subSet(from, to)) {
            longest = Math.max(longest, at - last);
            last = at;
        }
        return Math.max(longest, to - last);
    }

    /** No more; waits for what is under way. */
    void end() throws InterruptedException {
        isOver = true;
        thread.join();
        producer.flush();
    }

    synchronized int acknowledged() {
        return acknowledged.size();
    }

    /** How many acknowledged records are not where they were said to be; the cluster is whole. */
    int lost(String leader) {
        TreeMap<Long, String> found = new TreeMap<>();
        TopicPartition only = new TopicPartition(topic, 0);
        ConsumerSettings settings =
                ConsumerSettings.builder()
                        .bootstrap(leader)
                        .offsetReset(OffsetReset.EARLIEST)
                        .build();
        try (Consumer<byte[], byte[]> consumer = Consumer.create(settings)) {
            consumer.assign(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < end && System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    found.put(record.offset(), new String(record.value().orElseThrow(), UTF_8));
                }
            }
        }
        return missing(found);
    }

    private synchronized int missing(TreeMap<Long, String> found) {
        List<Integer> lost = new ArrayList<>();
        for (Map.Entry<Integer, Stored> each : acknowledged.entrySet()) {
            String there = found.getOrDefault(each.getValue().offset(), "nothing");
            if (!there.equals(each.getKey().toString())) lost.add(each.getKey());
        }
        if (!lost.isEmpty()) System.err.println("lost: " + lost.subList(0, Math.min(20, lost.size())));
        return lost.size();
    }

    @Override
    public void close() {
        isOver = true;
        producer.close();
    }
}
