package io.skein.scenarios.cores;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import org.junit.jupiter.api.Test;

/** Whatever happens to members of a quorum, they keep what they promised, and agree again. */
class ColonyTest {
    private static final int CASES = 400;
    private static final int STEPS = 800;
    private long agreed;

    @Test
    void aQuorumKeepsItsPromises() {
        Gen.check(
                "a quorum keeps its promises",
                CASES,
                gen -> agreed += new ColonyRun(gen, _ -> {}).play(STEPS));
        assertTrue(agreed > CASES, "they agree on something, " + agreed);
    }
}
