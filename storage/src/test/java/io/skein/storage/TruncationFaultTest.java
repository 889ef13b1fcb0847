package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.DiskFault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that fails or fills up while a log is cut. */
class TruncationFaultTest {
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
}
