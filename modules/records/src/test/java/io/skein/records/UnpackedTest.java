package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much memory a block gets: by what has come of it, and one byte more than allowed. */
class UnpackedTest {
    private static final int ALLOWED = 20_000;

    @ParameterizedTest
    @CsvSource({
        "1, 1073741824, 4096",
        "1024, 1073741824, 4096",
        "1025, 1073741824, 4100",
        "1000000000, 20000, 20001",
        "1, 99, 100",
    })
    void theFirstRoomIsForFourfold(int compressedBytes, int allowedBytes, int room) {
        assertEquals(room, new Unpacked(compressedBytes, allowedBytes).room());
    }

    @Test
    void itDoublesToOneByteMoreThanAllowedAndThenGrowsOnce() {
        Unpacked target = new Unpacked(1, ALLOWED);
        int last = ALLOWED + 1 + Unpacked.OVERSHOOT_BYTES_MAX;
        for (int expected : new int[] {8192, 16_384, ALLOWED + 1, last}) {
            target.at = target.array.length;
            target.reserve(1);
            assertEquals(expected, target.array.length);
        }
        assertTrue(target.isTooLarge());
        target.at = last;
        assertThrows(BrokenInvariant.class, () -> target.reserve(1));
    }

    @Test
    void whatIsAllowedFits() {
        Unpacked target = new Unpacked(1, ALLOWED);
        target.at = ALLOWED;
        assertEquals(0, target.left());
        assertFalse(target.isTooLarge());
        target.at++;
        assertTrue(target.isTooLarge());
    }
}
