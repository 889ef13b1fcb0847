package io.skein.scenarios.client;

import com.google.protobuf.ByteString;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.foundation.PartitionId;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.IncomingMessage;
import io.skein.protocol.v1.OutgoingMessage;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResponse;
import io.skein.protocol.v1.PublishResult;
import io.skein.protocol.v1.ReadMessagesRequest;
import io.skein.protocol.v1.ReadMessagesResponse;
import io.skein.records.Payload;
import io.skein.scenarios.history.Chronicle;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Content;
import io.skein.scenarios.history.ops.Reads;
import java.util.List;

/** Publishes and reads single messages, one call at a time, on topics that are never deleted. */
final class Messenger implements Actor {
    private static final int COUNT_MAX = 5;
    private static final int BYTES_MORE_MAX = 300;
    private static final int READ_MAX = 50;

    private final Seat seat;
    private final Ways ways;
    private boolean open;

    Messenger(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
    }

    @Override
    public void start() {
        seat.soon(200 * Seat.MILLI, this::step);
    }

    @Override
    public boolean isIdle() {
        return !open;
    }

    private void step() {
        List<Topic> topics = seat.keptTopics();
        if (!open && !seat.stage().isQuiet() && !topics.isEmpty()) {
            Topic topic = seat.gen().pick(topics);
            int partition = seat.gen().between(0, topic.partitions() - 1);
            if (seat.gen().flag()) publish(topic, partition);
            else read(topic, partition);
        }
        seat.soon(200 * Seat.MILLI, this::step);
    }

    private long patienceNanos() {
        return seat.gen().between(1, 10) * Seat.SECOND;
    }

    private void publish(Topic topic, int partition) {
        open = true;
        PartitionId home = new PartitionId(topic.id(), partition);
        int count = seat.gen().between(1, COUNT_MAX);
        Ledger ledger = seat.stage().ledger();
        // What was given up may be carried out after what is asked for next.
        long first = ledger.begin(ledger.chronicle().newProcess(), home, count);
        PublishRequest.Builder request = PublishRequest.newBuilder().setTopic(topic.name());
        for (int i = 0; i < count; i++) {
            int bytes = Content.BYTES_MIN + seat.gen().between(0, BYTES_MORE_MAX);
            request.addMessages(
                    OutgoingMessage.newBuilder()
                            .setPartition(partition)
                            .setValue(ByteString.copyFrom(Content.of(first + i, home, bytes))));
        }
        ways.to(ways.near(home))
                .call(
                        SkeinMethods.PUBLISH,
                        request.build(),
                        patienceNanos(),
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(PublishResponse answer) {
                                published(first, count, answer);
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                notPublished(first, count, ending);
                            }
                        });
    }

    private void published(long first, int count, PublishResponse answer) {
        open = false;
        if (answer.getResultsCount() != count) {
            throw new Violation("error-lie", "not every message has its result: " + answer);
        }
        Ledger ledger = seat.stage().ledger();
        for (int i = 0; i < count; i++) {
            PublishResult result = answer.getResults(i);
            switch (result.getResultCase()) {
                case OFFSET -> {
                    seat.tell("stored at %d".formatted(result.getOffset()));
                    ledger.stored(first + i, 1, result.getOffset());
                }
                case REFUSED -> {
                    String why = result.getRefused().getMessage();
                    if (Refusals.isDefinite(result.getRefused())) ledger.refused(first + i, 1, why);
                    else ledger.unknown(first + i, 1);
                }
                case RESULT_NOT_SET -> throw new Violation("error-lie", "a result says nothing");
            }
        }
        seat.stage().reached("published");
    }

    private void notPublished(long first, int count, Ending ending) {
        seat.tell("not published: " + ending);
        open = false;
        if (Refusals.isDefinite(ending)) {
            seat.stage().ledger().refused(first, count, ending.reason());
        } else {
            seat.stage().ledger().unknown(first, count);
            seat.stage().reached("publish of unknown outcome");
        }
    }

    private void read(Topic topic, int partition) {
        open = true;
        PartitionId home = new PartitionId(topic.id(), partition);
        Ledger ledger = seat.stage().ledger();
        long least = ledger.highWatermark(home);
        long from = seat.gen().between(0, least);
        ReadMessagesRequest request =
                ReadMessagesRequest.newBuilder()
                        .setTopic(topic.name())
                        .setPartition(partition)
                        .setOffset(from)
                        .setMessagesMax(READ_MAX)
                        .setBytesMax(1 << 20)
                        .setWaitMillis(seat.gen().between(0, 1_000))
                        .build();
        String address = ways.near(home);
        ways.to(address)
                .call(
                        SkeinMethods.READ_MESSAGES,
                        request,
                        patienceNanos(),
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(ReadMessagesResponse answer) {
                                open = false;
                                // Who has just begun to lead may not know yet how much is agreed.
                                boolean isEnd = answer.getMessagesCount() == 0;
                                if (isEnd && ways.isCurrent(address, home)) {
                                    ledger.toldHighWatermark(
                                            home, least, answer.getHighWatermark());
                                }
                                heard(home, from, answer);
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                open = false;
                            }
                        });
    }

    private void heard(PartitionId home, long from, ReadMessagesResponse answer) {
        long next = from;
        Reads.Builder reads = new Reads.Builder();
        for (IncomingMessage message : answer.getMessagesList()) {
            if (message.getOffset() != next) {
                throw new Violation(
                        "poll-skip",
                        "%s: %d came instead of %d".formatted(home, message.getOffset(), next));
            }
            Payload value = Payload.of(message.getValue().toByteArray());
            reads.add(next, value, 0);
            seat.stage().ledger().read(home, next++, value);
        }
        Chronicle chronicle = seat.stage().ledger().chronicle();
        chronicle.polled(chronicle.newProcess(), chronicle.nowNanos(), home, reads.build());
        if (answer.getNextOffset() != next) {
            throw new Violation(
                    "error-lie", "%s: next is not %d: %s".formatted(home, next, answer));
        }
        seat.stage().reached("messages read");
    }
}
