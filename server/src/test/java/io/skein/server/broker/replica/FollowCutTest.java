package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.records.BatchRewrite;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.storage.CompactionResult;
import io.skein.storage.Log;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A follower takes back what its leader has not, and only then goes on. */
class FollowCutTest {
    private static final int EPOCH = FollowRig.EPOCH;
    private static final Mark NOTHING = new Mark(0, 0);

    private final FollowRig rig = new FollowRig();

    private void judged(long number, Verdict verdict) {
        rig.leader().say(new Judged(number, verdict));
    }

    private static Verdict ends(int epoch, long end) {
        return new Verdict.Diverges(new EpochTrail.End(epoch, end));
    }

    @Test
    void cutsWhatDivergesAndAsksAgainUntilTheLeaderAgrees() {
        rig.filled(1, 1, 3, 3, 4);
        rig.begun();
        Attach first = rig.attach();
        assertEquals(new Position(4, 5), first.at());
        judged(first.number(), ends(3, 3));
        rig.push(first.number(), new Mark(5, 1), Lines.at(5, EPOCH, "of an attach that is over"));
        Attach second = rig.attach();
        assertEquals(new Position(3, 3), second.at());
        judged(second.number(), ends(2, 2));
        Attach third = rig.attach();
        assertEquals(new Position(1, 2), third.at());
        assertEquals(2, third.durable());
        assertEquals(List.of(), rig.agreed, "nothing counts");
        judged(third.number(), new Verdict.Agrees());
        rig.push(third.number(), NOTHING, Lines.at(2, EPOCH, "of the leader"));
        rig.until(() -> rig.log().durableEnd() == 3);
        assertEquals(List.of("0:line 0", "1:line 1", "2:of the leader"), rig.texts());
        assertEquals("1@0 5@2", rig.log().epochs().toString());
    }

    @Test
    void beginsAnewWhereTheLeaderHasNothingOfIt() {
        rig.filled(1, 1);
        rig.begun();
        judged(rig.attach().number(), new Verdict.BeginsAt(7));
        Attach again = rig.attach();
        assertEquals(new Position(-1, 7), again.at());
        judged(again.number(), new Verdict.Agrees());
        rig.push(again.number(), NOTHING, Lines.at(7, EPOCH, "anew"));
        rig.until(() -> rig.log().durableEnd() == 8);
        assertEquals(List.of("7:anew"), rig.texts());
    }

    @Test
    void beginsAnewWhereTheTwoShareNothing() {
        rig.filled(3, 3);
        rig.begun();
        judged(rig.attach().number(), ends(2, 2));
        assertEquals(new Position(-1, 0), rig.attach().at());
    }

    @Test
    void whoeverStopsFollowingWaitsForTheCut() {
        rig.filled(1, 3);
        rig.begun();
        long number = rig.attach().number();
        rig.home.host.starve("commit-0", FollowRig.SECOND_NANOS);
        judged(number, ends(1, 1));
        rig.until(rig.follow::isCutting);
        rig.home.run(rig.follow::end);
        assertEquals(0, rig.idle);
        rig.until(() -> rig.idle == 1);
        assertEquals(1, rig.log().end());
    }

    @Test
    void aCutForWhichThereIsNoRoomIsTriedAgain() {
        rig.filled(1, 3);
        rig.begun();
        long number = rig.attach().number();
        rig.home.disk().roomBytes(0);
        judged(number, ends(1, 1));
        Attach again = rig.attach();
        assertEquals(new Position(3, 2), again.at(), "as it was");
        rig.home.disk().mend();
        judged(again.number(), ends(1, 1));
        assertEquals(new Position(1, 1), rig.attach().at());
    }

    /** The leader has one batch, without any record, for all that the follower has, and more. */
    @Test
    void takesOneBatchForSeveralThatWereCompactedAway() {
        rig.filled(1, 3, 3, 3);
        long number = rig.begun().agree();
        ByteBuffer filler = BatchRewrite.filler(1, 7, 3);
        rig.push(number, new Mark(9, 0), filler, Lines.at(8, EPOCH, "behind it"));
        Attach again = rig.attach();
        assertEquals(new Position(1, 1), again.at());
        judged(again.number(), new Verdict.Agrees());
        rig.push(again.number(), new Mark(9, 0), filler, Lines.at(8, EPOCH, "behind it"));
        rig.until(() -> rig.log().durableEnd() == 9);
        assertEquals(List.of("0:line 0", "8:behind it"), rig.texts());
        assertEquals("1@0 3@1 5@8", rig.log().epochs().toString());
        assertEquals(List.of(), rig.badBatches);
    }

    /** What this follower has may have been counted, so nothing goes for such a batch. */
    @Test
    void cutsNothingForABatchThatReachesBeyondWhatIsAgreed() {
        rig.filled(1, 3, 3);
        long number = rig.begun().agree();
        rig.push(number, new Mark(7, 0), BatchRewrite.filler(1, 7, 3));
        assertEquals(new Position(3, 3), rig.attach().at());
        assertEquals(List.of("offset 1 comes where 3 should"), rig.badBatches);
    }

    /** Records were deleted in the middle of a batch, of which the leader has all bytes. */
    @Test
    void beginsWithTheWholeBatchInWhichTheLeaderBegins() {
        rig.begun();
        judged(rig.attach().number(), new Verdict.BeginsAt(2));
        Attach asked = rig.attach();
        assertEquals(new Position(-1, 2), asked.at());
        judged(asked.number(), new Verdict.Agrees());
        Mark mark = new Mark(4, 2);
        ByteBuffer batch = Lines.at(1, EPOCH, "gone", "kept", "too");
        rig.push(asked.number(), mark, batch);
        Attach again = rig.attach();
        assertEquals(
                new Attach(LogHost.PARTITION, asked.number() + 1, EPOCH, asked.at(), 1), again);
        judged(again.number(), new Verdict.Agrees());
        rig.push(again.number(), mark, batch);
        rig.until(() -> rig.log().start() == 2);
        assertEquals(List.of("1:gone", "2:kept", "3:too"), rig.texts(), "as readers get it");
        assertEquals(List.of(), rig.badBatches);
        rig.push(again.number(), new Mark(5, 2), Lines.at(4, EPOCH, "next"));
        rig.until(() -> rig.log().durableEnd() == 5);
    }

    @Test
    void goesOnAfterItHasCompactedItself() {
        FollowRig small = new FollowRig(LogHost.SMALL);
        Log log = small.log();
        long number = small.begun().agree();
        ByteBuffer[] batches = new ByteBuffer[60];
        for (int i = 0; i < 60; i++) batches[i] = Lines.keyed(i, EPOCH, "abc".charAt(i % 3));
        small.push(number, new Mark(60, 0), batches);
        small.until(() -> log.durableEnd() == 60);
        assertInstanceOf(CompactionResult.Done.class, small.home.compact(log, 60));
        assertTrue(small.texts().size() < 20, () -> small.texts().size() + " records are there");
        small.push(number, new Mark(60, 0), Lines.at(60, EPOCH, "next"));
        small.until(() -> log.durableEnd() == 61);
        small.leader().close();
        Attach again = small.attach();
        assertEquals(new Position(EPOCH, 61), again.at());
        small.leader().say(new Judged(again.number(), ends(EPOCH, 61)));
        assertEquals(new Position(EPOCH, 61), small.attach().at(), "there is nothing to cut");
        assertEquals("60:next", small.texts().getLast());
    }
}
