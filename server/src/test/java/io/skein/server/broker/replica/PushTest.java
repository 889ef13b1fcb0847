package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Marked;
import io.skein.server.replication.ReplicaMessage.Pushed;
import io.skein.server.replication.ReplicaMessage.Turned;
import io.skein.server.replication.ReplicaMessage.Why;
import io.skein.simulation.ReadFault;
import io.skein.storage.CompactionResult;
import io.skein.storage.StartResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a log is sent to a follower, and when. */
class PushTest {
    private static final int EPOCH = CopiesRig.EPOCH;
    private static final int MIB = 1 << 20;

    private CopiesRig rig = new CopiesRig();

    /** So many batches of a line each, each in a turn of its own, all of them on the disk. */
    private void filled(int batches) {
        rig.leading();
        for (int i = 0; i < batches; i++) rig.append(Lines.batch("line " + i));
        rig.until(() -> rig.log.durableEnd() == batches);
    }

    /** Of one line, so large. */
    private void appendOfBytes(int... sizes) {
        ByteBuffer[] batches = new ByteBuffer[sizes.length];
        for (int i = 0; i < sizes.length; i++) batches[i] = Lines.ofBytes(sizes[i]);
        rig.append(batches);
    }

    /** What comes after all that it was sent. */
    private static long next(Voice follower) {
        List<ByteBuffer> all = CopiesRig.batches(follower);
        return all.isEmpty() ? 0 : Batch.nextOffset(all.getLast(), 0);
    }

