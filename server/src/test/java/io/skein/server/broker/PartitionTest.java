package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.Refusal;
import io.skein.storage.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a partition answers while its log opens, in a simulated world. */
class PartitionTest {
    private final PartitionRig rig = new PartitionRig();
    private final List<Answer<Offsets>> answers = new ArrayList<>();

    private Partition led() {
        return rig.open(PartitionRig.image(PartitionRig.NODE));
    }

    private static Append append(int epoch, int sequence, Acks acks) {
        return PartitionRig.append(epoch, sequence, acks);
    }

    private Answer<Appended> answer(Partition partition, Append append) {
        return rig.ask(partition, append);
    }

    private static Refusal refused(Answer<?> answer) {
        return PartitionRig.refused(answer);
    }

    private Refusal refusal(Partition partition, Append append) {
        return refused(answer(partition, append));
    }

    /** Else a producer would take for safe what one power cut can take away. */
    @Test
    void whoAsksAgainHearsOfTheFirstOffsetAndNotBeforeItIsSafe() {
        Partition partition = led();
        List<Answer<Appended>> heard = new ArrayList<>();
        Answer<Appended> accepted =
                rig.home.<Answer<Appended>>await(then -> {
                    for (Acks acks : new Acks[] {Acks.ALL, Acks.ALL, Acks.LEADER}) {
                        partition.ask(append(0, 0, acks), heard::add);
                    }
                    partition.ask(append(0, 3, Acks.ALL), heard::add);
                    partition.ask(append(0, 0, Acks.ALL), heard::add);
                    assertEquals(List.of(), heard, "nothing is safe yet");
                    partition.ask(append(0, 0, Acks.NONE), then);
                });
        Appended now = new Appended(0, false, OptionalLong.empty(), 0);
        assertEquals(Answer.done(now), accepted, "who wants no promise gets an answer at once");
        rig.until(() -> heard.size() == 5);
        Answer<Appended> first = Answer.done(new Appended(0, true, OptionalLong.empty(), 0));
        Answer<Appended> second = Answer.done(new Appended(3, true, OptionalLong.empty(), 0));
        assertEquals(List.of(Answer.done(now), first, first, first, second), heard);
        assertEquals(first, answer(partition, append(0, 0, Acks.ALL)), "long safe");
    }

    @Test
    void whatIsNotAProducersNextBatchIsRefusedInWords() {
        Partition partition = led();
        Refusal unknown = refusal(partition, append(0, 9, Acks.ALL));
        assertEquals(Refusal.Why.UNKNOWN_PRODUCER, unknown.why());
        assertEquals(Refusal.Certainty.UNKNOWN, unknown.certainty());
        for (int i = 0; i < 7; i++) answer(partition, append(2, 3 * i, Acks.ALL));
        Refusal gap = refusal(partition, append(2, 24, Acks.ALL));
        assertEquals(Refusal.Why.OUT_OF_ORDER_SEQUENCE, gap.why());
        assertEquals(Refusal.Certainty.DEFINITE, gap.certainty());
        assertEquals(
                "producer 8 sent sequence 24 where 21 comes next; send the missing batches first,"
                        + " or begin anew with a new epoch",
                gap.message());
        Refusal late = refusal(partition, append(2, 0, Acks.ALL));
        assertEquals(Refusal.Why.OUT_OF_ORDER_SEQUENCE, late.why());
        assertEquals(Refusal.Certainty.UNKNOWN, late.certainty(), "it was stored long ago");
        Refusal old = refusal(partition, append(1, 21, Acks.ALL));
        assertEquals(Refusal.Why.OLD_PRODUCER_EPOCH, old.why());
        assertEquals(0, old.retryAfterMillis());
    }

    private Answer<RecordsDeleted> delete(Partition partition, OptionalLong before) {
        return rig.ask(partition, new DeleteRecords(before));
    }

    @Test
    void recordsAreDeletedUpToTheHighWatermarkAndNotBeyond() {
        Partition partition = led();
        answer(partition, append(0, 0, Acks.ALL));
        assertEquals(Answer.done(new RecordsDeleted(2)), delete(partition, OptionalLong.of(2)));
        Refusal beyond = refused(delete(partition, OptionalLong.of(4)));
        assertEquals(Refusal.Why.OFFSET_OUT_OF_RANGE, beyond.why());
        assertEquals(
                "records can be deleted before offset 3 at most, the high watermark, not before 4",
                beyond.message());
        Answer<Batches> gone = rig.ask(partition, new PartitionRequest.Read(1, 100, 0));
        assertEquals("offset 1 is out of range; the partition has 2 to 3", refused(gone).message());
        assertEquals(Answer.done(new RecordsDeleted(3)), delete(partition, OptionalLong.empty()));
        ask(partition, answers::add);
        assertEquals(List.of(Answer.done(new Offsets(3, 3))), answers);
    }

    /** As in Kafka: who reads a compacted topic from its start is to find every key there. */
    @Test
    void nothingIsDeletedByOffsetWhereRecordsGoByKeyAlone() {
        rig.compacted();
        Partition partition = led();
        answer(partition, append(0, 0, Acks.ALL));
        for (OptionalLong before : List.of(OptionalLong.of(2), OptionalLong.empty())) {
            Refusal refused = refused(delete(partition, before));
            assertEquals(Refusal.Why.POLICY_VIOLATION, refused.why());
            assertEquals(Refusal.Certainty.DEFINITE, refused.certainty());
            assertEquals(
                    "cleanup.policy of the topic is compact alone, and lets no records be deleted"
                            + " by offset; with compact,delete it would",
                    refused.message());
        }
        ask(partition, answers::add);
        assertEquals(List.of(Answer.done(new Offsets(0, 3))), answers);
    }

    private static void ask(Partition partition, Consumer<Answer<Offsets>> then) {
        partition.ask(new PartitionRequest.Bounds(), then);
    }

    @Test
    void aBoundedNumberOfRequestsWaitsForTheLog() {
        Log log = rig.home.open();
        Partition partition = rig.opening(PartitionRig.image(PartitionRig.NODE));
        for (int i = 0; i < Partition.OPENING_REQUESTS_MAX; i++) ask(partition, answers::add);
        assertEquals(List.of(), answers, "they wait");
        List<Answer<Offsets>> oneTooMany = new ArrayList<>();
        ask(partition, oneTooMany::add);
        assertEquals(1, oneTooMany.size(), "one too many is answered at once");
        Refusal refusal = refused(oneTooMany.getFirst());
        assertEquals(Refusal.Why.OVERLOADED, refusal.why());
        assertTrue(refusal.retryAfterMillis() > 0, refusal.toString());
        assertEquals(List.of(), answers, "the others still wait");
        rig.home.run(() -> partition.opened(log));
        assertEquals(Partition.OPENING_REQUESTS_MAX, answers.size());
        for (Answer<Offsets> answer : answers) assertInstanceOf(Answer.Done.class, answer);
        assertEquals(1, oneTooMany.size(), "and never again");
    }
}
