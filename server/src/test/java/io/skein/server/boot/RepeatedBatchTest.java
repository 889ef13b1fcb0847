package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Producers who number their batches, and leaders that change. */
class RepeatedBatchTest {
    private final ReplicatedNodes three = new ReplicatedNodes();

    private static Append batch(int epoch, int sequence, String line) {
        return batch(epoch, sequence, line, Acks.ALL);
    }

    private static Append batch(int epoch, int sequence, String line, Acks acks) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of(line), List.of());
        return new Append(builder.finish(new ProducerStamp(7, (short) epoch, sequence)), acks);
    }

    private long append(int epoch, int sequence, String line) {
        return three.append(() -> batch(epoch, sequence, line));
    }

    private Why refused(int epoch, int sequence) {
        Answer<Appended> answer = three.ask(three.leader(), batch(epoch, sequence, "never"));
        return ReplicatedNodes.refused(answer).why();
    }

    @Test
    void whatIsSentAgainToTheNextLeaderIsThereOnce() {
        assertEquals(0, append(0, 0, "a"));
        assertEquals(1, append(0, 1, "b"));
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(1, append(0, 1, "b"), "the offset that it has had before");
        assertEquals(0, append(0, 0, "a"));
        assertEquals(2, append(0, 2, "c"));
        assertEquals(List.of("0:a", "1:b", "2:c"), three.texts(0));
    }

    @Test
    void theNextLeaderKnowsWhatComesNext() {
        append(0, 0, "a");
        append(3, 0, "b");
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(Why.OUT_OF_ORDER_SEQUENCE, refused(3, 2));
        assertEquals(Why.OLD_PRODUCER_EPOCH, refused(0, 1));
        assertEquals(List.of("0:a", "1:b"), three.texts(0));
        assertEquals(2, append(3, 1, "c"));
    }

    /** What a leader of its own had was cut back, with what it knew of producers by it. */
    @Test
    void whatWasCutBackIsTakenAnew() {
        append(0, 0, "a");
        int first = three.leader();
        SimNodes.One alone = three.cutOff(first);
        three.ask(alone, batch(0, 1, "lost", Acks.LEADER));
        three.awaitInSync(2);
        assertEquals(1, append(0, 1, "again"));
        three.heal(alone, first);
        three.awaitInSync(3);
        three.letLead(first);
        assertEquals(1, append(0, 1, "again"));
        assertEquals(2, append(0, 2, "b"));
        assertEquals(List.of("0:a", "1:again", "2:b"), three.texts(0));
    }
}
