package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private final Durations durations = new Durations();

    private List<Long> counts() {
        List<Long> counts = new ArrayList<>();
        for (int at = 0; at <= Durations.boundsSeconds().size(); at++) {
            counts.add(durations.count(at));
        }
        return counts;
    }

    private static List<Long> only(int at, long count) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i <= Durations.boundsSeconds().size(); i++) {
            counts.add(i == at ? count : 0L);
        }
        return counts;
    }

    @Test
    void aBoundBelongsToWhatIsBelow() {
        durations.note(1_000_000);
        assertEquals(only(Durations.boundsSeconds().indexOf(0.001), 1), counts());
    }

    @Test
    void whatIsLongerBelongsToTheNext() {
        durations.note(1_000_001);
        assertEquals(only(Durations.boundsSeconds().indexOf(0.0025), 1), counts());
    }

    @Test
    void theFirstAndTheLastTakeAllThatIsLeft() {
        durations.note(-5);
        durations.note(0);
        assertEquals(only(0, 2), counts());
        assertEquals(0, durations.sumSeconds());
        durations.note(Long.MAX_VALUE / 2);
        assertEquals(1, durations.count(Durations.boundsSeconds().size()));
    }

    @Test
    void theSumIsOfAll() {
        durations.note(250_000_000);
        durations.note(1_250_000_000);
        assertEquals(1.5, durations.sumSeconds());
    }
}
