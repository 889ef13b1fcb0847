package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Detach;
import io.skein.server.replication.ReplicaMessage.Mark;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No leader is believed: a follower looks at each batch before it takes it. */
class FollowedBatchesTest {
    private static final int EPOCH = FollowRig.EPOCH;
    private static final Mark MARK = new Mark(2, 1);

    private final FollowRig rig = new FollowRig();

    /** Of a log of two batches, of epochs 2 and 4. */
    private void refuses(String why, ByteBuffer bad) {
        rig.filled(2, 4);
        long number = rig.begun().agree();
        rig.push(number, MARK, bad, Lines.at(3, EPOCH, "behind it"));
        rig.until(() -> !rig.badBatches.isEmpty());
        assertEquals(List.of(why), rig.badBatches);
        rig.until(() -> !rig.leader().heard(Attach.class).isEmpty());
        Attach again = new Attach(LogHost.PARTITION, number + 1, EPOCH, new Position(4, 2), 2);
        assertEquals(List.of(new Detach(number), again), rig.leader().take());
        assertEquals(2, rig.log().end(), "neither it nor what came with it");
        assertEquals(0, rig.log().start(), "nor its mark");
        assertEquals(List.of(), rig.agreed);
    }

    private void takes(ByteBuffer good) {
        rig.filled(2, 4);
        long number = rig.begun().agree();
        rig.push(number, MARK, good);
        rig.until(() -> rig.log().durableEnd() == 3);
        assertEquals(List.of(), rig.badBatches);
        assertEquals(List.of("1:line 1", "2:it"), rig.texts().subList(1, 3));
    }

    @Test
    void takesWhatComesNext() {
        takes(Lines.at(2, 4, "it"));
    }

    @Test
    void takesWhatALaterEpochWrote() {
        takes(Lines.at(2, EPOCH, "it"));
    }

    @Test
    void refusesWhatFailsItsChecksum() {
        ByteBuffer bad = Lines.at(2, EPOCH, "it");
        bad.put(bad.limit() - 2, (byte) (bad.get(bad.limit() - 2) ^ 1));
        rig.filled(2, 4);
        long number = rig.begun().agree();
        rig.push(number, MARK, bad);
        rig.until(() -> !rig.badBatches.isEmpty());
        assertTrue(rig.badBatches.getFirst().contains("checksum"), rig.badBatches::toString);
        assertTrue(rig.attach().number() > number);
        assertEquals(2, rig.log().end());
    }

    @Test
    void refusesWhatItHas() {
        refuses("offset 1 comes where 2 should", Lines.at(1, EPOCH, "it"));
    }

    /** Its own next start would take all behind the gap for damage. */
    @Test
    void refusesWhatLeavesAGap() {
        refuses("offset 3 comes where 2 should", Lines.at(3, EPOCH, "it"));
    }

    @Test
    void refusesWhatAnEarlierEpochWrote() {
        refuses("epoch 3 is not its", Lines.at(2, 3, "it"));
    }

    @Test
    void refusesWhatAnEpochWroteThatTheLeaderDoesNotKnow() {
        refuses("epoch 6 is not its", Lines.at(2, EPOCH + 1, "it"));
    }

    @Test
    void refusesTwoAtOnce() {
        ByteBuffer first = Lines.at(2, EPOCH, "it");
        ByteBuffer second = Lines.at(3, EPOCH, "too");
        ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
        both.put(first).put(second).flip();
        refuses("it is not one batch", both);
    }

    @Test
    void whatComesBeforeABadOneIsKept() {
        long number = rig.begun().agree();
        ByteBuffer bad = Lines.at(9, EPOCH, "bad");
        rig.push(number, MARK, Lines.at(0, EPOCH, "good"), bad);
        assertEquals(new Position(EPOCH, 1), rig.attach().at());
        rig.until(() -> rig.log().durableEnd() == 1);
        assertEquals(List.of("0:good"), rig.texts());
    }

    /**
     * A leader that sends the same again and again is not asked for it a hundred times a second.
     */
    @Test
    void whoSendsNothingButBadBatchesIsAskedLessAndLessOften() {
        rig.begun();
        long beginNanos = rig.world.nowNanos();
        for (int i = 0; i < 10; i++) {
            rig.push(rig.agree(), MARK, Lines.at(9, EPOCH, "bad"));
        }
        rig.until(() -> rig.badBatches.size() == 10);
        long millis = (rig.world.nowNanos() - beginNanos) / 1_000_000;
        // 10 + 20 + 40 + 80 + 160 + 320 + 500 + 500 + 500
        assertTrue(millis > 2_100, "ten times within " + millis + " ms");
        rig.push(rig.agree(), MARK, Lines.at(0, EPOCH, "good"));
        rig.until(() -> rig.log().end() == 1);
    }

    /** What the leader has can be trusted as little as what it says. */
    @Test
    void aBatchWithoutSenseIsRefused() {
        ByteBuffer bad = Lines.at(2, EPOCH, "it");
        Batch.stamp(bad, 0, 2, EPOCH);
        bad.limit(Batch.HEADER_BYTES - 1);
        rig.filled(2, 4);
        rig.push(rig.begun().agree(), MARK, bad);
        rig.until(() -> !rig.badBatches.isEmpty());
        assertEquals(2, rig.log().end());
    }
}
