package io.skein.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void figuresKeepTheirOrderAndGoalsFollowTheirs() {
        Result result = new Result().put("bench", "produce raw").put("nodes", 1);
        result.putAtLeast("ratio", 0.8345, 0.5).put("p50_ms", 12.0);
        assertEquals(
                "{\"bench\":\"produce raw\",\"nodes\":1,\"ratio\":0.835,\"ratio_goal\":0.5,"
                        + "\"ratio_met\":true,\"p50_ms\":12,\"met\":true}",
                result.line());
    }

    @Test
    void oneMissedGoalMissesAll() {
        Result result = new Result().putAtMost("a_ms", 501, 500).putAtMost("b_ms", 500, 500);
        assertFalse(result.isMet());
        assertEquals(
                "{\"a_ms\":501,\"a_ms_goal\":500,\"a_ms_met\":false,"
                        + "\"b_ms\":500,\"b_ms_goal\":500,\"b_ms_met\":true,\"met\":false}",
                result.line());
    }

    @Test
    void aMissedGoalIsTheExitCode() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(0, Bench.told(new Result().putAtLeast("ratio", 0.5, 0.5), out));
        assertEquals(1, Bench.told(new Result().putAtLeast("ratio", 0.499, 0.5), out));
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.getFirst().endsWith("\"met\":true}"), lines.getFirst());
        assertTrue(lines.getLast().endsWith("\"met\":false}"), lines.getLast());
    }

    @Test
    void numbersHaveNoSeparatorsAndNoTrailingZeros() {
        Result result = new Result().put("a", 1_234_567.0).put("b", 0.0).put("c", 100.25);
        assertEquals("{\"a\":1234567,\"b\":0,\"c\":100.25,\"met\":true}", result.line());
    }

    @Test
    void textIsEscaped() {
        Result result = new Result().put("a", "say \"x\\y\"\n");
        assertEquals("{\"a\":\"say \\\"x\\\\y\\\"\\u000a\",\"met\":true}", result.line());
    }

    @Test
    void whatIsNoNumberIsNoFigure() {
        Result result = new Result();
        assertThrows(BrokenInvariant.class, () -> result.put("a", Double.NaN));
    }
}
