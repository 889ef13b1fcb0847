package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.internal.v1.ReplicaEntry;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Mark;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one replica says is what the other hears; all else is nothing. */
class ReplicaCodecTest {
    private static final PartitionId PARTITION = new PartitionId(new Uuid(3, 4), 5);

    private final ReplicaCodec codec = new ReplicaCodec();

    static Stream<ReplicaMessage> messages() {
        Stream<ReplicaMessage> said =
                Stream.of(
                        new ReplicaMessage.Follower(2, new Uuid(1, 2)),
                        new ReplicaMessage.Attach(PARTITION, 7, 3, new Lineage.Position(2, 90), 80),
                        new ReplicaMessage.Attach(PARTITION, 8, 0, new Lineage.Position(-1, 0), 0),
                        new ReplicaMessage.Attach(
                                PARTITION, 9, 0, new Lineage.Position(-1, 0), 0, 12),
                        new ReplicaMessage.Detach(7),
                        new ReplicaMessage.Confirmed(
                                List.of(
                                        new ReplicaMessage.Progress(7, 85),
                                        new ReplicaMessage.Progress(9, 1L << 40))),
                        new ReplicaMessage.Pushed(
                                7,
                                new Mark(80, 10),
                                List.of(
                                        ByteBuffer.wrap(new byte[] {1, 2}),
                                        ByteBuffer.wrap(new byte[] {3}))),
                        new ReplicaMessage.Marked(
                                List.of(
                                        new ReplicaMessage.MarkOf(7, new Mark(90, 10)),
                                        new ReplicaMessage.MarkOf(9, new Mark(0, 0)))),
                        new ReplicaMessage.Beat());
        Stream<Lineage.Verdict> verdicts =
                Stream.of(
                        new Lineage.Verdict.Agrees(),
                        new Lineage.Verdict.Diverges(new EpochTrail.End(2, 40)),
                        new Lineage.Verdict.BeginsAt(0),
                        new Lineage.Verdict.BeginsAt(12));
        Stream<ReplicaMessage> judged =
                verdicts.map(verdict -> new ReplicaMessage.Judged(7, verdict));
        Stream<ReplicaMessage> turned =
                Stream.of(ReplicaMessage.Why.values())
                        .map(why -> new ReplicaMessage.Turned(7, why));
        return Stream.of(said, judged, turned).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsItWasSent(ReplicaMessage message) {
        assertEquals(Optional.of(message), codec.decode(codec.encode(message)));
    }

    private void assertNothing(String why, ReplicaEntry.Builder entry) {
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), why);
    }

    @Test
    void whatIsNoMessageIsNothing() {
        assertEquals(Optional.empty(), codec.decode(new byte[0]));
        assertEquals(Optional.empty(), codec.decode(new byte[] {1, 2, 3}));
        ReplicaEntry.Builder entry = ReplicaEntry.newBuilder();
        entry.getFollowerBuilder().setNodeId(1);
        assertNothing("no run", entry);
        entry.getConfirmedBuilder().addNumbers(1);
        assertNothing("no offset", entry);
        entry.getMarkedBuilder().addNumbers(1).addHighWatermarks(1);
        assertNothing("no start", entry);
        entry.getJudgedBuilder().setNumber(1);
        assertNothing("no verdict", entry);
        entry.getJudgedBuilder().setBeginsAt(-1);
        assertNothing("no offset", entry);
    }

    @Test
    void whatCannotBeAttachedIsNothing() {
        ReplicaMessage.Attach sound =
                new ReplicaMessage.Attach(PARTITION, 7, 3, new Lineage.Position(2, 90), 80);
        for (ReplicaMessage.Attach odd :
                List.of(
                        new ReplicaMessage.Attach(PARTITION, 7, -1, sound.at(), 80),
                        new ReplicaMessage.Attach(PARTITION, 7, 3, sound.at(), 91),
                        new ReplicaMessage.Attach(PARTITION, 7, 3, sound.at(), -1),
                        new ReplicaMessage.Attach(
                                PARTITION, 7, 3, new Lineage.Position(-2, 90), 80))) {
            assertEquals(Optional.empty(), codec.decode(codec.encode(odd)), odd.toString());
        }
    }
}
