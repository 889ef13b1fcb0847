package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.scenarios.run.Arguments.Misread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static int seeds(String... typed) throws Misread {
        return Arguments.read(List.of(typed)).seeds(500);
    }

    /** A run of an hour that ended after some seeds would be no run of an hour. */
    @Test
    void aBoundOfTimeAloneTakesAllSeedsThatFitIn() throws Misread {
        assertEquals(500, seeds("run"));
        assertEquals(7, seeds("run", "--seeds", "7"));
        assertEquals(Arguments.UNBOUNDED, seeds("run", "--minutes", "60"));
        assertEquals(7, seeds("run", "--minutes", "60", "--seeds", "7"));
    }

    @Test
    void whatIsNoNumberOfSeedsIsRefused() {
        assertThrows(Misread.class, () -> seeds("run", "--seeds", "0"));
        assertThrows(Misread.class, () -> seeds("run", "--seeds", "many"));
    }
}
