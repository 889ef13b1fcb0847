package io.skein.scenarios.client;

import io.skein.client.CorruptBatchException;
import io.skein.client.OffsetOutOfRangeException;
import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.ConsumerCore;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import io.skein.client.wire.ClientWorld;
import io.skein.foundation.PartitionId;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Reads;
import java.util.Optional;
import java.util.TreeMap;

/** The client library's consumer: reads all kept topics from their start, through every restart. */
final class SdkConsumer implements Actor {
    private static final int RECORDS_MAX = 20;

    private final Seat seat;
    private final ConsumerCore core;
    private final TreeMap<TopicPartition, PartitionId> homes = new TreeMap<>();
    private final TreeMap<TopicPartition, Long> next = new TreeMap<>();
    private final int process;
    private long polledNanos;

    SdkConsumer(Seat seat, ClientWorld world) {
        this.seat = seat;
        this.process = seat.stage().ledger().chronicle().newProcess();
        ConsumerSettings settings =
                ConsumerSettings.builder()
                        .bootstrap(seat.bootstrap())
                        .fetchBytesMax(1 << seat.gen().between(8, 20))
                        .offsetReset(OffsetReset.NONE)
                        .build();
        this.core = new ConsumerCore(world, settings, () -> {});
    }

    @Override
    public void start() {
        core.fetcher().start();
        seat.soon(50 * Seat.MILLI, this::step);
    }

    @Override
    public boolean isIdle() {
        return true;
    }

    private void step() {
        for (Topic topic : seat.keptTopics()) follow(topic);
        if (!homes.isEmpty()) poll();
        seat.soon(50 * Seat.MILLI, this::step);
    }

    private void follow(Topic topic) {
        for (int i = 0; i < topic.partitions(); i++) {
            TopicPartition partition = new TopicPartition(topic.name(), i);
            if (homes.containsKey(partition)) continue;
            homes.put(partition, new PartitionId(topic.id(), i));
            next.put(partition, 0L);
            core.assign(homes.keySet());
            core.seek(partition, 0);
        }
    }

    private void poll() {
        polledNanos = seat.stage().ledger().chronicle().nowNanos();
        try {
            core.poll(RECORDS_MAX, this::take);
        } catch (CorruptBatchException corrupt) {
            throw new Violation("corrupt-batch", corrupt.toString());
        } catch (OffsetOutOfRangeException lost) {
            throw new Violation("hw-regression", lost.toString());
        } catch (SkeinException trouble) {
            seat.tell("cannot read: " + trouble);
        }
    }

    private void take(TopicPartition partition, RecordReader record) {
        long expected = next.getOrDefault(partition, 0L);
        if (record.offset() != expected) {
            throw new Violation(
                    "poll-skip",
                    "%s: %d came instead of %d".formatted(partition, record.offset(), expected));
        }
        next.put(partition, expected + 1);
        PartitionId home = Optional.ofNullable(homes.get(partition)).orElseThrow();
        Reads one = new Reads.Builder().add(record.offset(), record.value(), 0).build();
        seat.stage().ledger().chronicle().polled(process, polledNanos, home, one);
        seat.stage().ledger().read(home, record.offset(), record.value());
        seat.stage().reached("read by the library");
    }
}
