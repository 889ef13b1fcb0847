package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class CheckTest {
    @Test
    void whatHoldsPasses() {
        assertDoesNotThrow(() -> {
            Check.that(true, "fine");
            Check.that(true, "fine", 1);
            Check.ordered(1, 1, "fine");
            Check.ordered(1, 2, "fine");
            Check.same(2, 2, "fine");
        });
    }

    @Test
    void whatDoesNotHoldSaysWhatWasExpected() {
        assertEquals("broken", message(() -> Check.that(false, "broken")));
        assertEquals("broken: 7", message(() -> Check.that(false, "broken", 7)));
        assertEquals("rises: 2 > 1", message(() -> Check.ordered(2, 1, "rises")));
        assertEquals("equal: expected 1, was 2", message(() -> Check.same(1, 2, "equal")));
        assertTrue(Check.unreachable("why").toString().endsWith("unreachable: why"));
    }

    @Test
    void partitionsAreNumberedFromZeroAndOrderedByTopicThenNumber() {
        PartitionId first = new PartitionId(new Uuid(1, 1), 9);
        PartitionId second = new PartitionId(new Uuid(1, 2), 0);
        assertTrue(first.compareTo(second) < 0);
        assertTrue(second.compareTo(new PartitionId(new Uuid(1, 2), 1)) < 0);
        assertEquals("AAAAAAAAAAEAAAAAAAAAAQ-9", first.toString());
        assertThrows(BrokenInvariant.class, () -> new PartitionId(Uuid.ZERO, -1));
    }

    private static String message(Executable broken) {
        return String.valueOf(assertThrows(BrokenInvariant.class, broken).getMessage());
    }
}
