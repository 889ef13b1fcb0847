package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.v1.DeleteRecordsRequest;
import io.skein.protocol.v1.DeleteRecordsResponse;
import io.skein.protocol.v1.DeletedRecords;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.RecordsBefore;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.Codec;
import io.skein.server.door.PartitionRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeletionEndpointTest {
    private final SmallDoor door = new SmallDoor();
    private final Uuid topic = door.createTopic("lines", 3);
    private final List<Endpoint<?, ?>> endpoints =
            Endpoints.all(Given.parts(door, new ManualLane()));

    @BeforeEach
    void appendTwo() {
        byte[][] values = {{1}, {2}};
        door.ask(
                new PartitionId(topic, 0),
                new PartitionRequest.Append(
                        Given.batch(Codec.NONE, values), PartitionRequest.Acks.ALL),
                _ -> {});
    }

    private long start() {
        return door.log(new PartitionId(topic, 0)).offsets().logStart();
    }

    @Test
    void recordsAreDeletedInAllPartitionsThatTakeIt() {
        door.keepAnswers();
        MemoryCaller<DeleteRecordsRequest, DeleteRecordsResponse> client =
                call(
                        before(2).setLatest(LatestOffset.getDefaultInstance()),
                        before(1).setOffset(7),
                        before(0).setOffset(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(), client.sent);
            door.giveAnswer(i == 1);
        }
        List<DeletedRecords> each = client.sent.get(0).getPartitionsList();
        assertEquals(List.of(0, 1, 2), each.stream().map(one -> one.getPartition()).toList());
        assertEquals(1, each.get(0).getLogStartOffset());
        assertEquals(
                RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE,
                each.get(1).getRefused().getReason());
        assertEquals(0, each.get(2).getLogStartOffset());
        assertEquals(1, start());
    }

    @Test
    void badOrdersNameTheFieldAndDeleteNothing() {
        assertRefused("partitions: name one or more");
        assertRefused("before: say offset or latest", before(0).setOffset(2), before(1));
        assertRefused(
                "partitions: 0 is named twice", before(0).setOffset(1), before(0).setOffset(1));
        assertRefused("offset: -1 is less than 0", before(0).setOffset(-1));
        assertRefused(
                "partition: topic 'lines' has partitions 0 to 2, not 3",
                before(0).setOffset(1),
                before(3).setOffset(0));
        assertEquals(0, start());
    }

    private void assertRefused(String message, RecordsBefore.Builder... orders) {
        MemoryCaller<DeleteRecordsRequest, DeleteRecordsResponse> client = call(orders);
        assertEquals(List.of(), client.sent);
        assertEquals(Optional.of(message), client.ended.map(Status::getDescription));
    }

    private static RecordsBefore.Builder before(int partition) {
        return RecordsBefore.newBuilder().setPartition(partition);
    }

    @SuppressWarnings("unchecked") // The name says which types the method has.
    private MemoryCaller<DeleteRecordsRequest, DeleteRecordsResponse> call(
            RecordsBefore.Builder... orders) {
        DeleteRecordsRequest.Builder request = DeleteRecordsRequest.newBuilder().setTopic("lines");
        for (RecordsBefore.Builder each : orders) request.addPartitions(each);
        MemoryCaller<DeleteRecordsRequest, DeleteRecordsResponse> client = new MemoryCaller<>();
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (!endpoint.method().getFullMethodName().endsWith("/DeleteRecords")) continue;
            client.open(
                    ((Endpoint<DeleteRecordsRequest, DeleteRecordsResponse>) endpoint).handler()
                            ::open);
            client.request(request.build());
            client.endRequests();
        }
        return client;
    }
}
