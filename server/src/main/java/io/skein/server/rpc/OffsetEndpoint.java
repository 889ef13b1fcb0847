package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.TopicImage;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** TopicService.ListOffsets: asks every partition named, and answers when all have. */
final class OffsetEndpoint {
    private final FrontDoor door;

    OffsetEndpoint(FrontDoor door) {
        this.door = door;
    }

    void list(ListOffsetsRequest request, Unary.Reply<ListOffsetsResponse> reply) throws Refused {
        TopicImage topic = Fields.topic(door.image(), request.getTopic());
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int number : request.getPartitionsList()) numbers.add(Fields.partition(topic, number));
        if (numbers.isEmpty()) {
            for (int number = 0; number < topic.partitions().size(); number++) numbers.add(number);
        }
        PartitionRequest.OffsetForTime time = new PartitionRequest.OffsetForTime(0);
        switch (request.getQueryCase()) {
            case EARLIEST, LATEST -> {}
            case TIMESTAMP_MILLIS ->
                    time =
                            new PartitionRequest.OffsetForTime(
                                    Fields.atLeast(
                                            "timestamp_millis", 0, request.getTimestampMillis()));
            case QUERY_NOT_SET ->
                    throw Fields.invalid("query", "say earliest, latest or timestamp_millis");
        }
        Gathering gathering = new Gathering(reply, numbers.size());
        for (int number : numbers) {
            PartitionId partition = new PartitionId(topic.id(), number);
            ask(partition, request.getQueryCase(), time, found -> gathering.add(number, found));
        }
        gathering.finishIfEmpty();
    }

    private void ask(
            PartitionId partition,
            ListOffsetsRequest.QueryCase query,
            PartitionRequest.OffsetForTime time,
            Consumer<Found> then) {
        if (query == ListOffsetsRequest.QueryCase.TIMESTAMP_MILLIS) {
            door.ask(partition, time, answer -> then.accept(forTime(answer)));
            return;
        }
        boolean earliest = query == ListOffsetsRequest.QueryCase.EARLIEST;
        door.ask(
                partition,
                new PartitionRequest.Bounds(),
                answer -> then.accept(bound(answer, earliest)));
    }

    private static Found forTime(Answer<PartitionReply.FoundTime> answer) {
        return switch (answer) {
            case Answer.Done<PartitionReply.FoundTime>(var found) ->
                    new Found.At(found.offset(), found.timestampMillis());
            case Answer.Refused<PartitionReply.FoundTime>(Refusal refusal) ->
                    new Found.Not(refusal);
        };
    }

    private static Found bound(Answer<PartitionReply.Offsets> answer, boolean earliest) {
        return switch (answer) {
            case Answer.Done<PartitionReply.Offsets>(var offsets) ->
                    new Found.At(
                            earliest ? offsets.logStart() : offsets.highWatermark(),
                            OptionalLong.empty());
            case Answer.Refused<PartitionReply.Offsets>(Refusal refusal) -> new Found.Not(refusal);
        };
    }

    /** What one partition answered. */
    private sealed interface Found {
        record At(long offset, OptionalLong timestampMillis) implements Found {}

        record Not(Refusal refusal) implements Found {}
    }

    /** Answers of all partitions; owned by the call's turns. */
    private static final class Gathering {
        private final Unary.Reply<ListOffsetsResponse> reply;
        private final int expected;
        private final TreeMap<Integer, PartitionOffset> offsets = new TreeMap<>();

        Gathering(Unary.Reply<ListOffsetsResponse> reply, int expected) {
            this.reply = reply;
            this.expected = expected;
        }

        /** From any thread. */
        void add(int partition, Found found) {
            PartitionOffset.Builder entry = PartitionOffset.newBuilder().setPartition(partition);
            switch (found) {
                case Found.At(long offset, OptionalLong timestampMillis) -> {
                    entry.setOffset(offset);
                    timestampMillis.ifPresent(entry::setTimestampMillis);
                }
                case Found.Not(Refusal refusal) -> entry.setRefused(reply.told(refusal));
            }
            reply.turn(() -> {
                offsets.put(partition, entry.build());
                finishIf(offsets.size() == expected);
            });
        }

        void finishIfEmpty() {
            finishIf(expected == 0);
        }

        private void finishIf(boolean everything) {
            if (!everything) return;
            reply.done(ListOffsetsResponse.newBuilder().addAllOffsets(offsets.values()).build());
        }
    }
}
