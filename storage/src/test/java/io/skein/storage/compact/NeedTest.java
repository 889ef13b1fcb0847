package io.skein.storage.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NeedTest {
    private static final Rules RULES = new Rules(0.5, 0, -1, 1_000);
    private static final Rules IMPATIENT = new Rules(0.5, 0, 60_000, 1_000);
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    /** Segments of 100 offsets and 1,000 bytes each. */
    private static List<Span> segments(int count) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) spans.add(new Span(i * 100L, i * 100L + 100, 1_000));
        return spans;
    }

    private static Optional<Need> need(int count, Cleaned cleaned) {
        return Need.of(segments(count), cleaned, RULES, UNKNOWN);
    }

    @Test
    void enoughOfItMustBeNew() {
        assertEquals(Optional.empty(), need(0, Cleaned.NOTHING));
        assertEquals(Optional.of(new Need(0, false, false, 1)), need(1, Cleaned.NOTHING));
        assertEquals(
                Optional.empty(), need(4, new Cleaned(300, 300, 0, Cleaned.NEVER)), "a quarter");
        assertEquals(
                Optional.of(new Need(200, false, false, 0.5)),
                need(4, new Cleaned(200, 200, 0, Cleaned.NEVER)));
        assertEquals(
                Optional.of(new Need(250, false, false, 0.5)),
                need(4, new Cleaned(250, 250, 0, Cleaned.NEVER)),
                "a segment that was looked at in part is new");
        assertEquals(Optional.empty(), need(4, new Cleaned(400, 400, 0, Cleaned.NEVER)));
    }

    @Test
    void whatHasWaitedForTooLongIsTakenWholly() {
        Cleaned cleaned = new Cleaned(100, 300, 10, Cleaned.NEVER);
        List<Span> segments = segments(4);
        assertEquals(
                Optional.of(new Need(100, true, true, 0.25)),
                Need.of(segments, cleaned, IMPATIENT, OptionalLong.of(60_000)));
        assertEquals(
                Optional.empty(), Need.of(segments, cleaned, IMPATIENT, OptionalLong.of(59_999)));
        assertEquals(
                Optional.of(new Need(100, true, false, 0.5)),
                Need.of(segments, new Cleaned(100, 200, 10, Cleaned.NEVER), IMPATIENT, UNKNOWN),
                "nor is anything left by a pass that came before its time");
        assertEquals(Optional.empty(), Need.of(segments, cleaned, IMPATIENT, UNKNOWN));
        assertEquals(
                Optional.empty(),
                Need.of(
                        segments,
                        new Cleaned(100, 400, 0, Cleaned.NEVER),
                        IMPATIENT,
                        OptionalLong.of(99_999)));
    }

    @Test
    void whenMuchWasLeftAPassTakesAll() {
        assertEquals(
                Optional.of(new Need(200, false, false, 0.5)),
                need(4, new Cleaned(0, 200, 400, Cleaned.NEVER)));
        assertEquals(
                Optional.of(new Need(0, true, false, 0.5)),
                need(4, new Cleaned(0, 200, 401, Cleaned.NEVER)));
    }

    @Test
    void tombstonesAreTheLeastUrgentNeed() {
        Cleaned cleaned = new Cleaned(100, 300, 10, 50);
        assertEquals(Optional.empty(), Need.ofTombstones(cleaned, 49));
        Need need = Need.ofTombstones(cleaned, 50).orElseThrow();
        assertEquals(new Need(100, true, false, 0), need);
        assertTrue(need.isForTombstones());
        assertTrue(need.compareTo(new Need(0, false, false, 0.01)) > 0);
        assertEquals(Optional.empty(), Need.ofTombstones(Cleaned.NOTHING, Long.MAX_VALUE / 100));
    }

    @Test
    void whatAPassLeavesSaysWhenTheNextIsForTombstones() {
        Sieve.Pass pass = new Sieve.Pass(0, 200, 5_000, RULES);
        Need lazy = new Need(100, false, false, 0.5);
        Need thorough = new Need(100, true, false, 0.5);
        Cleaned before = new Cleaned(100, 100, 0, 5_500);
        Cleaned.Left some = new Cleaned.Left(7, true);
        assertEquals(new Cleaned(100, 200, 7, 5_500), before.after(lazy, pass, some));
        assertEquals(
                new Cleaned(100, 200, 7, 6_000),
                new Cleaned(100, 100, 0, Cleaned.NEVER).after(lazy, pass, some));
        assertEquals(new Cleaned(200, 200, 0, 6_000), before.after(thorough, pass, some));
        Cleaned.Left nothing = new Cleaned.Left(0, false);
        assertEquals(new Cleaned(200, 200, 0, Cleaned.NEVER), before.after(lazy, pass, nothing));
        assertEquals(
                new Cleaned(200, 300, 9, 6_000),
                new Cleaned(100, 300, 9, 0).after(thorough, pass, some),
                "what a map that is too small does not reach is still there");
    }

    @Test
    void theMoreUrgentComesFirst() {
        Need overdue = new Need(0, true, true, 0.1);
        Need more = new Need(0, false, false, 0.9);
        Need less = new Need(0, true, false, 0.5);
        List<Need> sorted = new ArrayList<>(List.of(less, more, overdue));
        sorted.sort(null);
        assertEquals(List.of(overdue, more, less), sorted);
    }

    @Test
    void turnsGoToTheMostUrgentButNobodyStarves() {
        Turns<String> turns = new Turns<>();
        assertEquals(Optional.of("first"), turns.ask("first", new Need(0, false, false, 0.5)));
        assertEquals(Optional.empty(), turns.ask("modest", new Need(0, false, false, 0.5)));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            assertEquals(Optional.empty(), turns.ask("busy", new Need(0, false, false, 0.9)));
            turns.done().ifPresent(order::add);
        }
        assertEquals(16, order.indexOf("modest"), order.toString());
        assertEquals(Optional.of("busy"), turns.done());
        assertEquals(Optional.empty(), turns.done());
        assertEquals(Optional.of("next"), turns.ask("next", new Need(0, false, false, 0.9)));
    }

    @Test
    void equalsHaveTheirTurnsInTheOrderTheyAsked() {
        Turns<String> turns = new Turns<>();
        turns.ask("first", new Need(0, false, false, 0.5));
        List<String> asked = List.of("urgent", "one", "two", "least", "three");
        double[] ratios = {0.9, 0.5, 0.5, 0.1, 0.5};
        for (int i = 0; i < ratios.length; i++) {
            turns.ask(asked.get(i), new Need(0, false, false, ratios[i]));
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < ratios.length; i++) turns.done().ifPresent(order::add);
        assertEquals(List.of("urgent", "one", "two", "three", "least"), order);
    }

    @Test
    void whatFailsIsTriedAgainLessAndLessOften() {
        Parked parked = Parked.NOT;
        assertTrue(parked.isOver(0));
        long[] minutes = {1, 2, 4, 8, 16, 32, 64, 64};
        for (long wait : minutes) {
            parked = parked.again(5, "why");
            assertEquals(5 + wait * 60_000, parked.untilMillis());
            assertTrue(!parked.isOver(4 + wait * 60_000) && parked.isOver(5 + wait * 60_000));
        }
    }

    @Test
    void howFarItCameIsReadBackOrNotAtAll() {
        Cleaned cleaned = new Cleaned(40, 50, 6_000, 70);
        byte[] text = cleaned.text();
        assertEquals(Optional.of(cleaned), Cleaned.parse(text));
        for (int i = 0; i < text.length; i++) {
            byte[] bad = text.clone();
            bad[i] ^= 1;
            assertEquals(
                    Optional.empty(), Cleaned.parse(bad), new String(bad, StandardCharsets.UTF_8));
        }
        assertEquals(new Cleaned(45, 50, 6_000, 70), cleaned.from(45));
        assertEquals(new Cleaned(50, 50, 0, Cleaned.NEVER), cleaned.from(50));
        assertEquals(new Cleaned(60, 60, 0, Cleaned.NEVER), cleaned.from(60));
        assertEquals(cleaned, cleaned.from(40));
    }
}
