package io.skein.foundation.settings;

import io.skein.foundation.settings.Parsed.Bad;
import io.skein.foundation.settings.Parsed.Good;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values there are. Others can be made with {@link ValueType} itself. */
public final class ValueTypes {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern POINT_NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");

    /** Any text, the empty one too. */
    public static final ValueType<String> TEXT =
            new ValueType<>("text", Good::new, Function.identity());

    /** A whole number of 64 bits. */
    public static final ValueType<Long> WHOLE =
            new ValueType<>("number", ValueTypes::whole, String::valueOf);

    /** A whole number of 32 bits. */
    public static final ValueType<Integer> INT =
            new ValueType<>("number", ValueTypes::int32, String::valueOf);

    /** A number with a decimal point, never infinite. */
    public static final ValueType<Double> DECIMAL =
            new ValueType<>("decimal", ValueTypes::decimal, String::valueOf);

    /** {@code true} or {@code false}. */
    public static final ValueType<Boolean> FLAG =
            choice("flag", List.of(true, false), String::valueOf);

    /** Milliseconds, like {@code 500ms}, {@code 60s}, {@code 5m}, {@code 12h}, {@code 7d}. */
    public static final ValueType<Long> DURATION_MILLIS =
            new ValueType<>("duration", Units.MILLIS::parse, Units.MILLIS::show);

    /**
     * Milliseconds under a name that says so: as {@link #DURATION_MILLIS}, and a plain number is
     * milliseconds.
     */
    public static final ValueType<Long> MILLIS =
            new ValueType<>(
                    "milliseconds",
                    text -> NUMBER.matcher(text).matches() ? whole(text) : Units.MILLIS.parse(text),
                    Units.MILLIS::show);

    /** Bytes, like {@code 1000}, {@code 64KiB}, {@code 1GiB}. */
    public static final ValueType<Long> BYTES =
            new ValueType<>("bytes", Units.BYTES::parse, Units.BYTES::show);

    /** An address, like {@code broker-1:7071}. */
    public static final ValueType<HostPort> HOST_PORT =
            new ValueType<>("host:port", HostPort::parse, HostPort::toString);

    private ValueTypes() {}

    /** One of {@code all}, each under the name that {@code spelled} gives it. */
    public static <T> ValueType<T> choice(String name, List<T> all, Function<T, String> spelled) {
        String names = all.stream().map(spelled).collect(Collectors.joining(", "));
        return new ValueType<>(
                name,
                text ->
                        all.stream()
                                .filter(each -> spelled.apply(each).equals(text))
                                .findFirst()
                                .<Parsed<T>>map(Good::new)
                                .orElseGet(() -> new Bad<>("not one of " + names)),
                spelled);
    }

    /** Any number of values with commas between them; the empty text is the empty list. */
    public static <T> ValueType<List<T>> listOf(ValueType<T> item) {
        return new ValueType<>(
                "list of " + item.name(),
                text -> list(item, text),
                values -> values.stream().map(item.show()).collect(Collectors.joining(",")));
    }

    /** A value that may be left out; the empty text says that it is. */
    public static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new ValueType<>(
                type.name(),
                text ->
                        text.isEmpty()
                                ? new Good<>(Optional.empty())
                                : type.parse(text).then(value -> new Good<>(Optional.of(value))),
                value -> value.map(type.show()).orElse(""));
    }

    private static <T> Parsed<List<T>> list(ValueType<T> item, String text) {
        if (text.isEmpty()) return new Good<>(List.of());
        Parsed<List<T>> all = new Good<>(List.of());
        for (String part : text.split(",", -1)) {
            Parsed<T> next = part.isBlank() ? new Bad<>("a list with a gap") : item.parse(part);
            all = all.then(list -> next.then(value -> new Good<>(with(list, value))));
        }
        return all;
    }

    private static <T> List<T> with(List<T> list, T value) {
        List<T> longer = new ArrayList<>(list);
        longer.add(value);
        return List.copyOf(longer);
    }

    private static Parsed<Long> whole(String text) {
        if (!NUMBER.matcher(text).matches()) return new Bad<>("not a whole number");
        try {
            return new Good<>(Long.parseLong(text));
        } catch (NumberFormatException tooLong) {
            return new Bad<>("too large a number");
        }
    }

    private static Parsed<Integer> int32(String text) {
        return whole(text)
                .then(value ->
                        value == value.intValue()
                                ? new Good<>(value.intValue())
                                : new Bad<>("too large a number"));
    }

    private static Parsed<Double> decimal(String text) {
        if (!POINT_NUMBER.matcher(text).matches()) return new Bad<>("not a number");
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? new Good<>(value) : new Bad<>("too large a number");
    }
}
