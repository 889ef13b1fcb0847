package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.cli.text.Complaint;
import io.skein.client.producer.ProducerRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a line is cut into key and value. */
class KeySeparatorTest {
    @ParameterizedTest
    @CsvSource({
        "':', 'k:v', k, v",
        "':', 'k:v:w', k, 'v:w'",
        "':', ':v', '', v",
        "':', 'k:', k, ''",
        "'::', 'a:b::c', 'a:b', c",
        "'\\t', 'k\tv', k, v",
    })
    void theFirstOneCounts(String separator, String line, String key, String value) {
        ProducerRecord<byte[], byte[]> record = read(separator).split("t", bytes(line), 1);
        assertEquals(key, text(record.key()));
        assertEquals(value, text(record.value()));
    }

    @Test
    void aLineWithoutOneIsRefusedByNumber() {
        Complaint complaint =
                assertThrows(Complaint.class, () -> read(":").split("t", bytes("abc"), 12));
        assertEquals("line 12 has no key separator ':'", complaint.line());
    }

    private static KeySeparator read(String text) {
        return KeySeparator.TYPE
                .parser()
                .apply(text)
                .match(
                        separator -> separator,
                        problem -> {
                            throw new AssertionError(problem);
                        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Optional<byte[]> bytes) {
        return new String(bytes.orElseThrow(), StandardCharsets.UTF_8);
    }
}
