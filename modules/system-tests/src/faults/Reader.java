import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import io.skein.records.Payload;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Told;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads all partitions from the beginning on. A thread of its own. */
final class Reader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long UNHASHED = 0;

    private final int process;
    private final Scene scene;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private final TreeMap<Integer, Long> positions = new TreeMap<>();
    private Optional<SkeinException> refused = Optional.empty();
    private volatile boolean isOver;

    private Reader(int process, Scene scene) {
        this.process = process;
        this.scene = scene;
        this.consumer =
                Consumer.create(
                        ConsumerSettings.builder()
                                .bootstrap(scene.bootstrap())
                                .offsetReset(OffsetReset.NONE)
                                .build());
    }

    static Reader begin(int process, Scene scene) {
        Reader reader = new Reader(process, scene);
        reader.thread.start();
        return reader;
    }

    private void run() {
        List<TopicPartition> all = scene.topic().places();
        consumer.assign(all);
        for (TopicPartition each : all) {
            consumer.seek(each, 0);
            var home = scene.topic().home(each.partition());
            scene.chronicle().done(process, System.nanoTime(), span -> new Op.Seek(span, home, 0));
        }
        try {
            while (!isOver) poll();
        } catch (SkeinException failed) {
            give(failed);
        }
        consumer.close();
    }

    private void poll() {
        long began = System.nanoTime();
        TreeMap<Integer, Reads.Builder> found = new TreeMap<>();
        TreeMap<Integer, Long> ends = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Payload value = record.value().map(Payload::of).orElse(Payload.ABSENT);
            found.computeIfAbsent(record.partition(), _ -> new Reads.Builder())
                    .add(record.offset(), value, UNHASHED);
            ends.put(record.partition(), record.offset() + 1);
        }
        found.forEach((partition, reads) -> polled(partition, began, reads.build()));
        advance(ends);
    }

    private void polled(int partition, long beganNanos, Reads reads) {
        long from = position(partition);
        var home = scene.topic().home(partition);
        scene.chronicle()
                .done(
                        process,
                        beganNanos,
                        span -> new Op.Poll(span, home, "", from, Told.NOTHING, reads));
    }

    private synchronized long position(int partition) {
        return positions.getOrDefault(partition, 0L);
    }

    private synchronized void advance(Map<Integer, Long> ends) {
        positions.putAll(ends);
        if (!ends.isEmpty()) notifyAll();
    }

    private synchronized void give(SkeinException failed) {
        refused = Optional.of(failed);
        notifyAll();
    }

    /** Throws why it does not read any more, if that is so. */
    synchronized void check() {
        if (refused.isEmpty()) return;
        throw new Faults.Failed("reader " + process + " was refused: " + refused.get());
    }

    /** Returns when it has read all partitions up to there. */
    synchronized void awaitAt(Map<Integer, Long> ends) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!hasReached(ends)) {
            check();
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new Faults.Failed("the reader is at " + positions + ", and not at " + ends);
            }
            wait(left);
        }
    }

    private boolean hasReached(Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        thread.join();
    }
}
