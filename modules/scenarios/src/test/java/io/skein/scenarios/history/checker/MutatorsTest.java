package io.skein.scenarios.history.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.history.ops.History;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A correct history that is spoilt in one place is found out, under the right name. */
class MutatorsTest {
    /** With each mutator so many histories are spoilt that have something to spoil. */
    private static final int EFFECTIVE = 100;

    /** So many are tried to find them. */
    private static final int HISTORIES_MAX = 3_000;

    private static final int STEPS = 80;
    private static final double FOUND_MIN = 0.999;

    private static List<Mutator> mutators() {
        return Stream.of(RecordMutators.all(), AnswerMutators.all(), GroupMutators.all())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    List<DynamicTest> eachIsFoundOut() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Mutator mutator : mutators()) {
            tests.add(DynamicTest.dynamicTest(mutator.what(), () -> judge(mutator)));
        }
        return tests;
    }

    @Test
    void everyAnomalyHasAMutator() {
        Set<Anomaly> left = EnumSet.allOf(Anomaly.class);
        for (Mutator mutator : mutators()) left.remove(mutator.shows());
        assertEquals(Set.of(), left);
    }

    private static void judge(Mutator mutator) {
        int effective = 0;
        List<String> missed = new ArrayList<>();
        for (int seed = 0; seed < HISTORIES_MAX && effective < EFFECTIVE; seed++) {
            Gen gen = Gen.of(31L * seed + mutator.what().hashCode());
            History sound = ToyLog.history(gen, 2, STEPS);
            Optional<History> spoilt = mutator.spoil().apply(new Change(sound, gen));
            if (spoilt.isEmpty()) continue;
            effective++;
            Verdict verdict = Checker.check(spoilt.get(), Options.STRICT);
            boolean found =
                    verdict.findings().stream().anyMatch(one -> one.anomaly() == mutator.shows());
            if (!found) missed.add("seed " + seed + ": " + verdict);
        }
        assertEquals(EFFECTIVE, effective, mutator.what());
        int least = (int) Math.ceil(effective * FOUND_MIN);
        assertTrue(effective - missed.size() >= least, () -> String.join("\n", missed));
    }
}
