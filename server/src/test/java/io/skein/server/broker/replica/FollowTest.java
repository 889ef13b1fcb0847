package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Confirmed;
import io.skein.server.replication.ReplicaMessage.Detach;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.server.replication.ReplicaMessage.Turned;
import io.skein.server.replication.ReplicaMessage.Why;
import io.skein.simulation.DiskFault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a follower says to its leader, and what it does with what that says. */
class FollowTest {
    private static final int EPOCH = FollowRig.EPOCH;
    private static final Mark NOTHING = new Mark(0, 0);

    private final FollowRig rig = new FollowRig();

    private static Attach attach(long number, Position at, long durable) {
        return new Attach(LogHost.PARTITION, number, EPOCH, at, durable);
    }

    private static ReplicaMessage confirmed(long number, long durable) {
        return new Confirmed(List.of(new Progress(number, durable)));
    }

    /** Everything is said again in the next attach, which is the first that counts. */
    private void turned(long number) {
        rig.leader().say(new Turned(number, Why.NOT_LEADER));
    }

    @Test
    void saysWhoItIsAndWhereItsLogEnds() {
        rig.filled(1, 1, 3);
        rig.begun();
        rig.until(() -> rig.leader().heard(Attach.class).size() == 1);
        assertEquals(
                List.of(FollowRig.SELF, attach(1, new Position(3, 3), 3)), rig.leader().take());
    }

    @Test
    void takesWhatIsPushedAndConfirmsWhatItsDiskHas() {
        long number = rig.begun().agree();
        rig.home.host.starve("commit-0", 2 * FollowRig.SECOND_NANOS);
        rig.push(number, NOTHING, Lines.at(0, 2, "a", "b"), Lines.at(2, EPOCH, "c"));
        rig.until(() -> rig.log().end() == 3);
        rig.world.runFor(FollowRig.SECOND_NANOS);
        assertEquals(List.of(), rig.leader().heard(Confirmed.class), "no disk has it");
        rig.until(() -> !rig.leader().heard(Confirmed.class).isEmpty());
        assertEquals(3, rig.log().durableEnd());
        assertEquals(List.of(confirmed(number, 3)), rig.leader().heard(Confirmed.class));
        assertEquals(List.of("0:a", "1:b", "2:c"), rig.texts());
        assertEquals("2@0 5@2", rig.log().epochs().toString());
    }

    /** What was taken while the disk was busy with what came before is for another time. */
    @Test
    void confirmsNoMoreThanItsDiskHas() {
        long number = rig.begun().agree();
        rig.home.disk().failAt(rig.home.disk().operations() + 1, DiskFault.SLOW);
        rig.push(number, NOTHING, Lines.at(0, EPOCH, "a"));
        rig.until(() -> rig.log().end() == 1);
        rig.push(number, NOTHING, Lines.at(1, EPOCH, "b"));
        rig.until(() -> rig.log().end() == 2);
        assertEquals(0, rig.log().durableEnd());
        rig.until(() -> rig.leader().heard(Confirmed.class).size() == 2);
        assertEquals(List.of(confirmed(number, 1), confirmed(number, 2)), rig.leader().take());
    }

    @Test
    void nothingCountsBeforeTheLeaderAgrees() {
        rig.begun();
        long number = rig.attach().number();
        rig.push(number, new Mark(1, 0), Lines.at(0, EPOCH, "early"));
        rig.mark(number, new Mark(1, 0));
        rig.settle();
        assertEquals(0, rig.log().end());
        assertEquals(List.of(), rig.agreed);
        assertEquals(List.of(), rig.leader().take());
    }

    @Test
    void whatBelongsToAnOldAttachIsDropped() {
        rig.filled(EPOCH, EPOCH);
        long old = rig.begun().agree();
        turned(old);
        long number = rig.agree();
        assertTrue(number > old, number + " is no new number");
        rig.push(old, new Mark(2, 1), Lines.at(2, EPOCH, "late"));
        rig.mark(old, new Mark(2, 1));
        rig.leader().say(new Turned(old, Why.UNREADABLE));
        rig.settle();
        assertEquals(2, rig.log().end());
        assertEquals(0, rig.log().start());
        assertEquals(List.of(), rig.agreed);
        assertEquals(List.of(), rig.leader().take());
        rig.push(number, new Mark(2, 0), Lines.at(2, EPOCH, "in time"));
        rig.until(() -> rig.log().durableEnd() == 3);
        assertEquals(List.of("0:line 0", "1:line 1", "2:in time"), rig.texts());
    }

