package io.skein.scenarios.client;

import io.skein.client.ConnectionSettings;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.Offered;
import io.skein.client.producer.Outgoing;
import io.skein.client.producer.ProducerCore;
import io.skein.client.producer.ProducerSettings;
import io.skein.client.wire.ClientWorld;
import io.skein.foundation.PartitionId;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Content;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The client library's producer, with everything it does by itself: routes, batches, retries. */
final class SdkProducer implements Actor {
    private static final int BURST_MAX = 10;
    private static final int OPEN_MAX = 30;
    private static final int BYTES_MORE_MAX = 300;

    private final Seat seat;
    private final ProducerCore core;
    private final long paceNanos;
    private final Acks acks;
    private final int process;
    private final TreeMap<PartitionId, Long> lastOffsets = new TreeMap<>();
    private int open;

    SdkProducer(Seat seat, ClientWorld world) {
        this.seat = seat;
        this.process = seat.stage().ledger().chronicle().newProcess();
        this.paceNanos = seat.gen().between(10, 300) * Seat.MILLI;
        this.acks = seat.gen().pick(Acks.ALL, Acks.LEADER);
        ProducerSettings settings =
                ProducerSettings.builder()
                        .connection(ConnectionSettings.DEFAULT)
                        .bootstrap(seat.bootstrap())
                        .acks(acks)
                        .compression(seat.gen().pick(Codec.NONE, Codec.ZSTD))
                        .batchBytesMax(1 << seat.gen().between(8, 14))
                        .linger(Duration.ofMillis(seat.gen().between(0, 50)))
                        .inFlightBytesMax(1 << seat.gen().between(8, 20))
                        .deliveryTimeout(Duration.ofSeconds(seat.gen().between(3, 20)))
                        .build();
        this.core = new ProducerCore(world, settings, () -> {});
    }

    @Override
    public void start() {
        core.start();
        seat.soon(paceNanos, this::step);
    }

    @Override
    public boolean isIdle() {
        return open == 0;
    }

    private void step() {
        List<Topic> topics = seat.keptTopics();
        if (!seat.stage().isQuiet() && !topics.isEmpty()) {
            int burst = seat.gen().between(1, BURST_MAX);
            for (int i = 0; i < burst && open < OPEN_MAX; i++) send(seat.gen().pick(topics));
        }
        seat.soon(paceNanos, this::step);
    }

    private void send(Topic topic) {
        int partition = seat.gen().between(0, topic.partitions() - 1);
        PartitionId home = new PartitionId(topic.id(), partition);
        Ledger ledger = seat.stage().ledger();
        long number = ledger.begin(process, home, 1);
        int bytes = Content.BYTES_MIN + seat.gen().between(0, BYTES_MORE_MAX);
        Outgoing record =
                new Outgoing(
                        seat.gen().between(0, 1_000_000),
                        Payload.ABSENT,
                        Payload.of(Content.of(number, home, bytes)),
                        List.of(),
                        delivery -> delivered(home, number, delivery));
        Offered offered = core.offer(topic.name(), OptionalInt.of(partition), record);
        if (offered == Offered.TAKEN) open++;
        else ledger.refused(number, 1, "not taken: " + offered);
    }

    private void delivered(PartitionId home, long number, Delivery delivery) {
        open--;
        Ledger ledger = seat.stage().ledger();
        if (delivery instanceof Delivery.Stored stored) {
            seat.stage().reached("stored by the library");
            // What one of several disks holds may be lost when another one leads.
            if (acks == Acks.LEADER && !seat.isAlone()) {
                ledger.accepted(number, 1);
                return;
            }
            long offset = stored.metadata().offset();
            seat.tell("%s stored at %d".formatted(home, offset));
            ledger.stored(number, 1, offset);
            inOrder(home, offset);
        } else if (delivery instanceof Delivery.Failed failed) {
            ledger.refused(number, 1, failed.why().toString());
            seat.stage().reached("failed by the library");
        } else {
            ledger.unknown(number, 1);
            seat.stage().reached("unknown to the library");
        }
    }

    /** One producer's records of one partition keep the order in which they were sent. */
    private void inOrder(PartitionId home, long offset) {
        long before = lastOffsets.getOrDefault(home, -1L);
        if (offset <= before) {
            throw new Violation(
                    "nonmonotonic-send", "%s: %d after %d".formatted(home, offset, before));
        }
        lastOffsets.put(home, offset);
    }
}
