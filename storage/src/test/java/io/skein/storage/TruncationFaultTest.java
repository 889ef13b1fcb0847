package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.DiskFault;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that fails or fills up while a log is cut. */
class TruncationFaultTest {
    private static final List<DiskFault> SYNC_FAULTS =
            List.of(
                    DiskFault.SYNC_DROPS_PAGES,
                    DiskFault.SYNC_KEEPS_PAGES,
                    DiskFault.SYNC_WRITES_PARTLY);

    /** Wherever the disk fails or fills up, what is found afterwards is sound and long enough. */
    @Test
    void aCutThatFailsHalfWayIsNeverCalledDone() {
        int unfinished = 0;
        for (DiskFault fault : List.of(DiskFault.WRITE_ERROR, DiskFault.FULL)) {
            for (int operation = 1; operation <= 30; operation++) {
                if (!(failing(fault, operation) instanceof TruncateResult.Done)) unfinished++;
            }
        }
        assertTrue(unfinished > 10, unfinished + " failed");
    }

    /** What was not written is not in the log, whatever it looked like when it was asked. */
    @Test
    void nothingIsCalledDoneOnceTheDiskHasFailed() {
        Story story = new Story(1);
        Log log = story.open();
        story.append(log, 2, 0);
        story.disk().failNextSync(DiskFault.SYNC_DROPS_PAGES);
        TruncateResult result =
                story.rig.<TruncateResult>ask(then -> {
                    log.append(Rig.batch(1, 60, 1000), 0);
                    log.truncation().to(log.end(), _ -> {});
                    story.rig.owner.after(
                            1_000_000_000L, () -> log.truncation().to(log.end(), then));
                });
        assertInstanceOf(TruncateResult.Offline.class, result);
    }

    private static TruncateResult failing(DiskFault fault, int operation) {
        Story story = new Story(operation);
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, i);
        long wanted = log.end() / 2;
        long before = log.end();
        story.disk().failAt(story.disk().operations() + operation, fault);
        TruncateResult result =
                story.rig.<TruncateResult>ask(then -> log.truncation().to(wanted, then));
        boolean isDone = result instanceof TruncateResult.Done;
        if (result instanceof TruncateResult.NoRoom) assertEquals(before, log.end());
        long left = isDone ? log.end() : before;
        story.host.powerCut();
        story.restart();
        Log again = story.rig.opened().log(false);
        assertTrue(again.end() <= left && again.end() >= wanted - 3, result + " " + again.end());
        List<byte[]> found = story.rig.all(again, 600);
        LogTest.assertSame(story.given.subList(0, found.size()), found);
        return result;
    }

    /**
     * Nobody knows what a failed sync has left: the directory is done with, but not its content.
     */
    @Test
    void aSyncThatFailsInACutIsTheLast() {
        int syncs = 0;
        for (int operation = 1; operation <= 40; operation++) {
            if (!new Cut(operation, DiskFault.FULL).isAtSync) continue;
            syncs++;
            for (DiskFault how : SYNC_FAULTS) new Cut(operation, how).assertTerminal();
        }
        assertTrue(syncs > 5, syncs + " syncs");
    }

    /** A log that is cut while this operation goes wrong, counted from the first of the cut. */
    private static final class Cut {
        private final Story story;
        private final Log log;
        private final long wanted;
        private final TruncateResult result;
        private final boolean isAtSync;

        Cut(int operation, DiskFault fault) {
            story = new Story(operation);
            log = story.open();
            for (int i = 0; i < 6; i++) story.append(log, 4, i);
            wanted = log.end() / 2;
            long before = story.disk().operations();
            story.disk().failAt(before + operation, fault);
            result = story.rig.<TruncateResult>ask(then -> log.truncation().to(wanted, then));
            // A full disk fails all but syncs.
            isAtSync =
                    story.disk().operations() >= before + operation
                            && story.disk().faultsMet() == 0;
        }

        void assertTerminal() {
            assertInstanceOf(TruncateResult.Offline.class, result);
            assertTrue(story.rig.directory().trouble().isPresent());
            assertEquals(1, story.rig.failures.size());
            ByteBuffer more = Rig.batch(1, 10, 1);
            assertInstanceOf(AppendResult.Offline.class, story.rig.append(log, more, 9));
            long tried = story.disk().operations();
            story.world.runFor(20_000_000_000L);
            assertEquals(tried, story.disk().operations(), "nothing is tried again");
            // Only a reboot tells what is on the disk: until then the cache may say otherwise.
            story.host.powerCut();
            assertSoundAfter(story, wanted);
        }
    }

    private static void assertSoundAfter(Story story, long wanted) {
        story.restart();
        Log again = story.rig.opened().log(false);
        List<byte[]> found = story.rig.all(again, 600);
        LogTest.assertSame(story.given.subList(0, found.size()), found);
        long kept = again.end();
        assertTrue(kept >= wanted - 3, kept + " is less than " + wanted);
        story.taken(kept);
        story.append(again, 3, 9);
        assertTrue(again.durableEnd() > kept);
        story.host.powerCut();
        story.restart();
        story.open();
    }
}
