package io.skein.scenarios.history.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.history.ops.History;
import io.skein.simulation.Gen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a correct log shows is clean, whoever asks it what and whenever. */
class ToyLogTest {
    private static final int HISTORIES = 10_000;
    private static final int STEPS_MAX = 60;

    @Test
    void aCorrectLogIsNeverSuspected() {
        Gen.check(
                "a correct log",
                HISTORIES,
                gen -> {
                    History history =
                            ToyLog.history(gen, gen.between(1, 3), gen.between(5, STEPS_MAX));
                    Verdict verdict = Checker.check(history, Options.STRICT);
                    assertTrue(verdict.isClean(), () -> verdict + "\n" + told(history));
                    assertEquals(List.of(), verdict.undecided());
                });
    }

    private static String told(History history) {
        StringBuilder all = new StringBuilder();
        history.ops().forEach(op -> all.append(Words.of(op)).append('\n'));
        return all.toString();
    }
}
