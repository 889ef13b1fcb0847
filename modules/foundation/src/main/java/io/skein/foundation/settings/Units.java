package io.skein.foundation.settings;

import io.skein.foundation.Check;
import io.skein.foundation.settings.Parsed.Bad;
import io.skein.foundation.settings.Parsed.Good;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whole numbers with a unit behind them, kept in the smallest of them; largest unit first. Zero
 * needs no unit, and neither do negative numbers, which are not amounts but marks, like Kafka's -1
 * for "no limit".
 */
record Units(String shape, List<Unit> units) {
    /** A unit and how many of the smallest one it is. */
    record Unit(String name, long factor) {}

    /** A plain 60 is refused: nobody knows whether it meant seconds. */
    static final Units MILLIS =
            new Units(
                    "duration like 500ms, 60s, 5m, 12h or 7d",
                    List.of(
                            new Unit("d", 86_400_000),
                            new Unit("h", 3_600_000),
                            new Unit("m", 60_000),
                            new Unit("s", 1_000),
                            new Unit("ms", 1)));

    /** A plain number is bytes. */
    static final Units BYTES =
            new Units(
                    "size like 1000, 64KiB, 16MiB or 1GiB",
                    List.of(
                            new Unit("TiB", 1L << 40),
                            new Unit("GiB", 1L << 30),
                            new Unit("MiB", 1L << 20),
                            new Unit("KiB", 1L << 10),
                            new Unit("", 1)));

    private static final Pattern SHAPE = Pattern.compile("([+-]?[0-9]+) ?([A-Za-z]*)");

    Parsed<Long> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) return new Bad<>("not a " + shape);
        String name = matcher.group(2);
        boolean unitless = matcher.group(1).startsWith("-") || matcher.group(1).matches("0+");
        if (name.isEmpty() && unitless) return times(matcher.group(1), 1);
        for (Unit unit : units) {
            if (unit.name.equals(name)) return times(matcher.group(1), unit.factor);
        }
        return new Bad<>(name.isEmpty() ? withoutUnit() : unknown(name));
    }

    private String withoutUnit() {
        return "without a unit; write a " + shape;
    }

    private String unknown(String name) {
        String known =
                units.stream()
                        .map(Unit::name)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", "));
        return "in the unknown unit " + name + "; there are " + known;
    }

    private static Parsed<Long> times(String digits, long factor) {
        try {
            return new Good<>(Math.multiplyExact(Long.parseLong(digits), factor));
        } catch (ArithmeticException | NumberFormatException tooLong) {
            return new Bad<>("too large a number");
        }
    }

    /** In the largest unit that divides it. */
    String show(long value) {
        if (value <= 0) return Long.toString(value);
        return units.stream()
                .filter(unit -> value % unit.factor == 0)
                .findFirst()
                .map(unit -> value / unit.factor + unit.name)
                .orElseThrow(() -> Check.unreachable("the smallest unit divides everything"));
    }
}
