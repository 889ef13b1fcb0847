package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.EpochTrail.End;
import io.skein.foundation.EpochTrail.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpochTrailTest {
    private static final EpochTrail TRAIL = trail("2@0 5@40 6@41");

    private static EpochTrail trail(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int at = entry.indexOf('@');
            int epoch = Integer.parseInt(entry.substring(0, at));
            entries.add(new Entry(epoch, Long.parseLong(entry.substring(at + 1))));
        }
        return EpochTrail.of(entries).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1@5 1@6", "2@5 1@6", "1@5 2@5", "1@5 2@4", "-1@0", "0@-1"})
    void whatDoesNotRiseIsNoTrail(String text) {
        assertThrows(RuntimeException.class, () -> trail(text));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'',          0, 0,  0@0",
                "'',          3, 70, 3@70",
                "2@0,         2, 40, 2@0",
                "2@0,         5, 40, 2@0 5@40",
                "2@0 5@40,    6, 40, 2@0 6@40",
                "2@0,         9, 0,  9@0",
            })
    void appending(String before, int epoch, long offset, String after) {
        assertEquals(after, trail(before).append(epoch, offset).toString());
    }

    @Test
    void anOlderEpochNeverWritesAgainAndNobodyBeforeTheEnd() {
        assertThrows(BrokenInvariant.class, () -> TRAIL.append(5, 50));
        assertThrows(BrokenInvariant.class, () -> TRAIL.append(7, 40));
        assertThrows(BrokenInvariant.class, () -> TRAIL.append(6, 40));
        assertThrows(BrokenInvariant.class, () -> EpochTrail.EMPTY.append(-1, 0));
        assertThrows(BrokenInvariant.class, () -> EpochTrail.EMPTY.append(0, -1));
    }

    @Test
    void theEpochOfAnOffset() {
        assertEquals(OptionalInt.of(2), TRAIL.epochAt(0));
        assertEquals(OptionalInt.of(2), TRAIL.epochAt(39));
        assertEquals(OptionalInt.of(5), TRAIL.epochAt(40));
        assertEquals(OptionalInt.of(6), TRAIL.epochAt(1_000));
        assertEquals(OptionalInt.empty(), trail("3@10").epochAt(9));
        assertEquals(OptionalInt.empty(), EpochTrail.EMPTY.epochAt(0));
        assertEquals(OptionalInt.of(6), TRAIL.last());
        assertEquals(OptionalInt.empty(), EpochTrail.EMPTY.last());
    }

    @ParameterizedTest
    @CsvSource({"2,2,40", "3,2,40", "4,2,40", "5,5,41", "6,6,50", "9,6,50"})
    void theEndOfTheLargestEpochNotAboveTheAskedOne(int asked, int epoch, long end) {
        assertEquals(Optional.of(new End(epoch, end)), TRAIL.endOf(asked, 50));
    }

    @Test
    void whereAllEpochsAreAboveTheAskedOneThereIsNoEnd() {
        assertEquals(Optional.empty(), TRAIL.endOf(1, 50));
        assertEquals(Optional.empty(), EpochTrail.EMPTY.endOf(1, 0));
        assertThrows(BrokenInvariant.class, () -> TRAIL.endOf(6, 40));
    }

    @ParameterizedTest
    @CsvSource({
        "0,  ''",
        "1,  2@0",
        "40, 2@0",
        "41, 2@0 5@40",
        "42, 2@0 5@40 6@41",
        "99, 2@0 5@40 6@41"
    })
    void truncating(long logEnd, String after) {
        assertEquals(after, TRAIL.truncateTo(logEnd).toString());
    }

    @ParameterizedTest
    @CsvSource({"0,  2@0 5@40 6@41", "1,  2@1 5@40 6@41", "40, 5@40 6@41", "41, 6@41", "99, 6@99"})
    void trimming(long logStart, String after) {
        assertEquals(after, TRAIL.trimBefore(logStart).toString());
        assertEquals("2@0 5@40 6@41", TRAIL.toString());
    }

    @Test
    void trimmingBeforeTheFirstEntryChangesNothing() {
        assertSame(EpochTrail.EMPTY, EpochTrail.EMPTY.trimBefore(7));
        assertEquals("3@10", trail("3@10").trimBefore(5).toString());
    }

    @Test
    void equalByContent() {
        EpochTrail same = EpochTrail.EMPTY.append(2, 0).append(5, 40).append(6, 41);
        assertEquals(TRAIL, same);
        assertEquals(TRAIL.hashCode(), same.hashCode());
        assertNotEquals(TRAIL, same.append(7, 50));
        assertNotEquals(TRAIL, same.trimBefore(1));
        assertEquals(Optional.of(TRAIL), EpochTrail.of(TRAIL.entries()));
    }

    /** The log itself is the model: the epoch of each record, in a list. */
    @Test
    void aTrailSaysWhatTheLogItDescribesSays() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Integer> log = new ArrayList<>();
            EpochTrail trail = EpochTrail.EMPTY;
            int epoch = 0;
            for (int step = 0; step < 40; step++) {
                int end = log.size();
                if (random.nextInt(4) == 0) {
                    int cut = random.nextInt(end + 1);
                    log.subList(cut, end).clear();
                    trail = trail.truncateTo(cut);
                } else {
                    epoch += random.nextInt(3);
                    trail = trail.append(epoch, end);
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        log.add(epoch);
                    }
                }
                compare(log, trail, epoch);
            }
        }
    }

    private static void compare(List<Integer> log, EpochTrail trail, int epochMax) {
        for (int i = 0; i < log.size(); i++) {
            assertEquals(OptionalInt.of(log.get(i)), trail.epochAt(i));
        }
        for (int asked = 0; asked <= epochMax; asked++) {
            int wanted = asked;
            long end = log.stream().filter(each -> each <= wanted).count();
            Optional<End> expected =
                    end == 0 ? Optional.empty() : Optional.of(new End(log.get((int) end - 1), end));
            assertEquals(expected, trail.endOf(asked, log.size()));
        }
    }
}
