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
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

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
    private final ConcurrentSkipListMap<Integer, Stored> acknowledged =
            new ConcurrentSkipListMap<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean isOver;

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
            byte[] value = Integer.toString(number).getBytes(UTF_8);
            ProducerRecord<byte[], byte[]> record = ProducerRecord.of(topic, value);
            producer.send(record, delivery -> heard(sent, delivery));
            next += PACE_NANOS;
            long left = next - System.nanoTime();
            if (left > 0) java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    private void heard(int number, Delivery delivery) {
        if (delivery instanceof Delivery.Stored stored) {
            acknowledged.put(number, new Stored(stored.metadata().offset(), System.nanoTime()));
        }
    }

    /** When the last one was acknowledged. */
    Optional<Long> lastNanos() {
        return acknowledged.values().stream().map(Stored::nanos).max(Long::compare);
    }

    /** The longest that nothing was acknowledged, in ns, from one moment to another. */
    long longestGapNanos(long from, long to) {
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

    int acknowledged() {
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
