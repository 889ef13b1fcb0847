package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ForwardEntry;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Certainty;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node passes on is what the leader hears, and back; all else is nothing. */
class ForwardCodecTest {
    private static final PartitionId PARTITION = new PartitionId(new Uuid(3, 4), 5);

    private final ForwardCodec codec = new ForwardCodec();

    static Stream<ForwardMessage> messages() {
        Stream<PartitionRequest<?>> requests =
                Stream.of(
                        new Read(7, 1 << 20, 10),
                        new Read(0, 1, 0, 0),
                        new Read(0, 1, 0, 7),
                        new Bounds(),
                        new OffsetForTime(1_000),
                        new OffsetForTime(0),
                        new DeleteRecords(OptionalLong.of(0)),
                        new DeleteRecords(OptionalLong.of(1L << 40)),
                        new DeleteRecords(OptionalLong.empty()));
        Stream<PartitionReply> replies =
                Stream.of(
                        new Appended(7, true, OptionalLong.empty(), 0),
                        new Appended(1L << 40, false, OptionalLong.of(0), 3),
                        new Offsets(3, 90),
                        new FoundTime(7, OptionalLong.of(0)),
                        new FoundTime(7, OptionalLong.empty()),
                        new RecordsDeleted(12));
        Stream<ForwardMessage> plain =
                Stream.of(
                        new ForwardMessage.Welcome(),
                        new ForwardMessage.RunOver(9),
                        new ForwardMessage.Beat(),
                        told(
                                Answer.refused(
                                        new Refusal(Why.TOO_LARGE, "x", Certainty.UNKNOWN, 7))));
        return Stream.of(
                        requests.map(request -> new Asked(4, 0, PARTITION, request)),
                        replies.map(reply -> told(Answer.done(reply))),
                        plain)
                .flatMap(each -> each);
    }

    private static ForwardMessage told(Answer<PartitionReply> answer) {
        return new Told(4, answer);
    }

    private ForwardMessage carried(ForwardMessage message) {
        return codec.decode(codec.encode(message)).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsItWasSent(ForwardMessage message) {
        assertEquals(message, carried(message));
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void everyReasonArrives(Why why) {
        for (Certainty certainty : Certainty.values()) {
            ForwardMessage told = told(Answer.refused(new Refusal(why, "line", certainty, 100)));
            assertEquals(told, carried(told));
        }
    }

    private static ByteBuffer batch() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of("one"), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    @ParameterizedTest
    @EnumSource(Acks.class)
    void aBatchArrivesWithItsBytes(Acks acks) {
        ForwardMessage sent = new Asked(4, 9, PARTITION, new Append(batch(), acks));
        Asked got = (Asked) carried(sent);
        Append append = (Append) got.request();
        assertEquals(new Asked(4, 9, PARTITION, append), got);
        assertEquals(acks, append.acks());
        assertEquals(batch(), append.batch());
        assertEquals(false, append.batch().isReadOnly(), "the leader stamps it");
        assertEquals(true, append.batch().hasArray());
    }

    @Test
    void batchesArriveWithTheirBytes() {
        ByteBuffer two = ByteBuffer.allocate(2 * batch().remaining());
        two.put(batch()).put(batch()).flip();
        Batches read = new Batches(List.of(two, batch()), 9, new Offsets(3, 90, false));
        Told got = (Told) carried(told(Answer.done(read)));
        Batches same = (Batches) ((Answer.Done<PartitionReply>) got.answer()).reply();
        assertEquals(read.batches(), same.batches());
        assertEquals(9, same.nextOffset());
        assertEquals(read.offsets(), same.offsets());
    }

    private void assertNothing(String why, ForwardEntry.Builder entry) {
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), why);
    }

    private static ForwardEntry.Builder entry() {
        ForwardEntry.Builder entry = ForwardEntry.newBuilder().setRequestId(1);
        entry.getPartitionBuilder().setTopicId(Wire.bytes(PARTITION.topic())).setPartition(1);
        return entry;
    }

    @Test
    void whatIsNoMessageIsNothing() {
        assertEquals(Optional.empty(), codec.decode(new byte[0]));
        assertEquals(Optional.empty(), codec.decode(new byte[] {1, 2, 3}));
        ForwardEntry.Builder nowhere = ForwardEntry.newBuilder();
        nowhere.getBoundsBuilder();
        assertNothing("no partition", nowhere);
        ForwardEntry.Builder below = entry();
        below.getPartitionBuilder().setPartition(-1);
        below.getBoundsBuilder();
        assertNothing("a partition below zero", below);
        ForwardEntry.Builder append = entry();
        append.getAppendBuilder().setRun(1);
        assertNothing("no acks", append);
        append.getAppendBuilder().setAcksValue(9);
        assertNothing("unknown acks", append);
        ForwardEntry.Builder read = entry();
        read.getReadBuilder().setOffset(-1).setBytesMax(1);
        assertNothing("an offset below zero", read);
        read.getReadBuilder().setOffset(0).setBytesMax(0);
        assertNothing("no bytes", read);
        read.getReadBuilder().setBytesMax(1).setWaitNanos(-1);
        assertNothing("a wait below zero", read);
        ForwardEntry.Builder deletion = entry();
        deletion.getDeletionBuilder().setBeforeOffset(-1);
        assertNothing("an offset below zero", deletion);
    }

    @Test
    void whatIsNoWholeBatchIsNothing() {
        ByteString whole = ByteString.copyFrom(batch());
        ByteString endless = ByteString.copyFrom(new byte[100]);
        for (ByteString odd :
                List.of(
                        whole.substring(0, whole.size() - 1),
                        whole.concat(whole.substring(9)),
                        endless)) {
            ForwardEntry.Builder entry = entry();
            entry.getBatchesBuilder().addBatches(odd);
            assertNothing(odd.toString(), entry);
        }
    }
}
