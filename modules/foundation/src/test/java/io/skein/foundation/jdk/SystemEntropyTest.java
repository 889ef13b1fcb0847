package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Entropy;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SystemEntropyTest {
    private final Entropy entropy = new SystemEntropy();

    @Test
    void streamsDiffer() {
        assertNotEquals(new SystemEntropy().nextLong(), new SystemEntropy().nextLong());
    }

    @Test
    void everyBitIsSetAboutHalfOfTheTime() {
        int[] set = new int[Long.SIZE];
        int draws = 10_000;
        for (int i = 0; i < draws; i++) {
            long drawn = entropy.nextLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (drawn >>> bit & 1);
            }
        }
        for (int count : set) {
            // Ten standard deviations.
            assertEquals(draws / 2.0, count, 500);
        }
    }

    @Test
    void idsAreVersionFourAndDoNotRepeat() {
        Set<Uuid> drawn = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Uuid id = entropy.uuid();
            assertEquals(4, id.high() >>> 12 & 0xF);
            assertEquals(0b10, id.low() >>> 62);
            assertTrue(drawn.add(id));
        }
    }

    @Test
    void belowStaysBelowAndReachesEverything() {
        boolean[] reached = new boolean[7];
        for (int i = 0; i < 1_000; i++) {
            reached[(int) entropy.below(7)] = true;
            assertEquals(0, entropy.below(1));
            assertTrue(entropy.below(Long.MAX_VALUE) >= 0);
        }
        for (boolean each : reached) {
            assertTrue(each);
        }
    }

    @Test
    void aBoundIsPositive() {
        assertThrows(BrokenInvariant.class, () -> entropy.below(0));
        assertThrows(BrokenInvariant.class, () -> entropy.below(-1));
    }
}
