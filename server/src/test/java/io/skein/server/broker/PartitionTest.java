package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.broker.replica.Leaders;
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
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.settings.TopicConfig;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.Retention;
import io.skein.storage.StorageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a partition answers while its log opens, in a simulated world. */
class PartitionTest {
    private static final int NODE = 1;
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final Uuid DIRECTORY = new Uuid(1, 1);
    private static final long MINUTE = 60_000_000_000L;
    private static final LogSettings SETTINGS = LogSettings.ofSegments(1 << 20, SegmentAge.NEVER);

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final Lane lane = host.lane("partition", 1_000);
    private final List<Answer<Offsets>> answers = new ArrayList<>();

    private <T> T await(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        lane.answer(() -> question.accept(answer::complete));
        assertTrue(world.runUntil(answer::isDone, MINUTE), world::report);
        return answer.join();
    }

    private Log openLog() {
        DirectoryWorld around =
                new DirectoryWorld(
                        host.disk("data"),
                        host.clock(),
                        host.entropy("directory"),
                        host.lane("commit", 100),
                        host.lane("read", 100),
                        StorageSettings.DEFAULT.withReserve(0),
                        cause -> {});
        DirectoryClaim claim = new DirectoryClaim(NODE, Optional.empty());
        DirectoryOpening opened =
                this.<DirectoryOpening>await(then -> DataDirectory.open(around, claim, lane, then));
        DataDirectory directory =
                assertInstanceOf(DirectoryOpening.Opened.class, opened).directory();
        LogOrder order = new LogOrder(new LogName("lines", 0), TOPIC, true, SETTINGS);
        LogOpening log =
                this.<LogOpening>await(
                        then -> directory.shelf(lane).open(order, (done, total) -> {}, then));
        return assertInstanceOf(LogOpening.Opened.class, log).log();
    }

    private Partition opening() {
        return opening(true);
    }

    private Partition opening(boolean isDeletable) {
        PartitionImage image = PartitionImage.created(List.of(new Replica(NODE, DIRECTORY, false)));
        TopicConfig config =
                new TopicConfig(
                        1 << 20,
                        false,
                        SETTINGS,
                        isDeletable,
                        new Retention(-1, -1, 0),
                        Optional.empty(),
                        1);
        Leaders leaders = new Leaders(lane, new ReplicaMessage.Follower(NODE, new Uuid(1, 9)));
        PartitionId id = new PartitionId(TOPIC, 0);
        return new Partition(
                new PartitionLane.Told(
                        id, new LogName("lines", 0), image, config, Optional.empty()),
                new Surroundings(
                        lane,
                        host.clock(),
                        NODE,
                        new PartitionFigures(),
                        new Silent(),
                        new Surroundings.Copying(leaders, MINUTE)));
    }

    /** Nobody listens. */
    private static final class Silent implements Broker.Reports {
        @Override
        public void onOpen(List<PartitionId> opened) {}

        @Override
        public void onClaim(InSyncClaim claim) {}

        @Override
        public void onRecovering(LogName name, long bytesDone, long bytesTotal) {}

        @Override
        public void onTrouble(LogName name, Refusal why) {}
    }

    private Partition led() {
        return led(opening());
    }

    private Partition led(Partition partition) {
        Log log = openLog();
        lane.answer(() -> partition.opened(log));
        return partition;
    }

    private static Append append(int epoch, int sequence, Acks acks) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < 3; i++) {
            builder.add(1000, Payload.ABSENT, Payload.of(new byte[] {1}), List.of());
        }
        return new Append(builder.finish(new ProducerStamp(8, (short) epoch, sequence)), acks);
    }

    private Answer<Appended> answer(Partition partition, Append append) {
        return this.<Answer<Appended>>await(then -> partition.ask(append, then));
    }

    private static Refusal refused(Answer<?> answer) {
        return assertInstanceOf(Answer.Refused.class, answer).refusal();
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
                this.<Answer<Appended>>await(then -> {
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
        assertTrue(world.runUntil(() -> heard.size() == 5, MINUTE), world::report);
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
        return this.<Answer<RecordsDeleted>>await(
                then -> partition.ask(new DeleteRecords(before), then));
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
        Answer<Batches> gone =
                this.<Answer<Batches>>await(
                        then -> partition.ask(new PartitionRequest.Read(1, 100, 0), then));
        assertEquals("offset 1 is out of range; the partition has 2 to 3", refused(gone).message());
        assertEquals(Answer.done(new RecordsDeleted(3)), delete(partition, OptionalLong.empty()));
        ask(partition, answers::add);
        assertEquals(List.of(Answer.done(new Offsets(3, 3))), answers);
    }

    /** As in Kafka: who reads a compacted topic from its start is to find every key there. */
    @Test
    void nothingIsDeletedByOffsetWhereRecordsGoByKeyAlone() {
        Partition partition = led(opening(false));
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
        Log log = openLog();
        Partition partition = opening();
        for (int i = 0; i < Partition.OPENING_REQUESTS_MAX; i++) ask(partition, answers::add);
        assertEquals(List.of(), answers, "they wait");
        List<Answer<Offsets>> oneTooMany = new ArrayList<>();
        ask(partition, oneTooMany::add);
        assertEquals(1, oneTooMany.size(), "one too many is answered at once");
        Refusal refusal = refused(oneTooMany.getFirst());
        assertEquals(Refusal.Why.OVERLOADED, refusal.why());
        assertTrue(refusal.retryAfterMillis() > 0, refusal.toString());
        assertEquals(List.of(), answers, "the others still wait");
        this.<Boolean>await(then -> {
            partition.opened(log);
            then.accept(true);
        });
        assertEquals(Partition.OPENING_REQUESTS_MAX, answers.size());
        for (Answer<Offsets> answer : answers) assertInstanceOf(Answer.Done.class, answer);
        assertEquals(1, oneTooMany.size(), "and never again");
    }
}
