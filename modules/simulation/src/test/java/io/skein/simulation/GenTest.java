package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GenTest {
    @Test
    void oneSeedDrawsTheSameForEver() {
        Gen gen = Gen.of(42);
        assertEquals(
                List.of(8L, 3L, 9L, 7L, 7L, 5L),
                List.of(
                        gen.between(0L, 9L),
                        gen.between(0L, 9L),
                        gen.between(0L, 9L),
                        gen.between(0L, 9L),
                        gen.between(0L, 9L),
                        gen.between(0L, 9L)));
    }

    @Test
    void choicesMadeAgainGiveTheSameValues() {
        Gen first = Gen.recording(7);
        List<Object> drawn = everything(first);
        Gen second = Gen.following(Choices.parse(first.choices().toString()));
        assertEquals(drawn, everything(second));
        assertEquals(first.choices(), second.choices());
    }

    private static List<Object> everything(Gen gen) {
        List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        gen.shuffle(order);
        return List.of(
                gen.between(-5, 5),
                gen.anyLong(),
                gen.chance(0.3),
                gen.flag(),
                gen.pick("a", "b", "c"),
                gen.weighted(0, 3, 0, 1),
                new java.math.BigInteger(gen.bytes(11)),
                gen.list(0, 9, each -> each.between(10, 20)),
                gen.stream("other").list(1, 9, Gen::anyLong),
                gen.skewed(100, 1_000),
                gen.word(1, 8),
                order);
    }

    @Test
    void withoutChoicesEverythingIsSimple() {
        Gen gen = Gen.following(Choices.parse(":"));
        assertEquals(3, gen.between(3, 9));
        assertEquals(0, gen.anyLong());
        assertFalse(gen.chance(0.99));
        assertEquals(1, gen.weighted(0, 1, 9));
        assertEquals(List.of(), gen.list(0, 9, Gen::bits));
        assertArrayEquals(new byte[3], gen.bytes(3));
    }

    @Test
    void aStreamDoesNotShiftAnother() {
        Gen one = Gen.of(9);
        Gen two = Gen.of(9);
        two.stream("faults").anyLong();
        two.stream("faults").stream("disk").anyLong();
        assertEquals(one.bits(), two.bits());
        assertEquals(one.stream("net").bits(), two.stream("net").bits());
        assertNotEquals(one.stream("net").bits(), one.stream("disk").bits());
        assertNotEquals(
                one.stream("disk").bits(), one.stream("disk").bits(), "asked again, it goes on");
    }

    @Test
    void rangesAreReachedWholeAndNeverLeft() {
        Gen gen = Gen.of(1);
        TreeSet<Integer> seen = new TreeSet<>();
        TreeSet<Integer> weighted = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(gen.between(-3, 3));
            weighted.add(gen.weighted(1, 0, 5, 0));
            long delay = gen.skewed(10, 50);
            assertTrue(delay >= 0 && delay <= 50);
        }
        assertEquals(new TreeSet<>(List.of(-3, -2, -1, 0, 1, 2, 3)), seen);
        assertEquals(new TreeSet<>(List.of(0, 2)), weighted);
    }

    @Test
    void aFailureShrinksToItsSimplestForm() {
        AssertionError failure =
                assertThrows(
                        AssertionError.class, () -> Gen.check("sum", 100, GenTest::sumIsSmall));
        assertTrue(failure.toString().contains("[1000]"), failure.toString());
        assertTrue(failure.toString().contains("Gen.replay(\":1,1000,0\""), failure.toString());
        assertThrows(
                IllegalStateException.class,
                () -> Gen.replay(":1,1000,0", GenTest::sumIsSmall),
                "the printed choices fail again");
    }

    private static void sumIsSmall(Gen gen) {
        List<Integer> numbers = gen.list(0, 50, each -> each.between(0, 5_000));
        int sum = numbers.stream().mapToInt(Integer::intValue).sum();
        if (sum >= 1_000) throw new IllegalStateException(numbers.toString());
    }

    @Test
    void shrinkingStaysWithTheBugThatWasFound() {
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Gen.check(
                                        "two bugs",
                                        200,
                                        gen -> {
                                            int number = gen.between(0, 1_000);
                                            Check.that(number < 900, "large", number);
                                            Check.that(number % 1_000 != 1, "one", number);
                                        }));
        assertEquals(
                new BrokenInvariant("large: 900").toString(), String.valueOf(failure.getCause()));
    }

    @Test
    void aPropertyThatHoldsIsTriedAsOftenAsAsked() {
        List<Long> seen = new ArrayList<>();
        Gen.check("holds", 20, gen -> seen.add(gen.bits()));
        assertEquals(20, new TreeSet<>(seen).size());
        List<Long> again = new ArrayList<>();
        Gen.check("holds", 20, gen -> again.add(gen.bits()));
        assertEquals(seen, again);
    }

    @Test
    void aSmallSpaceIsWalkedWhole() {
        TreeSet<String> seen = new TreeSet<>();
        long cases =
                Gen.exhaust(
                        "bits and trits",
                        100,
                        gen ->
                                seen.add(
                                        gen.flag()
                                                + "/"
                                                + gen.stream("x").between(0, 2)
                                                + gen.list(0, 2, Gen::flag)));
        assertEquals(2 * 3 * (1 + 2 + 4), cases);
        assertEquals(cases, seen.size());
        assertEquals(1, Gen.exhaust("nothing to choose", 1, _ -> {}));
    }

    @Test
    void walkingStopsAtTheFirstFailureAndAtItsBound() {
        assertThrows(
                AssertionError.class,
                () -> Gen.exhaust("two", 10, gen -> Check.that(!gen.flag(), "never")));
        assertThrows(AssertionError.class, () -> Gen.exhaust("more", 3, gen -> gen.between(0, 3)));
    }
}