    @Test
    void whereNobodyFollowsNobodyDials() {
        rig.begun().agree();
        rig.home.run(rig.follow::end);
        rig.until(() -> rig.leader().isClosed);
        rig.world.runFor(10 * FollowRig.SECOND_NANOS);
        assertEquals(1, rig.calls.size());
    }

    @Test
    void nothingIsAgreedBeyondTheOwnEnd() {
        long number = rig.begun().agree();
        rig.push(number, new Mark(100, 0), Lines.at(0, EPOCH, "a", "b"));
        rig.until(() -> !rig.agreed.isEmpty());
        assertEquals(List.of(2L), rig.agreed);
        rig.mark(number, new Mark(1, 0));
        rig.until(() -> rig.agreed.size() == 2);
        assertEquals(List.of(2L, 1L), rig.agreed, "less is said as it is");
    }

    @Test
    void goesOnOverTheNextConnection() {
        long number = rig.begun().agree();
        rig.push(number, NOTHING, Lines.at(0, EPOCH, "a"));
        rig.until(() -> rig.log().durableEnd() == 1);
        Voice first = rig.leader();
        first.take();
        first.close();
        rig.until(() -> rig.calls.size() == 2);
        rig.until(() -> !rig.leader().heard(Attach.class).isEmpty());
        assertEquals(
                List.of(FollowRig.SELF, attach(number + 1, new Position(EPOCH, 1), 1)),
                rig.leader().take());
    }

    /** What was on its way to the disk when it attached is confirmed all the same. */
    @Test
    void confirmsOnceMoreWhatWasUnconfirmedAtTheAttach() {
        long old = rig.begun().agree();
        rig.home.host.starve("commit-0", 2 * FollowRig.SECOND_NANOS);
        rig.push(old, NOTHING, Lines.at(0, EPOCH, "a"));
        turned(old);
        Attach again = rig.attach();
        assertEquals(attach(old + 1, new Position(EPOCH, 1), 0), again);
        rig.until(() -> rig.log().durableEnd() == 1);
        rig.settle();
        assertEquals(List.of(), rig.leader().take(), "not agreed yet");
        rig.leader().say(new ReplicaMessage.Judged(again.number(), new Verdict.Agrees()));
        rig.until(() -> !rig.leader().heard(Confirmed.class).isEmpty());
        assertEquals(List.of(confirmed(again.number(), 1)), rig.leader().take());
    }

    @Test
    void aFullDiskIsAskedAgainAfterAWhile() {
        rig.filled(EPOCH);
        long number = rig.begun().agree();
        rig.home.disk().roomBytes(0);
        rig.push(number, NOTHING, Lines.at(1, EPOCH, "no room"));
        rig.until(() -> !rig.leader().heard(Detach.class).isEmpty());
        long atNanos = rig.world.nowNanos();
        assertEquals(List.of(new Detach(number)), rig.leader().take());
        Attach again = rig.attach();
        assertEquals(new Position(EPOCH, 1), again.at());
        long waitedNanos = rig.world.nowNanos() - atNanos;
        assertTrue(waitedNanos > FollowRig.SECOND_NANOS / 2, "waited " + waitedNanos);
        rig.home.disk().mend();
        rig.world.runFor(3 * FollowRig.SECOND_NANOS);
        rig.leader().say(new Turned(again.number(), Why.NOT_LEADER));
        long last = rig.agree();
        rig.push(last, NOTHING, Lines.at(1, EPOCH, "room"));
        rig.until(() -> rig.log().durableEnd() == 2);
        assertEquals(List.of("0:line 0", "1:room"), rig.texts());
    }

    @Test
    void twoPartitionsShareAConnectionAndNothingElse() {
        rig.begun();
        long first = rig.agree();
        PartitionId sibling = new PartitionId(LogHost.PARTITION.topic(), 1);
        Follow.Held held = new Follow.Held(sibling, rig.log(), 0);
        Follow other = new Follow(held, FollowRig.leading(EPOCH + 1), rig.leaders, rig);
        rig.home.run(other::begin);
        Attach second = rig.attach();
        assertEquals(1, rig.calls.size());
        assertEquals(new Attach(sibling, first + 1, EPOCH + 1, new Position(-1, 0), 0), second);
        rig.home.run(other::end);
        rig.settle();
        assertEquals(List.of(new Detach(second.number())), rig.leader().take());
        assertFalse(rig.leader().isClosed, "the first is there yet");
        rig.push(second.number(), new Mark(1, 0), Lines.at(0, EPOCH, "late"));
        rig.settle();
        assertEquals(0, rig.log().end());
        rig.push(first, NOTHING, Lines.at(0, EPOCH, "a"));
        rig.until(() -> rig.log().end() == 1);
    }
}
