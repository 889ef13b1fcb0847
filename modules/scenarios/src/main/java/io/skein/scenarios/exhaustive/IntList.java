package io.skein.scenarios.exhaustive;

import java.util.Arrays;

/** Numbers in a row, without an object for each. */
final class IntList {
    private int[] numbers = new int[1 << 10];
    private int size;

    int size() {
        return size;
    }

    int get(int at) {
        return numbers[at];
    }

    void add(int number) {
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, 2 * size);
        numbers[size++] = number;
    }
}
