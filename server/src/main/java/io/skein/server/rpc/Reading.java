package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.protocol.v1.ReadMessagesRequest;
import io.skein.protocol.v1.ReadMessagesResponse;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.TopicImage;

/** MessageService.ReadMessages: finds the offset to begin at, reads once, and takes it apart. */
final class Reading {
    private static final int MESSAGES_USUAL = 100;
    private static final int MESSAGES_MAX = 10_000;
    private static final int BYTES_USUAL = 1 << 20;
    private static final int BYTES_MAX = 4 << 20;
    private static final int WAIT_MILLIS_MAX = 30_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long RETRY_MILLIS = 100;

    private final FrontDoor door;
    private final HeavyWork work;

    Reading(FrontDoor door, HeavyWork work) {
        this.door = door;
        this.work = work;
    }

    /** A request, checked. */
    private record Wish(PartitionId partition, int messagesMax, int bytesMax, long waitNanos) {}

    void read(ReadMessagesRequest request, Unary.Reply<ReadMessagesResponse> reply) throws Refused {
        TopicImage topic = Fields.topic(door.image(), request.getTopic());
        long waitMillis = Fields.atLeast("wait_millis", 0, request.getWaitMillis());
        Wish wish =
                new Wish(
                        new PartitionId(
                                topic.id(), Fields.partition(topic, request.getPartition())),
                        Fields.amount(
                                "messages_max",
                                request.getMessagesMax(),
                                MESSAGES_USUAL,
                                MESSAGES_MAX),
                        Fields.amount("bytes_max", request.getBytesMax(), BYTES_USUAL, BYTES_MAX),
                        Fields.atMost("wait_millis", WAIT_MILLIS_MAX, waitMillis)
                                * NANOS_PER_MILLI);
        switch (request.getStartCase()) {
            case OFFSET -> readFrom(Fields.atLeast("offset", 0, request.getOffset()), wish, reply);
            case EARLIEST -> readFromEdge(true, wish, reply);
            case LATEST -> readFromEdge(false, wish, reply);
            case START_NOT_SET -> throw Fields.invalid("start", "say offset, earliest or latest");
        }
    }

    private void readFromEdge(boolean start, Wish wish, Unary.Reply<ReadMessagesResponse> reply) {
        door.ask(
                wish.partition(),
                new PartitionRequest.Bounds(),
                answer -> {
                    switch (answer) {
                        case Answer.Done<Offsets>(Offsets bounds) ->
                                readFrom(
                                        start ? bounds.logStart() : bounds.highWatermark(),
                                        wish,
                                        reply);
                        case Answer.Refused<Offsets>(Refusal refusal) -> reply.refuse(refusal);
                    }
                });
    }

    private void readFrom(long offset, Wish wish, Unary.Reply<ReadMessagesResponse> reply) {
        door.ask(
                wish.partition(),
                new PartitionRequest.Read(offset, wish.bytesMax(), wish.waitNanos()),
                answer -> {
                    switch (answer) {
                        case Answer.Done<Batches>(Batches read) -> show(offset, wish, read, reply);
                        case Answer.Refused<Batches>(Refusal refusal) -> reply.refuse(refusal);
                    }
                });
    }

    private void show(
            long offset, Wish wish, Batches read, Unary.Reply<ReadMessagesResponse> reply) {
        boolean taken =
                work.submit(
                        () -> MessagePage.of(read, offset, wish.messagesMax(), wish.bytesMax()),
                        page -> {
                            switch (page) {
                                case MessagePage.Messages(var response) -> reply.done(response);
                                case MessagePage.Damaged(Refusal refusal) -> reply.refuse(refusal);
                            }
                        });
        if (!taken) {
            reply.refuse(Refusal.later(Why.OVERLOADED, "too many reads at a time", RETRY_MILLIS));
        }
    }
}
