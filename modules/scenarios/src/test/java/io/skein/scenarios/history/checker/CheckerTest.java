package io.skein.scenarios.history.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of findings, and what bounds them. */
class CheckerTest {
    private static Verdict judge(List<String> lines) {
        return Checker.check(HistoryText.read(lines), Options.STRICT);
    }

    @Test
    void ofManyOfOneKindTheFirstAreToldAndAllAreCounted() {
        int lost = 3 * Findings.TOLD_MAX;
        Verdict verdict =
                judge(List.of("p1 send a/0 1.." + lost + " @0", "final n1 a/0 start=0 hw=0"));
        assertEquals(Findings.TOLD_MAX, verdict.findings().size());
        assertEquals(lost, verdict.counts().get(Anomaly.LOST_WRITE));
    }

    @Test
    void theFirstFindingEndsTheRun() {
        Verdict verdict = judge(List.of("p1 send a/0 1 @0", "final n1 a/0 start=0 hw=0"));
        Violation violation = assertThrows(Violation.class, verdict::orThrow);
        assertEquals("lost-write", violation.invariant());
        assertTrue(violation.toString().contains("process 1 send"), violation::toString);
        judge(List.of("p1 send a/0 1 @0", "final n1 a/0 start=0 hw=1 0:1")).orThrow();
    }

    /** So many creations and deletions may have been that not all orders can be tried. */
    @Test
    void aSearchThatIsTooLargeSaysSo() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("0-5 p1 create t conf=c" + i + " ?");
            lines.add("0-5 p1 delete t ?");
        }
        lines.add("10-15 p1 describe t conf=never");
        Verdict verdict = judge(lines);
        assertTrue(verdict.isClean(), verdict::toString);
        assertEquals(List.of("t"), verdict.undecided());
    }

    @Test
    void anomaliesHaveTheNamesOfTheList() {
        assertEquals("int-poll-skip", Anomaly.INT_POLL_SKIP.label());
        for (Anomaly one : Anomaly.values()) {
            assertEquals(one, Anomaly.labelled(one.label()).orElseThrow());
        }
        assertTrue(Anomaly.labelled("lost").isEmpty());
    }
}
