package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Framed;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.Durability;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.RefusalReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProduceCallTest {
    private final SmallDoor door = new SmallDoor();
    private final Uuid topic = door.createTopic("lines", 2);
    private final CallFigures figures = new CallFigures();
    private final MemoryCaller<Framed<ProduceRequest>, ProduceResponse> client =
            new MemoryCaller<Framed<ProduceRequest>, ProduceResponse>()
                    .open(caller -> new ProduceCall(caller, door, Given.LIMITS, figures));

    @Test
    void anAppendIsAnsweredWithItsOffsetAndDurability() {
        client.request(Given.produce(topic, 0, Given.batch(10)));
        client.request(Given.produce(topic, 0, Given.batch(10)));
        assertEquals(2, client.sent.size());
        assertEquals(1, client.sent.get(1).getAppended().getBaseOffset());
        assertEquals(
                Durability.DURABILITY_IN_SYNC_DISKS,
                client.sent.get(1).getAppended().getDurability());
    }

    @Test
    void answersLeaveInTheOrderOfTheRequests() {
        door.keepAnswers();
        client.request(Given.produce(topic, 0, Given.batch(10)));
        client.request(Given.produce(topic, 1, ByteBuffer.wrap(new byte[70])));
        client.request(Given.produce(topic, 0, Given.batch(10)));
        door.giveAnswer(true);
        door.giveAnswer(true);
        assertEquals(List.of(), client.sent);
        door.giveAnswer(false);
        assertEquals(3, client.sent.size());
        assertEquals(0, client.sent.get(0).getAppended().getBaseOffset());
        assertTrue(client.sent.get(1).hasRefused());
        assertEquals(1, client.sent.get(2).getAppended().getBaseOffset());
    }

    @Test
    void badRequestsAreRefusedInPlaceAndTheStreamGoesOn() {
        ProduceRequest good = Given.produce(topic, 0, Given.batch(1)).message();
        ByteBuffer batch = Given.batch(1);
        client.request(
                Framed.of(
                        good.toBuilder().setTopicId(good.getTopicId().substring(1)).build(),
                        batch));
        client.request(Framed.of(good.toBuilder().setPartition(-1).build(), batch));
        client.request(Framed.of(good.toBuilder().setAcksValue(9).build(), batch));
        client.request(Framed.of(good));
        client.request(Framed.of(good, batch));
        List<String> messages =
                client.sent.stream().map(reply -> reply.getRefused().getMessage()).toList();
        assertEquals("topic_id: 15 bytes instead of 16", messages.get(0));
        assertEquals("partition: -1 is less than 0", messages.get(1));
        assertEquals("acks: 9 is unknown here", messages.get(2));
        assertEquals("batch: there is none", messages.get(3));
        assertTrue(client.sent.get(4).hasAppended());
        assertEquals(Optional.empty(), client.ended);
        assertEquals(
                RefusalReason.REFUSAL_REASON_INVALID_BATCH,
                client.sent.get(3).getRefused().getReason());
        assertEquals(3, figures.refusals(io.skein.server.door.Refusal.Why.INVALID_REQUEST));
    }

    @Test
    void acksSayWhatHasBeenReached() {
        ProduceRequest head = Given.produce(topic, 0, Given.batch(1)).message();
        for (Acks acks : List.of(Acks.ACKS_NONE, Acks.ACKS_LEADER, Acks.ACKS_UNSPECIFIED)) {
            client.request(Framed.of(head.toBuilder().setAcks(acks).build(), Given.batch(1)));
        }
        assertEquals(
                List.of(
                        Durability.DURABILITY_ACCEPTED,
                        Durability.DURABILITY_LEADER_DISK,
                        Durability.DURABILITY_IN_SYNC_DISKS),
                client.sent.stream().map(reply -> reply.getAppended().getDurability()).toList());
    }

    @Test
    void noMoreIsLetInThanMayBeUnansweredByCount() {
        door.keepAnswers();
        for (int number = 0; number < 5; number++) {
            client.request(Given.produce(topic, 0, Given.batch(1)));
        }
        assertEquals(2, client.waiting());
        door.giveAnswer(false);
        client.deliver();
        assertEquals(1, client.waiting());
    }

    @Test
    void noMoreIsLetInThanMayBeUnansweredByBytes() {
        door.keepAnswers();
        client.request(Given.produce(topic, 0, Given.batch(2_000)));
        client.request(Given.produce(topic, 0, Given.batch(1)));
        assertEquals(1, client.waiting());
        door.giveAllAnswers();
        client.deliver();
        assertEquals(0, client.waiting());
        assertEquals(2, client.sent.size());
    }

    @Test
    void whoReadsNoAnswersIsNotListenedTo() {
        client.ready = false;
        for (int number = 0; number < 10; number++) {
            client.request(Given.produce(topic, 0, Given.batch(1)));
        }
        assertEquals(7, client.waiting());
        assertEquals(List.of(), client.sent);
        client.becomeReady();
        while (client.waiting() > 0) client.deliver();
        assertEquals(10, client.sent.size());
    }

    @Test
    void theStreamEndsWellWhenEverythingIsAnswered() {
        door.keepAnswers();
        client.request(Given.produce(topic, 0, Given.batch(1)));
        client.endRequests();
        assertEquals(Optional.empty(), client.ended);
        door.giveAllAnswers();
        assertEquals(1, client.sent.size());
        assertEquals(Optional.of(Status.OK), client.ended);
    }

    @Test
    void aStoppingNodeAnswersWhatIsUnderWayAndTakesNoMore() {
        door.keepAnswers();
        client.request(Given.produce(topic, 0, Given.batch(1)));
        client.stopping();
        client.request(Given.produce(topic, 0, Given.batch(1)));
        door.giveAllAnswers();
        assertEquals(1, client.sent.size());
        assertEquals(
                Status.Code.UNAVAILABLE, client.ended.map(Status::getCode).orElse(Status.Code.OK));
        assertEquals(0, door.waitingReads(new PartitionId(topic, 0)));
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        door.keepAnswers();
        client.request(Given.produce(topic, 0, Given.batch(1)));
        client.leave();
        door.giveAllAnswers();
        assertEquals(List.of(), client.sent);
    }
}
