package io.skein.scenarios.crashes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.crashes.Enumeration.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample of what {@code sim crashes} goes through whole. */
class EnumerationTest {
    private static final int STRIDE = 7;

    static List<String> names() {
        return Enumeration.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCrashIsSurvived(String name) {
        Tally tally = new Enumeration(STRIDE).run(name);
        assertEquals(List.of(), tally.failures());
        assertTrue(tally.images() > 100, tally.line());
        assertTrue(tally.deeper() > 5, tally.line());
    }

    @Test
    void theLineCountsWhatCameOfIt() {
        Tally tally = new Tally(3, 1, List.of("a")).plus(new Tally(4, 2, List.of("b")));
        assertEquals("7 images, 3 of depth two, 2 failures", tally.line());
    }
}
