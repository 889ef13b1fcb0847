package io.skein.cli.answer;

import java.util.List;

/** One value of an answer. */
public sealed interface Cell {
    /** A text that may come from anywhere. */
    record Text(String value) implements Cell {}

    /** A whole number. */
    record Whole(long value) implements Cell {}

    /** Yes or no. */
    record Flag(boolean value) implements Cell {}

    /** Texts in an order that means something. */
    record Texts(List<String> values) implements Cell {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** Numbers in an order that means something. */
    record Numbers(List<Integer> values) implements Cell {
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /** There is none. */
    record Nothing() implements Cell {}
}
