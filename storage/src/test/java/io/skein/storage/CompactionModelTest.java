package io.skein.storage;

import io.skein.simulation.Gen;
import org.junit.jupiter.api.Test;

/** Appends, passes, cuts, crashes in any order, against a list of all that was ever appended. */
class CompactionModelTest {
    @Test
    void everyKeyKeepsItsNewestValue() {
        Gen.check("compaction model", 150, gen -> new KeyedLife(gen).live());
    }
}
