package io.skein.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown cannot do anything to the terminal. */
class ShownTest {
    @ParameterizedTest
    @CsvSource({
        "lines, lines",
        "größe-π, größe-π",
        "'a\u001b[31mb', a\\x1b[31mb",
        "'a\nb\tc', a\\x0ab\\x09c",
        "'a\u202eb', a\\u{202e}b",
        "'\u009b1m', \\x9b1m",
    })
    void charactersThatActAreEscaped(String raw, String shown) {
        assertEquals(shown, Shown.text(raw));
    }
}
