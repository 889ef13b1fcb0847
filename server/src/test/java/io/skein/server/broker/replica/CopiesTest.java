package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Detach;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Marked;
import io.skein.server.replication.ReplicaMessage.Pushed;
import io.skein.server.replication.ReplicaMessage.Turned;
import io.skein.server.replication.ReplicaMessage.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a leader says to those who follow it, and what it counts of what they say. */
class CopiesTest {
    private static final int EPOCH = CopiesRig.EPOCH;

    private final CopiesRig rig = new CopiesRig();

    private static Turned turned(long number, Why why) {
        return new Turned(number, why);
    }

    private static ReplicaMessage marked(long number, long agreed, long logStart) {
        return new Marked(List.of(new MarkOf(number, new Mark(agreed, logStart))));
    }

    @Test
    void pushesWhatIsAppendedAndMarksOfWhatIsAgreed() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a", "b"));
        rig.append(Lines.batch("c"));
        rig.until(() -> CopiesRig.batches(second).size() == 2);
        assertEquals(List.of("0:a", "1:b", "2:c"), Lines.texts(CopiesRig.batches(second)));
        assertEquals(new Mark(0, 0), second.heard(Pushed.class).getLast().mark());
        rig.settle();
        second.take();
        rig.confirm(second, 1, 3);
        assertEquals(List.of(marked(1, 3, 0)), second.take());
        assertEquals(List.of(3L), rig.agreed);
    }

    @Test
    void onlyWhatAllDisksInSyncHaveIsAgreed() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.home.host.starve("commit-0", 3 * CopiesRig.SECOND_NANOS);
        rig.append(Lines.batch("a"), Lines.batch("b"));
        rig.until(() -> CopiesRig.batches(second).size() == 2);
        rig.confirm(second, 1, 2);
        assertEquals(0, rig.log.durableEnd());
        assertEquals(0, rig.highWatermark(), "the leader's own disk has nothing");
        rig.until(() -> rig.log.durableEnd() == 2);
        assertEquals(2, rig.highWatermark());
        rig.inSync(1, 2, 3);
        rig.append(Lines.batch("c"));
        rig.confirm(second, 1, 3);
        assertEquals(2, rig.highWatermark(), "nothing is heard of the third");
        Voice third = rig.attached(3);
        rig.confirm(third, 1, 1);
        assertEquals(2, rig.highWatermark(), "and it never goes back");
        rig.confirm(third, 1, 3);
        assertEquals(3, rig.highWatermark());
    }

    @Test
    void nothingIsAgreedWhileTooFewAreInSync() {
        rig.leading();
        rig.inSync(1);
        rig.append(Lines.batch("a"));
        rig.settle();
        assertEquals(1, rig.log.durableEnd());
        assertEquals(0, rig.highWatermark());
        assertFalse(rig.copies().enoughInSync());
    }

    @Test
    void whatIsConfirmedForAnOldAttachDoesNotCount() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a"), Lines.batch("b"));
        rig.until(() -> CopiesRig.batches(second).size() == 2);
        second.say(CopiesRig.attach(2));
        rig.settle();
        rig.confirm(second, 1, 2);
        assertEquals(0, rig.highWatermark());
        rig.confirm(second, 2, 1);
        assertEquals(1, rig.highWatermark());
        second.say(new Detach(2));
        rig.confirm(second, 2, 2);
        assertEquals(1, rig.highWatermark(), "it follows no more");
        assertFalse(second.isClosed, "what is late is no nonsense");
        second.take();
        rig.append(Lines.batch("c"));
        rig.settle();
        assertEquals(List.of(), second.take(), "nor is it told anything");
    }

    /** It may have lost what it had: it says so itself, and nobody else can. */
    @Test
    void anAttachReplacesAllThatWasKnown() {
        rig.leading();
        rig.inSync(1, 2, 3);
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a"), Lines.batch("b"));
        rig.confirm(second, 1, 2);
        second.say(CopiesRig.attach(2));
        Voice third = rig.attached(3);
        rig.confirm(third, 1, 2);
        assertEquals(0, rig.highWatermark());
        rig.confirm(second, 2, 1);
        assertEquals(1, rig.highWatermark());
    }

    @Test
    void whoConfirmsWhatItWasNotSentIsNotListenedTo() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a"));
        rig.until(() -> CopiesRig.batches(second).size() == 1);
        second.say(CopiesRig.confirmed(1, 2));
        rig.until(() -> second.isClosed);
        assertEquals(0, rig.highWatermark());
    }

    @Test
    void whoKnowsAnotherLeaderEpochIsTurnedAway() {
        rig.leading();
        Voice second = rig.follower(2);
        for (int epoch : List.of(EPOCH - 1, EPOCH + 1)) {
            Position nothing = new Position(-1, 0);
            second.say(new Attach(LogHost.PARTITION, epoch, epoch, nothing, 0));
            rig.settle();
            assertEquals(List.of(turned(epoch, Why.NOT_LEADER)), second.take());
        }
        second.say(CopiesRig.attach(9));
        rig.settle();
        second.take();
        rig.leadAnew();
        rig.settle();
        assertEquals(List.of(turned(9, Why.NOT_LEADER)), second.take());
        rig.append(Lines.batch("of the next epoch"));
        rig.confirm(second, 9, 1);
        assertEquals(0, rig.highWatermark(), "what was said in the last epoch is over");
        assertEquals(List.of(), second.take());
    }

    @Test
    void whoHoldsNoCopyIsTurnedAway() {
        rig.leading();
        Voice fourth = rig.follower(4);
        fourth.say(CopiesRig.attach(1));
        rig.settle();
        assertEquals(List.of(turned(1, Why.NO_REPLICA)), fourth.take());
        Voice third = rig.attached(3);
        third.take();
        PartitionImage before = rig.image();
        rig.change(
                new PartitionImage(
                        before.replicas().subList(0, 2),
                        before.inSync(),
                        before.eligible(),
                        before.leader(),
                        before.leaderEpoch(),
                        before.partitionEpoch()));
        rig.settle();
        assertEquals(List.of(turned(1, Why.NO_REPLICA)), third.take(), "not any more");
    }

    @Test
    void whoDivergesIsToldWhereAndCountsForNothing() {
        rig.home.run(() -> {
            for (int i = 0; i < 3; i++) rig.log.append(Lines.batch("old " + i), 2);
        });
        rig.leading();
        Voice second = rig.follower(2);
        second.say(CopiesRig.attach(1, new Position(4, 5)));
        rig.settle();
        Verdict verdict = new Verdict.Diverges(new EpochTrail.End(2, 3));
        assertEquals(List.of(new Judged(1, verdict)), second.take());
        rig.confirm(second, 1, 3);
        assertEquals(0, rig.highWatermark());
        second.say(CopiesRig.attach(2, new Position(2, 3)));
        rig.settle();
        assertEquals(3, rig.highWatermark());
        List<ReplicaMessage> all = second.take();
        assertEquals(new Judged(2, new Verdict.Agrees()), all.getFirst());
        assertEquals(marked(2, 3, 0), all.getLast());
    }

    /** A connection that a broker gave up long ago may bring its last words after the next did. */
    @Test
    void anAttachThatWasLongOnItsWayDoesNotReplaceALaterOne() {
        rig.leading();
        Voice old = rig.follower(2);
        Voice second = rig.follower(2);
        rig.append(Lines.batch("a"));
        second.say(CopiesRig.attach(8));
        rig.settle();
        second.take();
        old.say(CopiesRig.attach(7));
        rig.settle();
        assertEquals(List.of(), old.take());
        rig.confirm(second, 8, 1);
        assertEquals(1, rig.highWatermark());
        rig.append(Lines.batch("b"));
        rig.until(() -> CopiesRig.batches(second).size() == 1);
    }

    /** Between two runs of a broker nobody here can tell which is the one that lives. */
    @Test
    void whoIsReplacedHearsSo() {
        rig.leading();
        Voice second = rig.attached(2);
        second.take();
        Voice dead = rig.follower(new ReplicaMessage.Follower(2, new Uuid(2, 8)));
        dead.say(CopiesRig.attach(100));
        rig.settle();
        assertEquals(List.of(turned(1, Why.REPLACED)), second.take());
        second.say(CopiesRig.attach(2));
        dead.close();
        rig.append(Lines.batch("a"));
        rig.until(() -> CopiesRig.batches(second).size() == 1);
        rig.confirm(second, 2, 1);
        assertEquals(1, rig.highWatermark());
    }
}
