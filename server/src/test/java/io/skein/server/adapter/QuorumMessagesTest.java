package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.foundation.Uuid;
import io.skein.protocol.internal.v1.EntriesMessage;
import io.skein.protocol.internal.v1.EpochBegunMessage;
import io.skein.protocol.internal.v1.EpochEndedMessage;
import io.skein.protocol.internal.v1.FetchAskedMessage;
import io.skein.protocol.internal.v1.LogPointMessage;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.protocol.internal.v1.SnapshotOfferedMessage;
import io.skein.protocol.internal.v1.SnapshotPieceMessage;
import io.skein.protocol.internal.v1.VoteAskedMessage;
import io.skein.protocol.internal.v1.VoterIdMessage;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one member says is what the other hears; all else that comes is nothing. */
class QuorumMessagesTest {
    private static final VoterId ONE = new VoterId(1, new Uuid(0, 1));
    private static final Batch ENTRY =
            new Batch(2, 7, new Batch.State(List.of(ByteBuffer.wrap(new byte[] {1, 2, 3}))));

    private final QuorumMessages codec = new QuorumMessages();

    static IntStream kinds() {
        return IntStream.range(0, DrawnMessages.KINDS.size());
    }

    @Test
    void thereIsOneOfEachKind() {
        List<Class<?>> drawn = new ArrayList<>();
        for (Function<Gen, Message> kind : DrawnMessages.KINDS)
            drawn.add(kind.apply(Gen.of(1)).getClass());
        assertEquals(List.of(Message.class.getPermittedSubclasses()), drawn);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void comesBackAsItWas(int kind) {
        Gen.check(
                "messages of kind " + kind,
                500,
                gen -> {
                    Message message = DrawnMessages.KINDS.get(kind).apply(gen);
                    assertEquals(Optional.of(message), codec.decode(codec.encode(message)));
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyTruncationIsAMessageOrNothing(int kind) {
        byte[] whole = codec.encode(DrawnMessages.KINDS.get(kind).apply(Gen.of(kind)));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            reads(part);
        }
        assertEquals(Optional.empty(), codec.decode(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyChangedByteIsAMessageOrNothing(int kind) {
        byte[] whole = codec.encode(DrawnMessages.KINDS.get(kind).apply(Gen.of(kind)));
        for (int at = 0; at < whole.length; at++) {
            for (int bits : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) bits;
                reads(changed);
            }
        }
    }

    /** Whatever it is taken for, it can be said in turn. */
    private void reads(byte[] bytes) {
        Optional<Message> message = codec.decode(bytes);
        message.ifPresent(read -> assertEquals(message, codec.decode(codec.encode(read))));
    }

    @Test
    void anyChangedByteOfABatchIsNoMessage() {
        Message.Entries entries = new Message.Entries(2, new LogPoint(7, 1), List.of(ENTRY), 0, 0);
        QuorumMessage whole = parsed(entries);
        byte[] batch = whole.getEntries().getBatches().toByteArray();
        for (int at = 0; at < batch.length; at++) {
            byte[] changed = batch.clone();
            changed[at] ^= 1;
            Optional<Message> read = codec.decode(carrying(whole, changed));
            assertNotEquals(Optional.of(entries), read, "byte " + at);
            // What a leader writes into a finished batch is not under its checksum: offset, epoch.
            boolean isStamp = at < Long.BYTES || (at >= 12 && at < 16);
            if (!isStamp) assertEquals(Optional.empty(), read, "byte " + at);
        }
    }

    private static byte[] carrying(QuorumMessage message, byte[] batches) {
        EntriesMessage.Builder entries = message.getEntries().toBuilder();
        entries.setBatches(ByteString.copyFrom(batches));
        return QuorumMessage.newBuilder().setEntries(entries).build().toByteArray();
    }

    private QuorumMessage parsed(Message message) {
        try {
            return QuorumMessage.parseFrom(codec.encode(message));
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void batchesThatDoNotFollowAreNoMessage() {
        LogPoint after = new LogPoint(7, 1);
        List<Message> bad =
                List.of(
                        new Message.Entries(2, new LogPoint(6, 1), List.of(ENTRY), 0, 0),
                        new Message.Entries(2, new LogPoint(7, 3), List.of(ENTRY), 0, 0),
                        new Message.Entries(1, after, List.of(ENTRY), 0, 0),
                        new Message.Entries(2, after, List.of(ENTRY, ENTRY), 0, 0));
        for (Message message : bad) {
            assertEquals(Optional.empty(), codec.decode(codec.encode(message)), message.toString());
        }
    }

    /** Batches that pass every check of the format, and that no member writes. */
    @Test
    void foreignBatchesAreNoMessage() {
        ProducerStamp producer = new ProducerStamp(9, (short) 0, 0);
        ByteBuffer text = ByteBuffer.wrap(new byte[1_000]);
        List<ByteBuffer> foreign =
                List.of(
                        foreign(Codec.NONE, Payload.ABSENT, ProducerStamp.NONE),
                        foreign(Codec.NONE, Payload.of(text.array()), producer),
                        foreign(Codec.GZIP, Payload.of(text.array()), ProducerStamp.NONE));
        for (ByteBuffer batch : foreign) assertEquals(Optional.empty(), carried(batch));
        ByteBuffer control = foreign(Codec.NONE, Payload.of(text.array()), ProducerStamp.NONE);
        assertTrue(carried(control).isPresent());
        io.skein.records.Batch.markControl(control, 0);
        assertEquals(Optional.empty(), carried(control), "no control record");
    }

    private static ByteBuffer foreign(Codec codec, Payload value, ProducerStamp producer) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        builder.add(0, Payload.ABSENT, value, List.of());
        ByteBuffer batch = builder.finish(producer);
        io.skein.records.Batch.stamp(batch, 0, 7, 2);
        return batch;
    }

    private Optional<Message> carried(ByteBuffer batch) {
        byte[] bytes = new byte[batch.remaining()];
        batch.duplicate().get(bytes);
        Message none = new Message.Entries(2, new LogPoint(7, 1), List.of(), 0, 0);
        return codec.decode(carrying(parsed(none), bytes));
    }

    @Test
    void countsAreBounded() {
        List<VoterId> most = new ArrayList<>();
        for (int i = 0; i < VoterSet.VOTERS_MAX; i++) most.add(new VoterId(i, new Uuid(1, i)));
        assertTrue(isHeard(new Message.EpochEnded(1, ONE, most)));
        assertTrue(isHeard(new Message.VoteAsked(1, ONE, ONE, LogPoint.START, most)));
        most.add(new VoterId(99, new Uuid(1, 99)));
        assertFalse(isHeard(new Message.EpochEnded(1, ONE, most)));
        assertFalse(isHeard(new Message.VoteAsked(1, ONE, ONE, LogPoint.START, most)));
        assertTrue(isHeard(new Message.EpochBegun(1, new Voter(ONE, "ä".repeat(512)))));
        assertFalse(isHeard(new Message.EpochBegun(1, new Voter(ONE, "ä".repeat(512) + "b"))));
        ByteBuffer bytes = ByteBuffer.wrap(new byte[2]);
        LogPoint at = new LogPoint(1, 1);
        long bytesMax = SnapshotFormat.BYTES_MAX;
        assertTrue(isHeard(new Message.SnapshotPiece(1, at, bytesMax - 2, bytesMax, bytes)));
        assertFalse(isHeard(new Message.SnapshotPiece(1, at, 0, bytesMax + 1, bytes)));
        assertFalse(isHeard(new Message.SnapshotPiece(1, at, bytesMax - 1, bytesMax, bytes)));
    }

    /** One batch more than may come at a time. */
    @Test
    void batchesAreBounded() throws Nonsense {
        ByteBuffer one = RaftBatches.encode(ENTRY, 0);
        int size = one.remaining();
        ByteBuffer all = ByteBuffer.allocate(size * (RaftBatches.COUNT_MAX + 1));
        for (int i = 0; i <= RaftBatches.COUNT_MAX; i++) {
            io.skein.records.Batch.stamp(one, 0, i, 1);
            all.put(one.duplicate());
        }
        all.flip();
        ByteBuffer fits = all.slice(0, size * RaftBatches.COUNT_MAX);
        assertEquals(RaftBatches.COUNT_MAX, RaftBatches.decode(fits).size());
        assertThrows(Nonsense.class, () -> RaftBatches.decode(all));
    }

    private boolean isHeard(Message message) {
        return codec.decode(codec.encode(message)).equals(Optional.of(message));
    }

    @Test
    void whatMakesNoSenseIsNoMessage() {
        assertEquals(Optional.empty(), codec.decode(new byte[] {(byte) 0xff, 3, 9}));
        VoterIdMessage voter =
                VoterIdMessage.newBuilder()
                        .setDirectoryId(ByteString.copyFrom(new Uuid(1, 1).toBytes()))
                        .build();
        VoterIdMessage zeros =
                voter.toBuilder().setDirectoryId(ByteString.copyFrom(new byte[16])).build();
        VoteAskedMessage good =
                VoteAskedMessage.newBuilder()
                        .setEpoch(1)
                        .setCandidateDirectoryId(voter.getDirectoryId())
                        .setVoter(voter)
                        .build();
        assertEquals(true, codec.decode(asked(good)).isPresent());
        for (VoteAskedMessage bad :
                List.of(
                        good.toBuilder().setEpoch(0).build(),
                        good.toBuilder().clearCandidateDirectoryId().build(),
                        good.toBuilder().setCandidateNodeId(-1).build(),
                        good.toBuilder().setEndOffset(-1).build(),
                        good.toBuilder().setEndOffset(7).build(),
                        good.toBuilder().setEndEpoch(-7).build(),
                        good.toBuilder().clearVoter().build(),
                        good.toBuilder().setVoter(zeros).build(),
                        good.toBuilder().addFounders(voter).addFounders(voter).build())) {
            assertEquals(Optional.empty(), codec.decode(asked(bad)), bad.toString());
        }
    }

    @Test
    void whatIsMissingIsNotMadeUp() {
        VoterIdMessage voter =
                VoterIdMessage.newBuilder()
                        .setDirectoryId(ByteString.copyFrom(new Uuid(1, 1).toBytes()))
                        .build();
        QuorumMessage.Builder out = QuorumMessage.newBuilder();
        LogPointMessage far = LogPointMessage.newBuilder().setOffset(9).setEpoch(1).build();
        for (QuorumMessage bad :
                List.of(
                        out.setEpochBegun(EpochBegunMessage.newBuilder().setEpoch(1)).build(),
                        out.setEpochEnded(EpochEndedMessage.newBuilder().setLeader(voter)).build(),
                        out.setSnapshotOffered(SnapshotOfferedMessage.newBuilder().setEpoch(1))
                                .build(),
                        out.setSnapshotPiece(
                                        SnapshotPieceMessage.newBuilder().setEpoch(1).setAt(far))
                                .build(),
                        out.setFetchAsked(FetchAskedMessage.newBuilder().setDurable(far))
                                .build())) {
            assertEquals(Optional.empty(), codec.decode(bad.toByteArray()), bad.toString());
        }
    }

    private static byte[] asked(VoteAskedMessage message) {
        return QuorumMessage.newBuilder().setVoteAsked(message).build().toByteArray();
    }
}
