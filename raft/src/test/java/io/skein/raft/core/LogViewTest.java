package io.skein.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogViewTest {
    private static final LogView EMPTY = LogView.startingAt(LogPoint.START, 0);

    private static LogView with(LogView log, int epoch, int records) {
        List<ByteBuffer> all = Collections.nCopies(records, ByteBuffer.allocate(1));
        return log.append(new Batch(epoch, log.end().next(), new Batch.State(all)));
    }

    private static LogPoint at(long next, int epoch) {
        return new LogPoint(next, epoch);
    }

    /** The leader has 3@1 and 4@2. This log has a batch across 4, which cannot be cut in two. */
    @Test
    void aCutInsideOfAnEpochThatIsNotTheLeadersTakesTwoSteps() {
        LogView log = with(with(with(EMPTY, 1, 3), 1, 2), 4, 1);
        LogPoint first = log.cutFor(at(4, 2));
        assertEquals(at(5, 1), first);
        LogPoint second = log.cut(first).cutFor(at(3, 1));
        assertEquals(at(3, 1), second);
    }

    @Test
    void theEpochThatBothHaveEndsWhereTheShorterOneEnds() {
        LogView log = with(with(with(EMPTY, 1, 3), 2, 2), 2, 2);
        assertEquals(at(5, 2), log.cutFor(at(5, 2)));
        assertEquals(at(7, 2), log.cutFor(at(9, 2)));
        assertEquals(at(3, 1), log.cutFor(at(3, 1)));
    }

    @Test
    void nothingIsCutBelowASnapshot() {
        LogView log = with(LogView.startingAt(at(10, 3), 0), 5, 2);
        assertEquals(at(10, 3), log.cutFor(at(11, 4)));
        assertEquals(at(10, 3), log.cutFor(at(4, 1)));
    }
}
