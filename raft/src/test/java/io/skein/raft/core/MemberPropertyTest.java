package io.skein.raft.core;

import io.skein.simulation.Gen;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, the invariants hold; and when it stops, all goes on. */
final class MemberPropertyTest {
    @Test
    void holdsThroughManyLives() {
        Gen.check(
                "a member of one, many lives",
                2_000,
                gen -> {
                    Life life = new Life();
                    int steps = gen.between(1, 120);
                    for (int i = 0; i < steps; i++) life.live(gen);
                    life.heal();
                });
    }
}
