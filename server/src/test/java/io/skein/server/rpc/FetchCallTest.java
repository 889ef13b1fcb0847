package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.WireBounds;
import io.skein.protocol.v1.FetchRemoval;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.RefusalReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FetchCallTest {
    private static final long MUCH = 1 << 30;

    private final SmallDoor door = new SmallDoor();
    private final Uuid topic = door.createTopic("lines", 3);
    private final PartitionId first = new PartitionId(topic, 0);
    private final PartitionId second = new PartitionId(topic, 1);
    private final ManualLane lane = new ManualLane();
    private final EndpointParts parts = Given.parts(door, lane);
    private final MemoryCaller<FetchRequest, Framed<FetchResponse>> client =
            new MemoryCaller<FetchRequest, Framed<FetchResponse>>()
                    .open(caller -> FetchCall.open(caller, parts, new Heartbeats(lane)));

    @Test
    void batchesComeAsTheyAreStoredAndThenTheEnd() {
        append(first, 100);
        append(first, 200);
        client.request(Given.position(first, 0, 7));
        client.request(Given.credit(MUCH));
        assertEquals(List.of("7: up to 2", "7: caught up"), said());
        ByteBuffer all = client.sent.get(0).joined();
        ByteBuffer expected = ByteBuffer.allocate(all.remaining());
        expected.put(door.batch(first, 0).duplicate()).put(door.batch(first, 1).duplicate());
        assertEquals(expected.flip(), all);
        assertEquals(2, client.sent.get(0).message().getHighWatermark());
        assertEquals(0, door.log(first).lent(), "what was sent needs its memory no more");
    }

    @Test
    void nothingIsReadWithoutCredit() {
        append(first, 100);
        client.request(Given.position(first, 0, 1));
        assertEquals(List.of(), said());
        assertEquals(0, door.bytesRead());
    }

    @Test
    void aSingleBatchMayOverdrawTheCreditAndIsPaidBackFirst() {
        append(first, 1_000);
        append(first, 1_000);
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(1));
        assertEquals(List.of("1: up to 1"), said());
        client.request(Given.credit(500));
        assertEquals(List.of("1: up to 1"), said());
        client.request(Given.credit(1_000));
        assertEquals(List.of("1: up to 1", "1: up to 2", "1: caught up"), said());
    }

    @Test
    void theEndIsToldOnceAndAgainAfterFallingBehind() {
        client.request(Given.credit(MUCH));
        client.request(Given.position(first, 0, 1));
        assertEquals(List.of("1: caught up"), said());
        append(first, 10);
        append(first, 10);
        assertEquals(List.of("1: caught up", "1: up to 1", "1: up to 2"), said());
        client.ready = false;
        for (int number = 0; number < 3; number++) append(first, 400_000);
        client.becomeReady();
        assertEquals(
                List.of("1: up to 3", "1: up to 5", "1: caught up"),
                said().subList(3, said().size()));
    }

    @Test
    void aWaitingPositionCostsNoCreditAndNoReads() {
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(100));
        assertEquals(1, door.waitingReads(first));
        append(first, 20);
        assertEquals(List.of("1: caught up", "1: up to 1"), said());
    }

    @Test
    void nobodyIsCaughtUpWithALeaderThatDoesNotKnowWhatIsAgreed() {
        append(first, 10);
        door.know(first, false);
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(10_000));
        assertEquals(List.of("1: up to 1"), said());
        door.know(first, true);
        assertEquals(List.of("1: up to 1", "1: caught up"), said());
    }

    @Test
    void whatAWaitBringsBeyondTheCreditIsReadAgainWhenThereIsCredit() {
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(10));
        append(first, 1_000);
        append(first, 1_000);
        assertEquals(List.of("1: caught up", "1: up to 1", "1: caught up"), said());
        client.request(Given.credit(5_000));
        assertEquals("1: up to 2", said().get(3));
    }

    @Test
    void positionsTakeTurns() {
        for (int number = 0; number < 4; number++) {
            append(first, 700_000);
            append(second, 700_000);
        }
        client.request(Given.position(first, 0, 1));
        client.request(Given.position(second, 0, 2));
        client.request(Given.credit(MUCH));
        assertEquals(
                List.of("1: up to 1", "2: up to 1", "1: up to 2", "2: up to 2"),
                said().subList(0, 4));
    }

    @Test
    void aClientThatDoesNotReadIsNotReadForWithoutEnd() {
        for (int number = 0; number < 30; number++) append(first, 900_000);
        client.ready = false;
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(MUCH));
        assertEquals(0, door.bytesRead());
        door.keepAnswers();
        client.becomeReady();
        client.ready = false;
        door.giveAllAnswers();
        assertTrue(door.bytesRead() <= FetchBudget.UNDER_WAY_BYTES_MAX, "" + door.bytesRead());
        assertEquals(List.of(), said());
    }

    @Test
    void aReplacedPositionIsNotHeardOfAgain() {
        append(first, 10);
        door.keepAnswers();
        client.request(Given.credit(MUCH));
        client.request(Given.position(first, 0, 1));
        client.request(Given.position(first, 1, 2));
        door.giveAllAnswers();
        assertEquals(List.of("2: caught up"), said());
    }

    @Test
    void aRemovedPositionIsNotHeardOfAgainAndGivesItsCreditBack() {
        append(first, 1_000);
        append(second, 1_000);
        client.request(Given.position(first, 0, 1));
        door.keepAnswers();
        client.request(Given.credit(1));
        client.request(
                FetchRequest.newBuilder()
                        .setRemoval(
                                FetchRemoval.newBuilder()
                                        .setTopicId(Wire.bytes(topic))
                                        .setPartition(0))
                        .build());
        client.request(Given.position(second, 0, 2));
        door.giveAllAnswers();
        assertEquals(List.of("2: up to 1", "2: caught up"), said());
    }

    @Test
    void anOffsetOutOfRangeIsToldWithTheRange() {
        append(first, 10);
        append(first, 10);
        door.trim(first, 1);
        client.request(Given.credit(MUCH));
        client.request(Given.position(first, 0, 1));
        FetchResponse told = client.sent.get(0).message();
        assertEquals(
                RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE, told.getRefused().getReason());
        assertEquals(1, told.getLogStartOffset());
        assertEquals(2, told.getHighWatermark());
        client.request(Given.position(first, 1, 2));
        assertEquals("2: up to 2", said().get(1));
    }

    @Test
    void badPositionsAreRefusedAndTheStreamGoesOn() {
        client.request(Given.credit(MUCH));
        client.request(Given.position(first, -1, 1));
        client.request(Given.position(new PartitionId(topic, 77), 0, 2));
        client.request(Given.position(first, 0, 3));
        client.request(Given.position(second, 0, 4));
        client.request(Given.position(new PartitionId(topic, 2), 0, 5));
        assertEquals(
                List.of(
                        "1: refused, offset: -1 is less than 0",
                        "2: refused, no such log",
                        "3: caught up",
                        "4: caught up",
                        "5: refused, position: more than 2"),
                said());
        assertEquals(Optional.empty(), client.ended);
    }

    @Test
    void nonsenseEndsTheStream() {
        client.request(Given.credit(0));
        assertEquals(Optional.of(Status.Code.INVALID_ARGUMENT), client.ended.map(Status::getCode));
    }

    @Test
    void whoDoesNotReadRefusalsIsNotListenedTo() {
        client.ready = false;
        for (int number = 0; number < 1_000; number++) {
            client.request(Given.position(first, -1, number));
        }
        assertTrue(client.waiting() > 800, "most must wait");
        client.becomeReady();
        while (client.waiting() > 0) client.deliver();
        assertEquals(1_000, client.sent.size());
    }

    @Test
    void silenceIsBrokenByAHeartbeatAfterTenSeconds() {
        client.request(Given.credit(MUCH));
        client.request(Given.position(first, 0, 1));
        lane.advance(WireBounds.HEARTBEAT_NANOS);
        assertEquals(List.of("1: caught up", "heartbeat"), said());
        lane.advance(WireBounds.HEARTBEAT_NANOS * 3);
        assertEquals(5, said().size());
        client.leave();
        lane.advance(WireBounds.HEARTBEAT_NANOS);
        assertEquals(0, lane.alarms());
    }

    @Test
    void afterTheLastRequestTheCreditIsUsedUpAndTheStreamEnds() {
        append(first, 1_000);
        append(first, 1_000);
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(1_500));
        client.endRequests();
        assertEquals(List.of("1: up to 1", "1: up to 2", "1: caught up"), said());
        assertEquals(Optional.of(Status.OK), client.ended);
    }

    @Test
    void aStoppingNodeEndsTheStream() {
        client.stopping();
        assertEquals(Optional.of(Status.Code.UNAVAILABLE), client.ended.map(Status::getCode));
    }

    @Test
    void memoryOfWhatIsNotSentIsGivenBackToo() {
        append(first, 100);
        door.keepAnswers();
        client.request(Given.position(first, 0, 1));
        client.request(Given.credit(MUCH));
        client.ready = false;
        door.giveAllAnswers();
        assertEquals(1, door.log(first).lent());
        client.leave();
        assertEquals(0, door.log(first).lent());
    }

    private void append(PartitionId partition, int valueBytes) {
        MemoryCaller<Framed<ProduceRequest>, ProduceResponse> producer = new MemoryCaller<>();
        producer.open(
                caller -> new ProduceCall(caller, door, ServerLimits.DEFAULT, parts.figures()));
        producer.request(
                Given.produce(partition.topic(), partition.number(), Given.batch(valueBytes)));
        assertTrue(producer.sent.get(0).hasAppended());
    }

    private List<String> said() {
        List<String> said = new ArrayList<>();
        for (Framed<FetchResponse> response : client.sent) said.add(said(response.message()));
        return said;
    }

    private static String said(FetchResponse response) {
        String prefix = response.getPositionId() + ": ";
        return switch (response.getEventCase()) {
            case FETCHED -> prefix + "up to " + response.getFetched().getNextOffset();
            case CAUGHT_UP -> prefix + "caught up";
            case REFUSED -> prefix + "refused, " + response.getRefused().getMessage();
            case HEARTBEAT -> "heartbeat";
            case EVENT_NOT_SET -> "nothing";
        };
    }
}
