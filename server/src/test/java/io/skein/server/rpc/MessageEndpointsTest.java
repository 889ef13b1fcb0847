package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.IncomingMessage;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.MessageHeader;
import io.skein.protocol.v1.OutgoingMessage;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResponse;
import io.skein.protocol.v1.PublishResult;
import io.skein.protocol.v1.ReadMessagesRequest;
import io.skein.protocol.v1.ReadMessagesResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.Batch;
import io.skein.records.Codec;
import io.skein.records.Murmur2;
import io.skein.server.door.PartitionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MessageEndpointsTest {
    private final SmallDoor door = new SmallDoor();
    private final Uuid topic = door.createTopic("lines", 3);
    private final List<Endpoint<?, ?>> endpoints =
            Endpoints.all(Given.parts(door, new ManualLane()));

    @Test
    void whatIsPublishedCanBeReadWithEverythingInIt() {
        OutgoingMessage full =
                OutgoingMessage.newBuilder()
                        .setKey(bytes("k"))
                        .setValue(bytes("v"))
                        .setTimestampMillis(42)
                        .setPartition(2)
                        .addHeaders(MessageHeader.newBuilder().setName("h").setValue(bytes("x")))
                        .addHeaders(MessageHeader.newBuilder().setName("h"))
                        .build();
        OutgoingMessage tombstone = OutgoingMessage.newBuilder().setPartition(2).build();
        PublishResponse published = publish(full, tombstone);
        assertEquals(0, published.getResults(0).getOffset());
        assertEquals(1, published.getResults(1).getOffset());
        ReadMessagesResponse read = read(earliest(2));
        IncomingMessage first = read.getMessages(0);
        assertEquals(bytes("k"), first.getKey());
        assertEquals(bytes("v"), first.getValue());
        assertEquals(42, first.getTimestampMillis());
        assertEquals(full.getHeadersList(), first.getHeadersList());
        assertFalse(read.getMessages(1).hasValue());
        assertFalse(read.getMessages(1).hasKey());
        assertEquals(1_000, read.getMessages(1).getTimestampMillis());
        assertEquals(2, read.getNextOffset());
        assertEquals(2, read.getHighWatermark());
    }

    @Test
    void keysGoWhereKafkaPutsThemAndTheRestIsSpread() {
        for (String key : List.of("a", "b", "c", "d", "")) {
            int expected =
                    Murmur2.partition(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), 3);
            PublishResult result =
                    publish(OutgoingMessage.newBuilder().setKey(bytes(key)).build()).getResults(0);
            assertEquals(expected, result.getPartition());
        }
        List<Integer> spread = new ArrayList<>();
        for (int request = 0; request < 3; request++) {
            PublishResponse published = publish(value("x"), value("y"));
            spread.add(published.getResults(0).getPartition());
            assertEquals(
                    published.getResults(0).getPartition(), published.getResults(1).getPartition());
        }
        assertEquals(3, spread.stream().distinct().count());
    }

    @Test
    void oneBadMessageIsRefusedAlone() {
        OutgoingMessage nowhere = value("x").toBuilder().setPartition(3).build();
        OutgoingMessage early = value("x").toBuilder().setTimestampMillis(-1).build();
        OutgoingMessage large =
                OutgoingMessage.newBuilder()
                        .setValue(ByteString.copyFrom(new byte[2 << 20]))
                        .build();
        PublishResponse published = publish(nowhere, early, large, value("good"));
        assertEquals(
                RefusalReason.REFUSAL_REASON_UNKNOWN_PARTITION,
                published.getResults(0).getRefused().getReason());
        assertEquals(
                "timestamp_millis: -1 is less than 0",
                published.getResults(1).getRefused().getMessage());
        assertEquals(
                RefusalReason.REFUSAL_REASON_TOO_LARGE,
                published.getResults(2).getRefused().getReason());
        assertTrue(published.getResults(3).hasOffset());
    }

    @Test
    void moreThanABatchHoldsBecomesSeveralInOrder() {
        ByteString large = ByteString.copyFrom(new byte[400_000]);
        List<OutgoingMessage> messages = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            messages.add(OutgoingMessage.newBuilder().setPartition(0).setValue(large).build());
        }
        PublishResponse published = publish(messages.toArray(OutgoingMessage[]::new));
        for (int number = 0; number < 7; number++) {
            assertEquals(number, published.getResults(number).getOffset());
        }
    }

    @Test
    void batchesAreNoLargerThanTheirTopicTakes() {
        PartitionId narrow = new PartitionId(door.createTopic("narrow", 1), 0);
        OutgoingMessage message = value("x".repeat(80));
        PublishRequest request =
                PublishRequest.newBuilder()
                        .setTopic("narrow")
                        .addAllMessages(List.of(message, message, value("x".repeat(200))))
                        .build();
        MemoryCaller<PublishRequest, PublishResponse> caller = call("Publish", request);
        List<PublishResult> results = caller.sent.get(0).getResultsList();
        assertEquals(1, results.get(1).getOffset());
        assertEquals(
                RefusalReason.REFUSAL_REASON_TOO_LARGE, results.get(2).getRefused().getReason());
        assertEquals(1, Batch.baseOffset(door.log(narrow).batch(1), 0), "one batch for each");
    }

    @Test
    void readingIsBoundedAndGoesOnWhereItEnded() {
        append(Codec.ZSTD, "a", "b", "c");
        append(Codec.NONE, "d");
        ReadMessagesResponse first = read(from(1).setMessagesMax(2));
        assertEquals(List.of("b", "c"), values(first));
        assertEquals(3, first.getNextOffset());
        ReadMessagesResponse second = read(from(first.getNextOffset()).setBytesMax(1));
        assertEquals(List.of("d"), values(second));
        assertEquals(4, second.getNextOffset());
        ReadMessagesResponse third = read(from(2));
        assertEquals(List.of("c", "d"), values(third));
    }

    @Test
    void batchesOfEveryCodecAreTakenAndRead() {
        List<String> expected = new ArrayList<>();
        for (Codec codec : Codec.values()) {
            String value = codec + " ".repeat(100);
            append(codec, value, value);
            expected.addAll(List.of(value, value));
        }
        assertEquals(expected, values(read(from(0))));
    }

    @Test
    void readingAtTheEndAnswersWithNothingOrWaits() {
        append(Codec.NONE, "a");
        ReadMessagesResponse nothing = read(latest());
        assertEquals(0, nothing.getMessagesCount());
        assertEquals(1, nothing.getNextOffset());
        MemoryCaller<ReadMessagesRequest, ReadMessagesResponse> waiting =
                call("ReadMessages", latest().setWaitMillis(1_000).build());
        assertEquals(List.of(), waiting.sent);
        append(Codec.NONE, "b");
        assertEquals(List.of("b"), values(waiting.sent.get(0)));
    }

    @Test
    void badRequestsNameTheField() {
        assertRefused(from(-1), "offset: -1 is less than 0");
        assertRefused(from(0).setMessagesMax(-1), "messages_max: -1 is less than 0");
        assertRefused(from(0).setWaitMillis(30_001), "wait_millis: 30001 is more than 30000");
        assertRefused(
                ReadMessagesRequest.newBuilder().setTopic("lines"),
                "start: say offset, earliest or latest");
        assertRefused(from(0).setTopic("no"), "there is no topic 'no'");
        assertRefused(from(77), "not there");
    }

    @Test
    void offsetsOfAllPartitionsAreListed() {
        append(Codec.NONE, "a", "b");
        ListOffsetsRequest request =
                ListOffsetsRequest.newBuilder()
                        .setTopic("lines")
                        .setLatest(LatestOffset.getDefaultInstance())
                        .build();
        MemoryCaller<ListOffsetsRequest, ListOffsetsResponse> listed = call("ListOffsets", request);
        assertEquals(3, listed.sent.get(0).getOffsetsCount());
        assertEquals(2, listed.sent.get(0).getOffsets(0).getOffset());
        assertEquals(0, listed.sent.get(0).getOffsets(2).getOffset());
        MemoryCaller<ListOffsetsRequest, ListOffsetsResponse> unsaid =
                call("ListOffsets", request.toBuilder().clearQuery().build());
        assertEquals(Optional.of(Status.Code.INVALID_ARGUMENT), unsaid.ended.map(Status::getCode));
    }

    private void assertRefused(ReadMessagesRequest.Builder request, String message) {
        MemoryCaller<ReadMessagesRequest, ReadMessagesResponse> client =
                call("ReadMessages", request.build());
        assertEquals(List.of(), client.sent);
        assertEquals(Optional.of(message), client.ended.map(Status::getDescription));
    }

    private PublishResponse publish(OutgoingMessage... messages) {
        MemoryCaller<PublishRequest, PublishResponse> client =
                call(
                        "Publish",
                        PublishRequest.newBuilder()
                                .setTopic("lines")
                                .addAllMessages(List.of(messages))
                                .build());
        return client.sent.get(0);
    }

    private ReadMessagesResponse read(ReadMessagesRequest.Builder request) {
        MemoryCaller<ReadMessagesRequest, ReadMessagesResponse> client =
                call("ReadMessages", request.build());
        assertEquals(Optional.of(Status.OK), client.ended);
        return client.sent.get(0);
    }

    @SuppressWarnings("unchecked") // The name says which types the method has.
    private <Q, R> MemoryCaller<Q, R> call(String method, Q request) {
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (!endpoint.method().getFullMethodName().endsWith("/" + method)) continue;
            MemoryCaller<Q, R> client = new MemoryCaller<>();
            client.open(((Endpoint<Q, R>) endpoint).handler()::open);
            client.request(request);
            client.endRequests();
            return client;
        }
        throw new AssertionError("no method " + method);
    }

    private void append(Codec codec, String... values) {
        byte[][] raw = new byte[values.length][];
        for (int at = 0; at < raw.length; at++) raw[at] = bytes(values[at]).toByteArray();
        door.ask(
                new PartitionId(topic, 0),
                new PartitionRequest.Append(Given.batch(codec, raw), PartitionRequest.Acks.ALL),
                _ -> {});
    }

    private static ReadMessagesRequest.Builder from(long offset) {
        return ReadMessagesRequest.newBuilder().setTopic("lines").setOffset(offset);
    }

    private static ReadMessagesRequest.Builder earliest(int partition) {
        return ReadMessagesRequest.newBuilder()
                .setTopic("lines")
                .setPartition(partition)
                .setEarliest(EarliestOffset.getDefaultInstance());
    }

    private static ReadMessagesRequest.Builder latest() {
        return ReadMessagesRequest.newBuilder()
                .setTopic("lines")
                .setLatest(LatestOffset.getDefaultInstance());
    }

    private static OutgoingMessage value(String text) {
        return OutgoingMessage.newBuilder().setValue(bytes(text)).build();
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static List<String> values(ReadMessagesResponse response) {
        return response.getMessagesList().stream()
                .map(message -> message.getValue().toStringUtf8())
                .toList();
    }
}
