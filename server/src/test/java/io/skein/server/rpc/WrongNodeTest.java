package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.FetchRemoval;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchResponse.EventCase;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams at a node that leads none of the partitions. */
final class WrongNodeTest {
    private static final long MUCH = 1 << 30;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Refusal NOT_LEADER = Refusal.later(Why.NOT_LEADER, "moved", 100);

    private final SmallDoor leader = new SmallDoor();
    private final WrongDoor door = new WrongDoor(leader);
    private final Uuid topic = leader.createTopic("lines", 1);
    private final PartitionId lines = new PartitionId(topic, 0);
    private final ManualLane lane = new ManualLane();
    private final EndpointParts parts = Given.parts(door, lane, Given.LIMITS);
    private final MemoryCaller<Framed<ProduceRequest>, ProduceResponse> producer =
            new MemoryCaller<Framed<ProduceRequest>, ProduceResponse>()
                    .open(caller -> new ProduceCall(caller, door, Given.LIMITS, parts.figures()));
    private final MemoryCaller<FetchRequest, Framed<FetchResponse>> reader =
            new MemoryCaller<FetchRequest, Framed<FetchResponse>>()
                    .open(caller -> FetchCall.open(caller, parts, new Heartbeats(lane)));

    private void produce(boolean leaderOnly) {
        Framed<ProduceRequest> request = Given.produce(topic, 0, Given.batch(10));
        ProduceRequest head = request.message().toBuilder().setLeaderOnly(leaderOnly).build();
        producer.request(Framed.of(head, request.joined()));
    }

    private void read(boolean leaderOnly) {
        FetchRequest.Builder request = Given.position(lines, 0, 1).toBuilder();
        request.getPositionBuilder().setLeaderOnly(leaderOnly);
        reader.request(request.build());
        reader.request(Given.credit(MUCH));
    }

    private List<EventCase> events() {
        return reader.sent.stream()
                .map(response -> response.message().getEventCase())
                .filter(event -> event != EventCase.HEARTBEAT)
                .toList();
    }

    @Test
    void theyAreServed() {
        produce(false);
        assertTrue(producer.sent.getFirst().hasAppended());
        read(false);
        assertEquals(List.of(EventCase.FETCHED, EventCase.CAUGHT_UP), events());
        produce(false);
        assertEquals(EventCase.FETCHED, events().getLast());
    }

    @Test
    void whoeverWantsOnlyTheLeaderIsRefused() {
        produce(true);
        RefusalReason why = producer.sent.getFirst().getRefused().getReason();
        assertEquals(RefusalReason.REFUSAL_REASON_NOT_LEADER, why);
        read(true);
        assertEquals(List.of(EventCase.REFUSED), events());
        assertEquals(0, door.asked());
    }

    @Test
    void aReaderOutlastsTheMomentWithoutALeader() {
        produce(false);
        door.cut(NOT_LEADER);
        read(false);
        lane.advance(9 * SECOND_NANOS);
        assertEquals(List.of(), events());
        assertTrue(door.asked() > 80 && door.asked() < 100, "asked " + door.asked());
        door.mend();
        lane.advance(SECOND_NANOS);
        assertEquals(List.of(EventCase.FETCHED, EventCase.CAUGHT_UP), events());
        door.cut(Refusal.later(Why.UNAVAILABLE, "lost", 100));
        read(false);
        lane.advance(9 * SECOND_NANOS);
        assertEquals(2, events().size(), "each time anew");
        lane.advance(2 * SECOND_NANOS);
        assertEquals(EventCase.REFUSED, events().getLast(), "but not for ever");
        int asked = door.asked();
        lane.advance(SECOND_NANOS);
        assertEquals(asked, door.asked());
    }

    @Test
    void whatAReaderLeavesIsNotTriedAgain() {
        door.cut(NOT_LEADER);
        read(false);
        reader.request(
                FetchRequest.newBuilder()
                        .setRemoval(FetchRemoval.newBuilder().setTopicId(Wire.bytes(topic)))
                        .build());
        int asked = door.asked();
        lane.advance(SECOND_NANOS);
        assertEquals(asked, door.asked());
    }

    @Test
    void whatIsRefusedForGoodIsToldAtOnce() {
        door.cut(Refusal.definite(Why.STORAGE_FAILED, "broken"));
        read(false);
        assertEquals(List.of(EventCase.REFUSED), events());
    }

    /** Those for one partition are appended in their order: none may go ahead of a refused one. */
    @Test
    void messagesOfOneRequestKeepTheirOrder() {
        leader.createTopic("narrow", 2);
        PublishRequest.Builder request = PublishRequest.newBuilder().setTopic("narrow");
        for (int number = 0; number < 6; number++) {
            request.addMessagesBuilder()
                    .setPartition(number % 2)
                    .setValue(ByteString.copyFrom(new byte[Given.NARROW / 2]));
        }
        Publishing publishing = new Publishing(parts);
        MemoryCaller<PublishRequest, PublishResponse> client = new MemoryCaller<>();
        client.open(
                Unary.endpoint(SkeinMethods.PUBLISH, parts.figures(), publishing::publish).handler()
                        ::open);
        client.request(request.build());
        client.endRequests();
        assertEquals(6, client.sent.getFirst().getResultsCount());
        assertEquals(6, door.runs().size());
        assertEquals(2, new HashSet<>(door.runs()).size());
        for (int at = 2; at < 6; at++) {
            assertSame(door.runs().get(at % 2), door.runs().get(at), "partitions in turn");
        }
    }
}