    /** The machine keeps nothing in memory that is on the disk. */
    @Test
    void whatIsNotInMemoryComesFromTheFilesAsItIs() {
        filled(200);
        long reads = rig.home.disk().reads();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("fresh"));
        rig.until(() -> next(second) == 201);
        assertTrue(rig.home.disk().reads() > reads, "nothing was read");
        List<ByteBuffer> pushed = CopiesRig.batches(second);
        assertEquals(rig.home.all(rig.log), pushed.subList(0, 200));
        assertEquals(List.of("200:fresh"), Lines.texts(pushed.subList(200, 201)));
    }

    @Test
    void goesOnWhereTheFollowersLogEnds() {
        filled(20);
        Voice second = rig.follower(2);
        second.say(CopiesRig.attach(1, new Position(EPOCH, 15)));
        rig.until(() -> !CopiesRig.batches(second).isEmpty());
        rig.settle();
        assertEquals("15:line 15", Lines.texts(CopiesRig.batches(second)).getFirst());
        assertEquals(5, CopiesRig.batches(second).size());
    }

    @Test
    void neverIsMoreThanTheWindowOnItsWayUnconfirmed() {
        rig.leading();
        Voice second = rig.attached(2);
        for (int i = 0; i < 12; i++) appendOfBytes(700_000);
        rig.settle();
        long most = 0;
        for (long confirmed = 0; confirmed < 12; confirmed++) {
            long unconfirmed = CopiesRig.bytes(second) - confirmed * 700_000;
            most = Math.max(most, unconfirmed);
            assertTrue(unconfirmed <= Push.WINDOW_BYTES, unconfirmed + " are on their way");
            assertTrue(next(second) > confirmed, "something always is");
            rig.confirm(second, 1, confirmed + 1);
        }
        assertEquals(12, next(second));
        assertEquals(5 * 700_000, most, "as many as there is room for");
    }

    @Test
    void theSameHoldsForWhatComesFromTheFiles() {
        rig.leading();
        for (int i = 0; i < 12; i++) appendOfBytes(700_000);
        rig.until(() -> rig.log.durableEnd() == 12);
        Voice second = rig.attached(2);
        for (long confirmed = 0; confirmed < 12; confirmed++) {
            long unconfirmed = CopiesRig.bytes(second) - confirmed * 700_000;
            assertTrue(unconfirmed <= Push.WINDOW_BYTES, unconfirmed + " are on their way");
            assertTrue(next(second) > confirmed, "something always is");
            rig.confirm(second, 1, confirmed + 1);
        }
        assertEquals(12, next(second));
    }

    @Test
    void aBatchLargerThanTheWindowGoesAlone() {
        rig.leading();
        Voice second = rig.attached(2);
        int large = Push.WINDOW_BYTES + MIB;
        appendOfBytes(1_000, large, 1_000);
        rig.settle();
        assertEquals(1_000, CopiesRig.bytes(second));
        rig.confirm(second, 1, 1);
        assertEquals(1_000 + large, CopiesRig.bytes(second));
        rig.confirm(second, 1, 2);
        assertEquals(2_000 + large, CopiesRig.bytes(second));
    }

    @Test
    void manySmallBatchesShareAMessage() {
        rig.leading();
        Voice second = rig.attached(2);
        int[] sizes = new int[100];
        Arrays.fill(sizes, 30_000);
        appendOfBytes(sizes);
        rig.settle();
        assertEquals(100, next(second));
        assertEquals(3, second.heard(Pushed.class).size(), "of a MiB each");
    }

    private void deleteBefore(long offset) {
        StartResult result =
                rig.home.<StartResult>await(
                        then -> rig.log.deleteBefore(offset, rig.log.durableEnd(), then));
        assertEquals(new StartResult.Done(offset), result);
        rig.home.run(rig.copies()::trimmed);
        rig.settle();
    }

    /** Else a follower that leads one day would show again what was deleted. */
    @Test
    void whatIsDeletedIsToldThoughNothingElseHappens() {
        filled(3);
        Voice second = rig.attached(2);
        rig.confirm(second, 1, 3);
        second.take();
        deleteBefore(2);
        assertEquals(List.of(new Marked(List.of(new MarkOf(1, new Mark(3, 2))))), second.take());
    }

    @Test
    void whoNeedsWhatIsDeletedBeginsAnew() {
        filled(5);
        deleteBefore(3);
        Voice second = rig.follower(2);
        second.say(CopiesRig.attach(1, new Position(EPOCH, 2)));
        rig.settle();
        assertEquals(List.of(new Judged(1, new Verdict.BeginsAt(3))), second.take());
        second.say(CopiesRig.attach(2, new Position(-1, 3)));
        rig.settle();
        assertEquals(List.of("3:line 3", "4:line 4"), Lines.texts(CopiesRig.batches(second)));
    }

    @Test
    void whatCannotBeReadEndsTheAttach() {
        filled(20);
        rig.home.disk().failNextRead(ReadFault.ERROR);
        Voice second = rig.attached(2);
        rig.settle();
        assertEquals(new Turned(1, Why.UNREADABLE), second.take().getLast());
        second.say(CopiesRig.attach(2));
        rig.until(() -> next(second) == 20);
    }

    /** It is what the leader has: records are missing, and no offset. */
    @Test
    void aCompactedLogIsPushedAsItIs() {
        rig = new CopiesRig(LogHost.SMALL);
        rig.leading();
        for (int i = 0; i < 60; i++) rig.append(Lines.keyed(0, 0, "abc".charAt(i % 3)));
        rig.until(() -> rig.log.durableEnd() == 60);
        assertInstanceOf(CompactionResult.Done.class, rig.home.compact(rig.log, 60));
        Voice second = rig.attached(2);
        rig.until(() -> next(second) == 60);
        List<ByteBuffer> pushed = CopiesRig.batches(second);
        assertTrue(pushed.size() < 30, pushed.size() + " batches are left");
        assertEquals(rig.home.all(rig.log), pushed);
        List<Long> gaps = new ArrayList<>();
        long next = 0;
        for (ByteBuffer batch : pushed) {
            if (Batch.baseOffset(batch, 0) != next) gaps.add(next);
            next = Batch.nextOffset(batch, 0);
        }
        assertEquals(List.of(), gaps);
    }

    /** What it holds the leader has not, batch for batch, but it is the beginning of the same. */
    @Test
    void whoEndsWhereBatchesWereCompactedAwayGetsWhatIsInTheirPlace() {
        rig = new CopiesRig(LogHost.SMALL);
        rig.leading();
        for (int i = 0; i < 60; i++) rig.append(Lines.keyed(0, 0, 'a'));
        rig.until(() -> rig.log.durableEnd() == 60);
        rig.home.compact(rig.log, 60);
        Voice second = rig.follower(2);
        second.say(CopiesRig.attach(1, new Position(EPOCH, 7)));
        rig.until(() -> !CopiesRig.batches(second).isEmpty());
        ByteBuffer first = CopiesRig.batches(second).getFirst();
        assertEquals(0, Batch.baseOffset(first, 0));
        assertTrue(Batch.nextOffset(first, 0) > 7);
        assertEquals(0, Batch.count(first, 0));
    }
}
