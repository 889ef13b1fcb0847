package io.skein.cli.client;

import io.skein.client.producer.Acks;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;

/** Kinds of numbers that are typed, and their bounds. */
final class Numbers {
    /** A partition's number, from 0. */
    static final ValueType<Integer> PARTITION = atLeast(ValueTypes.INT, 0);

    /** An offset, from 0. */
    static final ValueType<Long> OFFSET = atLeast(ValueTypes.WHOLE, 0);

    /** How many there should be: one or more. */
    static final ValueType<Integer> COUNT = atLeast(ValueTypes.INT, 1);

    /** How many there should be, and there may be very many. */
    static final ValueType<Long> LARGE_COUNT = atLeast(ValueTypes.WHOLE, 1);

    private Numbers() {}

    private static <T extends Number> ValueType<T> atLeast(ValueType<T> type, long least) {
        return new ValueType<>(
                type.name(),
                text ->
                        type.parser()
                                .apply(text.strip())
                                .then(value ->
                                        value.longValue() >= least
                                                ? new Parsed.Good<>(value)
                                                : new Parsed.Bad<>("less than " + least)),
                type.show());
    }

    /** As Kafka's users write it. */
    static String acks(Acks acks) {
        return switch (acks) {
            case ALL -> "all";
            case LEADER -> "1";
            case NONE -> "0";
        };
    }
}
