package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.protocol.v1.DeleteRecordsRequest;
import io.skein.protocol.v1.DeleteRecordsResponse;
import io.skein.protocol.v1.DeletedRecords;
import io.skein.protocol.v1.RecordsBefore;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.TopicImage;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** TopicService.DeleteRecords: orders every partition named, and answers when all have. */
final class DeletionEndpoint {
    private final FrontDoor door;

    DeletionEndpoint(FrontDoor door) {
        this.door = door;
    }

    void delete(DeleteRecordsRequest request, Unary.Reply<DeleteRecordsResponse> reply)
            throws Refused {
        TopicImage topic = Fields.topic(door.image(), request.getTopic());
        SortedMap<Integer, DeleteRecords> orders = orders(topic, request);
        TreeMap<Integer, DeletedRecords> found = new TreeMap<>();
        orders.forEach((number, order) ->
                door.ask(
                        new PartitionId(topic.id(), number),
                        order,
                        answer -> {
                            DeletedRecords entry = entry(number, answer, reply);
                            reply.turn(() -> {
                                found.put(number, entry);
                                if (found.size() == orders.size()) reply.done(all(found));
                            });
                        }));
    }

    /** Everything is checked before anything is deleted. */
    private static SortedMap<Integer, DeleteRecords> orders(
            TopicImage topic, DeleteRecordsRequest request) throws Refused {
        TreeMap<Integer, DeleteRecords> orders = new TreeMap<>();
        for (RecordsBefore each : request.getPartitionsList()) {
            int number = Fields.partition(topic, each.getPartition());
            boolean isSecond = orders.containsKey(number);
            if (isSecond) throw Fields.invalid("partitions", number + " is named twice");
            orders.put(number, new DeleteRecords(before(each)));
        }
        if (orders.isEmpty()) throw Fields.invalid("partitions", "name one or more");
        return orders;
    }

    private static OptionalLong before(RecordsBefore each) throws Refused {
        return switch (each.getBeforeCase()) {
            case OFFSET -> OptionalLong.of(Fields.atLeast("offset", 0, each.getOffset()));
            case LATEST -> OptionalLong.empty();
            case BEFORE_NOT_SET -> throw Fields.invalid("before", "say offset or latest");
        };
    }

    private static DeletedRecords entry(
            int number, Answer<RecordsDeleted> answer, Unary.Reply<DeleteRecordsResponse> reply) {
        DeletedRecords.Builder entry = DeletedRecords.newBuilder().setPartition(number);
        switch (answer) {
            case Answer.Done<RecordsDeleted>(RecordsDeleted(long logStart)) ->
                    entry.setLogStartOffset(logStart);
            case Answer.Refused<RecordsDeleted>(Refusal refusal) ->
                    entry.setRefused(reply.told(refusal));
        }
        return entry.build();
    }

    private static DeleteRecordsResponse all(SortedMap<Integer, DeletedRecords> found) {
        return DeleteRecordsResponse.newBuilder().addAllPartitions(found.values()).build();
    }
}
