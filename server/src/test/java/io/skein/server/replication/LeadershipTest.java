package io.skein.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private static final int EPOCH = 3;

    @Test
    void highWatermarkIsTheLeastDurableOffsetOfTheInSyncSet() {
        Leadership leadership = new Leadership(EPOCH, List.of(1, 2, 3), 2, 0);
        assertEquals(OptionalLong.empty(), leadership.confirmed(1, 10));
        assertEquals(OptionalLong.empty(), leadership.confirmed(2, 7));
        assertEquals(OptionalLong.of(5), leadership.confirmed(3, 5));
        assertEquals(OptionalLong.of(7), leadership.confirmed(3, 12));
        assertEquals(7, leadership.highWatermark());
    }

    @Test
    void aReplicaOutsideTheSetCountsForNothing() {
        Leadership leadership = new Leadership(EPOCH, List.of(1), 1, 0);
        assertEquals(OptionalLong.empty(), leadership.confirmed(9, 100));
        assertEquals(0, leadership.highWatermark());
    }

    @Test
    void neverMovesBack() {
        Leadership leadership = new Leadership(EPOCH, List.of(1), 1, 20);
        assertEquals(OptionalLong.empty(), leadership.confirmed(1, 15));
        assertEquals(20, leadership.highWatermark());
        assertEquals(OptionalLong.of(21), leadership.confirmed(1, 21));
        assertEquals(OptionalLong.empty(), leadership.confirmed(1, 19));
        assertEquals(21, leadership.highWatermark());
    }

    @Test
    void aSetThatIsTooSmallAgreesOnNothing() {
        Leadership leadership = new Leadership(EPOCH, List.of(1), 2, 0);
        assertFalse(leadership.enoughInSync());
        assertEquals(OptionalLong.empty(), leadership.confirmed(1, 10));
        leadership.require(1);
        assertTrue(leadership.enoughInSync());
        assertEquals(OptionalLong.of(11), leadership.confirmed(1, 11));
    }
}
