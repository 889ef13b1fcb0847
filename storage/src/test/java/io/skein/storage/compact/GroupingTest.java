package io.skein.storage.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final Grouping.Bounds BOUNDS = new Grouping.Bounds(1_000, 1 << 20, 100);

    /** Segments of ten offsets and ten batches each: of these bytes, with so much garbage. */
    private static List<Tally> segments(int... bytesAndGarbage) {
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < bytesAndGarbage.length; i += 2) {
            Span span = new Span(i * 5L, i * 5L + 10, bytesAndGarbage[i]);
            tallies.add(new Tally(span, 10, bytesAndGarbage[i + 1], 0));
        }
        return tallies;
    }

    private static String chosen(List<Tally> segments, boolean thorough) {
        Grouping.Choice choice = Grouping.of(segments, BOUNDS, thorough);
        StringBuilder text = new StringBuilder();
        for (List<Tally> group : choice.groups()) {
            text.append('[');
            for (Tally each : group) text.append(each.span().base() / 10);
            text.append(']');
        }
        return text + " leaves " + choice.leftBytes();
    }

    @Test
    void onlyWhatIsWorthItIsRewritten() {
        assertEquals(" leaves 0", chosen(List.of(), false));
        assertEquals(" leaves 0", chosen(segments(1_000, 0), true));
        assertEquals(" leaves 124", chosen(segments(1_000, 124), false));
        assertEquals("[0] leaves 0", chosen(segments(1_000, 125), false));
        assertEquals("[0] leaves 0", chosen(segments(1_000, 1), true));
        assertEquals(
                "[0][2] leaves 100", chosen(segments(1_000, 900, 1_000, 100, 1_000, 500), false));
    }

    @Test
    void neighboursBecomeOneAsFarAsTheyFit() {
        assertEquals("[012] leaves 0", chosen(segments(1_000, 700, 900, 600, 900, 500), false));
        assertEquals("[01][2] leaves 0", chosen(segments(1_000, 700, 900, 600, 900, 499), false));
    }

    @Test
    void crumbsJoinButAreNotRewrittenForTheirOwnSake() {
        assertEquals(" leaves 0", chosen(segments(100, 0, 100, 0, 100, 0), false));
        assertEquals("[012] leaves 0", chosen(segments(100, 0, 1_000, 500, 100, 0), false));
        int[] many = new int[32];
        for (int i = 0; i < many.length; i += 2) many[i] = 50;
        assertEquals(1, Grouping.of(segments(many), BOUNDS, false).groups().size());
    }

    @Test
    void aCrumbIsLessThanAQuarter() {
        assertEquals("[01] leaves 0", chosen(segments(249, 0, 1_000, 500), false));
        assertEquals("[1] leaves 0", chosen(segments(250, 0, 1_000, 500), false));
    }

    @Test
    void whatCrumbsThatStayHoldIsLeft() {
        assertEquals(" leaves 15", chosen(segments(100, 7, 100, 8, 1_000, 0), false));
    }

    @Test
    void aSegmentLargerThanAllowedStaysAlone() {
        assertEquals("[0][1] leaves 0", chosen(segments(5_000, 700, 1_000, 500), false));
    }

    @Test
    void aGroupFitsItsIndexesAndOffsets() {
        List<Tally> segments = segments(400, 100, 400, 100);
        assertEquals(1, groups(segments, 8 * 12));
        assertEquals(2, groups(segments, 7 * 12));
        List<Tally> far =
                List.of(
                        new Tally(new Span(0, 10, 400), 10, 100, 0),
                        new Tally(new Span(10, 1L + Integer.MAX_VALUE, 400), 10, 100, 0));
        assertEquals(2, groups(far, 1 << 20));
        List<Tally> large =
                List.of(
                        new Tally(new Span(0, 10, 400), 1, 100, 0),
                        new Tally(new Span(10, 20, 400), 1, 100, 0));
        assertEquals(1, groups(large, 3 * 12), "a batch has one entry at most");
        assertEquals(2, groups(large, 3 * 12 - 1));
    }

    private static int groups(List<Tally> segments, int indexBytesMax) {
        Grouping.Bounds bounds = new Grouping.Bounds(1_000, indexBytesMax, 100);
        return Grouping.of(segments, bounds, false).groups().size();
    }

    @Test
    void tombstonesThatMustSayWhenTheyGoAreLeftForAThoroughPass() {
        List<Tally> segments = List.of(new Tally(new Span(0, 10, 1_000), 10, 0, 20));
        assertEquals(" leaves 20", chosen(segments, false));
        assertEquals("[0] leaves 0", chosen(segments, true));
    }
}
