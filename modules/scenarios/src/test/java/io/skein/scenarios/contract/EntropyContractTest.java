package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Entropy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntropyContractTest {
    private static final int DRAWS = 10_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void everyBitIsAsOftenSetAsNot(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Entropy entropy = trial.host().entropy("bits");
            int[] set = new int[Long.SIZE];
            for (int i = 0; i < DRAWS; i++) {
                long drawn = entropy.nextLong();
                for (int bit = 0; bit < Long.SIZE; bit++) set[bit] += (int) (drawn >>> bit & 1);
            }
            // Ten standard deviations: one false alarm in more runs than there will be.
            for (int count : set) assertEquals(DRAWS / 2.0, count, 10 * Math.sqrt(DRAWS) / 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void belowStaysBelowAndReachesAll(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Entropy entropy = trial.host().entropy("below");
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < DRAWS; i++) seen.add(entropy.below(7));
            assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), seen);
            assertEquals(0, entropy.below(1));
            for (int i = 0; i < 100; i++) assertTrue(entropy.below(Long.MAX_VALUE) >= 0);
        }
    }

    /** Without care the lowest third would be drawn as often as the rest together. */
    @ParameterizedTest
    @EnumSource
    void aLargeBoundIsEvenToo(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Entropy entropy = trial.host().entropy("even");
            long third = 1L << 61;
            int low = 0;
            for (int i = 0; i < DRAWS; i++) {
                if (entropy.below(3 * third) < third) low++;
            }
            assertEquals(DRAWS / 3.0, low, 10 * Math.sqrt(DRAWS * 2 / 9.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsAreNotAlike(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Set<Long> first = new HashSet<>();
            for (String purpose : new String[] {"a", "b", "a"}) {
                assertTrue(first.add(trial.host().entropy(purpose).nextLong()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsAreRandomAndNotZero(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Entropy entropy = trial.host().entropy("ids");
            Set<Uuid> seen = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                Uuid id = entropy.uuid();
                assertNotEquals(Uuid.ZERO, id);
                assertTrue(seen.add(id));
            }
        }
    }
}
