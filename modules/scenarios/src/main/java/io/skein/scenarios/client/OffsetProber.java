package io.skein.scenarios.client;

import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.foundation.PartitionId;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks again and again how far partitions can be read: it never becomes less. */
final class OffsetProber implements Actor {
    private static final long PATIENCE_NANOS = 5 * Seat.SECOND;

    private final Seat seat;
    private final Ways ways;
    private boolean open;

    OffsetProber(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
    }

    @Override
    public void start() {
        seat.soon(300 * Seat.MILLI, this::step);
    }

    @Override
    public boolean isIdle() {
        return !open;
    }

    private void step() {
        List<Topic> topics = seat.keptTopics();
        if (!open && !seat.stage().isQuiet() && !topics.isEmpty()) ask(seat.gen().pick(topics));
        seat.soon(300 * Seat.MILLI, this::step);
    }

    private void ask(Topic topic) {
        open = true;
        TreeMap<PartitionId, Long> least = new TreeMap<>();
        ListOffsetsRequest.Builder request =
                ListOffsetsRequest.newBuilder()
                        .setTopic(topic.name())
                        .setLatest(LatestOffset.getDefaultInstance());
        for (int i = 0; i < topic.partitions(); i++) {
            PartitionId home = new PartitionId(topic.id(), i);
            least.put(home, seat.stage().ledger().highWatermark(home));
            request.addPartitions(i);
        }
        String address = ways.pick();
        ways.to(address)
                .call(
                        SkeinMethods.LIST_OFFSETS,
                        request.build(),
                        PATIENCE_NANOS,
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(ListOffsetsResponse answer) {
                                open = false;
                                heard(topic, least, address, answer);
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                open = false;
                            }
                        });
    }

    private void heard(
            Topic topic, Map<PartitionId, Long> least, String address, ListOffsetsResponse answer) {
        for (PartitionOffset told : answer.getOffsetsList()) {
            PartitionId home = new PartitionId(topic.id(), told.getPartition());
            switch (told.getResultCase()) {
                case OFFSET -> {
                    if (!ways.isCurrent(address, home)) continue;
                    long reach = least.getOrDefault(home, 0L);
                    seat.stage().ledger().toldHighWatermark(home, reach, told.getOffset());
                }
                case REFUSED -> seat.stage().reached("refused: " + told.getRefused().getReason());
                case RESULT_NOT_SET ->
                        throw new Violation("error-lie", home + ": an offset says nothing");
            }
        }
    }
}
