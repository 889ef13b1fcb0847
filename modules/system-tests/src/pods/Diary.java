import static java.nio.charset.StandardCharsets.US_ASCII;

import io.skein.client.ConnectionSettings;
import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.protocol.v1.PartitionDescription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A client of the cluster by its Service: writes numbers with acks=all, one every few milliseconds,
 * all the time, and knows which were acknowledged. A thread of its own.
 */
final class Diary implements AutoCloseable {
    private static final String TOPIC = "diary";
    private static final int PARTITIONS = 6;
    private static final long PACE_NANOS = 5_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrap;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private final TreeMap<Long, String> failed = new TreeMap<>();
    private final TreeMap<Long, String> unknown = new TreeMap<>();
    private final TreeMap<Long, TopicPartition> stored = new TreeMap<>();
    private long lastNanos;
    private long longestNanos;
    private volatile boolean isOver;

    private Diary(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer =
                Producer.create(
                        ProducerSettings.builder().bootstrap(bootstrap).acks(Acks.ALL).build());
    }

    /** Makes the topic and begins to write. */
    static Diary begin(String bootstrap) {
        try (Admin admin = Admin.create(connection(bootstrap))) {
            admin.createTopic(
                    NewTopic.of(TOPIC)
                            .withPartitions(PARTITIONS)
                            .withReplicationFactor(3)
                            .withConfig("min.insync.replicas", "2"));
        }
        Diary diary = new Diary(bootstrap);
        diary.thread.start();
        return diary;
    }

    private static ConnectionSettings connection(String bootstrap) {
        return ConnectionSettings.DEFAULT.withBootstrap(List.of(bootstrap));
    }

    private void run() {
        synchronized (this) {
            lastNanos = System.nanoTime();
        }
        for (long number = 0; !isOver; number++) {
            long sent = number;
            var record = ProducerRecord.<byte[], byte[]>of(TOPIC, text(sent).getBytes(US_ASCII));
            producer.send(
                    record.withPartition((int) (sent % PARTITIONS)), told -> told(sent, told));
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private static String text(long number) {
        return "number " + number;
    }

    private synchronized void told(long number, Delivery delivery) {
        switch (delivery) {
            case Delivery.Stored(var where) -> {
                long now = System.nanoTime();
                longestNanos = Math.max(longestNanos, now - lastNanos);
                lastNanos = now;
                stored.put(number, new TopicPartition(TOPIC, where.partition()));
            }
            case Delivery.Failed(var why) -> failed.put(number, why.toString());
            case Delivery.Unknown(var why) -> unknown.put(number, why.toString());
        }
    }

    /** So many were acknowledged. */
    synchronized long acknowledged() {
        return stored.size();
    }

    /** What the client gave up though it tries for two minutes, and why. */
    synchronized Map<Long, String> failed() {
        return new TreeMap<>(failed);
    }

    /** Of what nobody knows whether it is stored, and why. */
    synchronized Map<Long, String> unknown() {
        return new TreeMap<>(unknown);
    }

    /** For how long none was acknowledged, at most, since this was last asked. */
    synchronized double pauseMillis() {
        long now = Math.max(longestNanos, System.nanoTime() - lastNanos);
        longestNanos = 0;
        return now / 1e6;
    }

    /** Throws if the node leads some of it. */
    void ensureNotLedBy(int node) {
        for (PartitionDescription each : partitions()) {
            if (each.getLeaderNodeId() != node) continue;
            throw new Faults.Failed("node " + node + " has been drained, and leads " + each);
        }
    }

    /** How many partitions the node leads. */
    long ledBy(int node) {
        return partitions().stream().filter(each -> each.getLeaderNodeId() == node).count();
    }

    private List<PartitionDescription> partitions() {
        try (Admin admin = Admin.create(connection(bootstrap))) {
            return admin.await(admin.calls().describeTopic(TOPIC)).getPartitionsList();
        }
    }

    /** Writes no more; returns when it is known of all what became of them. */
    void end() throws InterruptedException {
        isOver = true;
        thread.join();
        producer.flush();
    }

    /** Reads all, and counts those that were acknowledged and are not there. */
    long missing() {
        List<TopicPartition> all =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(each -> new TopicPartition(TOPIC, each))
                        .toList();
        TreeMap<String, Integer> found = new TreeMap<>();
        long until = System.nanoTime() + PATIENCE_NANOS;
        try (var consumer =
                Consumer.create(ConsumerSettings.builder().bootstrap(bootstrap).build())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (!all.stream().allMatch(each -> consumer.position(each) >= ends.get(each))) {
                if (System.nanoTime() > until) throw new Faults.Failed("the end is not reached");
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    found.merge(new String(each.value().orElseThrow(), US_ASCII), 1, Integer::sum);
                }
            }
        }
        found.forEach((text, times) -> {
            if (times > 1) throw new Faults.Failed(text + " is there " + times + " times");
        });
        return stored.keySet().stream().filter(each -> !found.containsKey(text(each))).count();
    }

    @Override
    public void close() {
        isOver = true;
        producer.close(Duration.ZERO);
    }
}
