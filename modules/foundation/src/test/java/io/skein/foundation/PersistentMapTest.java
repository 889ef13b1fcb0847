package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PersistentMap.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistentMapTest {
    /** Sizes around one node, two levels, and three. */
    private static final int[] SIZES = {0, 1, 2, 31, 32, 33, 64, 65, 1023, 1024, 1025, 5_000};

    @Test
    void anEmptyMapHasNothing() {
        PersistentMap<String, Integer> empty = PersistentMap.empty();
        assertTrue(empty.isEmpty());
        assertEquals(Optional.empty(), empty.get("a"));
        assertFalse(empty.has("a"));
        assertFalse(empty.entries().iterator().hasNext());
        assertFalse(empty.from("a").iterator().hasNext());
        assertThrows(NoSuchElementException.class, () -> empty.entries().iterator().next());
        assertSame(empty, empty.remove("a"));
        assertEquals("{}", empty.toString());
    }

    @Test
    void aChangeLeavesTheOldMapAsItWas() {
        PersistentMap<String, Integer> one = PersistentMap.<String, Integer>empty().put("b", 1);
        PersistentMap<String, Integer> two = one.put("a", 2);
        PersistentMap<String, Integer> changed = two.put("b", 3);
        assertEquals("{b=1}", one.toString());
        assertEquals("{a=2, b=1}", two.toString());
        assertEquals("{a=2, b=3}", changed.toString());
        assertEquals("{b=3}", changed.remove("a").toString());
        assertEquals(List.of("a", "b"), listOf(two.keys()));
        assertEquals(List.of(2, 1), listOf(two.values()));
    }

    @Test
    void whatChangesNothingReturnsTheSameMap() {
        PersistentMap<Integer, String> map = PersistentMap.copyOf(squares(5_000));
        assertSame(map, map.remove(-1));
        assertSame(map, map.put(7, map.get(7).orElseThrow()));
    }

    @Test
    void copiesHaveWhatTheMapHas() {
        for (int size : SIZES) {
            SortedMap<Integer, String> model = squares(size);
            PersistentMap<Integer, String> map = PersistentMap.copyOf(model);
            checkAgainst(model, map);
            assertEquals(map, putOneByOne(model));
            assertEquals(map.hashCode(), putOneByOne(model).hashCode());
        }
    }

    @Test
    void aForeignOrderIsRefused() {
        TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        assertThrows(BrokenInvariant.class, () -> PersistentMap.copyOf(reversed));
    }

    @Test
    void removingInAnyOrderEmptiesTheMap() {
        for (int size : SIZES) {
            PersistentMap<Integer, String> upwards = PersistentMap.copyOf(squares(size));
            PersistentMap<Integer, String> downwards = upwards;
            for (int i = 0; i < size; i++) {
                upwards = upwards.remove(i);
                downwards = downwards.remove(size - 1 - i);
                assertEquals(size - 1 - i, upwards.size());
            }
            assertEquals(PersistentMap.empty(), upwards);
            assertEquals(PersistentMap.empty(), downwards);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomChangesAgreeWithATreeMap(long seed) {
        Random random = new Random(seed);
        int keys = 1 << random.nextInt(4, 13);
        TreeMap<Integer, Integer> model = new TreeMap<>();
        PersistentMap<Integer, Integer> map = PersistentMap.empty();
        for (int step = 0; step < 20_000; step++) {
            int key = random.nextInt(keys);
            // Long stretches that mostly grow and long ones that mostly shrink, so that trees of
            // all heights are built and taken down.
            if (random.nextInt(10) < (step / 2_000 % 2 == 0 ? 8 : 2)) {
                model.put(key, step);
                map = map.put(key, step);
            } else {
                model.remove(key);
                map = map.remove(key);
            }
            assertEquals(model.size(), map.size());
            if (step % 500 == 0) checkAgainst(model, map);
        }
        checkAgainst(model, map);
    }

    @Test
    void oldVersionsStayWhileNewOnesAreMade() {
        Random random = new Random(9);
        List<PersistentMap<Integer, Integer>> versions = new ArrayList<>();
        List<TreeMap<Integer, Integer>> models = new ArrayList<>();
        versions.add(PersistentMap.empty());
        models.add(new TreeMap<>());
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(versions.size());
            TreeMap<Integer, Integer> model = new TreeMap<>(models.get(from));
            PersistentMap<Integer, Integer> map = versions.get(from);
            for (int change = 0; change < 20; change++) {
                int key = random.nextInt(500);
                boolean puts = random.nextInt(3) > 0;
                map = puts ? map.put(key, i) : map.remove(key);
                if (puts) model.put(key, i);
                if (!puts) model.remove(key);
            }
            versions.add(map);
            models.add(model);
        }
        for (int i = 0; i < versions.size(); i++) {
            checkAgainst(models.get(i), versions.get(i));
        }
    }

    @Test
    void aRangeBeginsAtItsKeyOrTheNextOne() {
        TreeMap<Integer, Integer> model = new TreeMap<>();
        for (int i = 0; i < 3_000; i += 3) {
            model.put(i, i);
        }
        PersistentMap<Integer, Integer> map = PersistentMap.copyOf(model);
        for (int first = -2; first < 3_002; first++) {
            assertEquals(entriesOf(model.tailMap(first)), listOf(map.from(first)));
        }
    }

    @Test
    void equalByContent() {
        PersistentMap<Integer, String> map = PersistentMap.copyOf(squares(100));
        assertNotEquals(map, map.put(1, "other"));
        assertNotEquals(map, map.remove(1));
        assertNotEquals(map, map.remove(1).put(1_000, "1"));
        assertNotEquals(map, squares(100));
        assertEquals(map, map.remove(1).put(1, "1"));
    }

    private static SortedMap<Integer, String> squares(int size) {
        TreeMap<Integer, String> squares = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            squares.put(i, Long.toString((long) i * i));
        }
        return squares;
    }

    private static <V> PersistentMap<Integer, V> putOneByOne(SortedMap<Integer, V> model) {
        PersistentMap<Integer, V> map = PersistentMap.empty();
        for (Map.Entry<Integer, V> entry : model.entrySet()) {
            map = map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    private static <V> void checkAgainst(
            SortedMap<Integer, V> model, PersistentMap<Integer, V> map) {
        assertEquals(model.size(), map.size());
        assertEquals(model.isEmpty(), map.isEmpty());
        List<Entry<Integer, V>> expected = entriesOf(model);
        assertEquals(expected, listOf(map.entries()));
        List<Entry<Integer, V>> visited = new ArrayList<>();
        map.forEach((key, value) -> visited.add(new Entry<>(key, value)));
        assertEquals(expected, visited);
        model.forEach((key, value) -> assertEquals(Optional.of(value), map.get(key)));
        assertEquals(Optional.empty(), map.get(Integer.MAX_VALUE));
        assertEquals(model.toString(), map.toString());
    }

    private static <V> List<Entry<Integer, V>> entriesOf(SortedMap<Integer, V> model) {
        return model.entrySet().stream()
                .map(entry -> new Entry<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T> List<T> listOf(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        Iterator<T> iterator = all.iterator();
        while (iterator.hasNext()) {
            list.add(iterator.next());
        }
        return list;
    }
}
