package io.skein.foundation.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.settings.Parsed.Good;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "60s, 60000",
        "60 s, 60000",
        "5m, 300000",
        "12h, 43200000",
        "7d, 604800000",
        "+1s, 1000",
        "0, 0",
        "-1, -1"
    })
    void durations(String text, long millis) {
        assertEquals(new Good<>(millis), ValueTypes.DURATION_MILLIS.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"604800000, 604800000", "-1, -1", "7d, 604800000", "500ms, 500"})
    void millisecondsUnderANameThatSaysSo(String text, long millis) {
        assertEquals(new Good<>(millis), ValueTypes.MILLIS.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "1w", "9223372036854775808"})
    void whatIsNoNumberOfMilliseconds(String text) {
        refused(ValueTypes.MILLIS, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "", "1.5s", "5M", "1w", "s", "9223372036854775807d", "1 000ms"})
    void whatIsNoDuration(String text) {
        refused(ValueTypes.DURATION_MILLIS, text);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000",
        "64KiB, 65536",
        "16 MiB, 16777216",
        "1GiB, 1073741824",
        "2TiB, 2199023255552",
        "-1, -1",
        "9223372036854775807, 9223372036854775807"
    })
    void bytes(String text, long bytes) {
        assertEquals(new Good<>(bytes), ValueTypes.BYTES.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1GB", "1g", "1kib", "many", "9223372036854775808", "9000000TiB", "0x10"})
    void whatIsNoNumberOfBytes(String text) {
        refused(ValueTypes.BYTES, text);
    }

    @Test
    void whatIsShownReadsBack() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            long round = value * (i % 2 == 0 ? 1 : 1_000);
            for (ValueType<Long> type :
                    List.of(ValueTypes.BYTES, ValueTypes.DURATION_MILLIS, ValueTypes.WHOLE)) {
                assertEquals(new Good<>(round), type.parse(type.show().apply(round)));
            }
        }
        assertEquals("7d", ValueTypes.DURATION_MILLIS.show().apply(604_800_000L));
        assertEquals("90s", ValueTypes.DURATION_MILLIS.show().apply(90_000L));
        assertEquals("1GiB", ValueTypes.BYTES.show().apply(1L << 30));
        assertEquals("-1", ValueTypes.BYTES.show().apply(-1L));
    }

    @Test
    void numbersKeepToTheirSize() {
        assertEquals(new Good<>(Integer.MAX_VALUE), ValueTypes.INT.parse(" 2147483647 "));
        assertEquals(new Good<>(Integer.MIN_VALUE), ValueTypes.INT.parse("-2147483648"));
        refused(ValueTypes.INT, "2147483648");
        refused(ValueTypes.WHOLE, "9223372036854775808");
        refused(ValueTypes.WHOLE, "1e3");
        assertEquals(new Good<>(0.5), ValueTypes.DECIMAL.parse("0.5"));
        refused(ValueTypes.DECIMAL, "NaN");
        refused(ValueTypes.DECIMAL, "1".repeat(400));
    }

    @Test
    void flagsAreTrueOrFalse() {
        assertEquals(new Good<>(true), ValueTypes.FLAG.parse("true"));
        assertEquals(new Good<>(false), ValueTypes.FLAG.parse("false"));
        assertEquals("not one of true, false", problem(ValueTypes.FLAG, "yes"));
    }

    @Test
    void listsHaveCommasAndNoGaps() {
        ValueType<List<Integer>> type = ValueTypes.listOf(ValueTypes.INT);
        assertEquals(new Good<>(List.of(1, 2, 3)), type.parse("1, 2,3"));
        assertEquals(new Good<>(List.of()), type.parse(""));
        assertEquals("1,2", type.show().apply(List.of(1, 2)));
        refused(type, "1,,2");
        refused(type, "1,");
        refused(type, "1,x");
    }

    @Test
    void addressesHaveAHostAndAPort() {
        assertEquals(new Good<>(new HostPort("a-1.b_c", 7070)), HostPort.parse("a-1.b_c:7070"));
        assertEquals(new Good<>(new HostPort("[::1]", 0)), HostPort.parse("[::1]:0"));
        for (String bad :
                List.of("a", ":1", "a:", "a:65536", "a:-1", "::1:7070", "a b:1", "a:1:2")) {
            refused(ValueTypes.HOST_PORT, bad);
        }
    }

    @Test
    void whatMayBeLeftOut() {
        ValueType<Optional<HostPort>> type = ValueTypes.optional(ValueTypes.HOST_PORT);
        assertEquals(new Good<>(Optional.empty()), type.parse(" "));
        assertEquals(new Good<>(Optional.of(new HostPort("a", 1))), type.parse("a:1"));
        assertEquals("", type.show().apply(Optional.empty()));
        refused(type, "a");
    }

    private static void refused(ValueType<?> type, String text) {
        assertTrue(!problem(type, text).isEmpty(), text);
    }

    private static <T> String problem(ValueType<T> type, String text) {
        return type.parse(text).match(value -> "", problem -> problem);
    }
}
