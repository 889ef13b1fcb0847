package io.skein.scenarios.exhaustive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each thing a number, the same to equal things, counted from 0 as they come. Owned by one
 * {@link Space}.
 */
final class Numbered<T> {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    int of(T thing) {
        return of(thing, thing);
    }

    /** Equal is what has equal keys; the first of them is kept. */
    int of(T thing, Object key) {
        Integer known = numbers.putIfAbsent(key, things.size());
        if (known != null) return known;
        things.add(thing);
        return things.size() - 1;
    }

    T get(int number) {
        return things.get(number);
    }

    int size() {
        return things.size();
    }
}
