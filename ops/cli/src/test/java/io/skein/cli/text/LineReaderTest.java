package io.skein.cli.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines come out byte for byte, however they come in. */
class LineReaderTest {
    @Test
    void linesStandBetweenNewlines() throws IOException {
        assertEquals(List.of("a", "", "b\r", " c "), lines("a\n\nb\r\n c \n"));
        assertEquals(List.of("a", "last"), lines("a\nlast"));
        assertEquals(List.of(), lines(""));
        assertEquals(List.of(""), lines("\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_096, 70_000})
    void howTheInputIsCutMakesNoDifference(int readBytesMax) throws IOException {
        Random random = new Random(readBytesMax);
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            byte[] line = new byte[i == 20 ? 300_000 : random.nextInt(2_000)];
            random.nextBytes(line);
            for (int at = 0; at < line.length; at++) {
                if (line[at] == '\n') line[at] = 0;
            }
            lines.add(line);
            text.writeBytes(line);
            text.write('\n');
        }
        List<byte[]> read = read(new Slow(text.toByteArray(), readBytesMax));
        assertEquals(lines.size(), read.size());
        for (int i = 0; i < lines.size(); i++) assertArrayEquals(lines.get(i), read.get(i));
    }

    @Test
    void linesAreNumberedFromOne() throws IOException {
        LineReader reader = new LineReader(stream("a\nb"));
        List<Long> numbers = new ArrayList<>();
        while (reader.next(_ -> numbers.add(reader.number()))) {}
        assertEquals(List.of(1L, 2L), numbers);
    }

    @Test
    void aLineWithoutEndIsRefusedByItsNumber() throws IOException {
        byte[] letters = new byte[1 << 20];
        Arrays.fill(letters, (byte) 'x');
        List<InputStream> pieces = new ArrayList<>(List.of(stream("short\n")));
        for (int i = 0; i <= LineReader.LINE_BYTES_MAX >> 20; i++) {
            pieces.add(new ByteArrayInputStream(letters));
        }
        LineReader reader =
                new LineReader(new SequenceInputStream(Collections.enumeration(pieces)));
        assertTrue(reader.next(line -> assertEquals(5, line.length)));
        Complaint complaint = assertThrows(Complaint.class, () -> reader.next(_ -> {}));
        assertEquals("line 2 is longer than 67108864 bytes", complaint.line());
    }

    private static List<String> lines(String text) throws IOException {
        return read(stream(text)).stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> read(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<byte[]> lines = new ArrayList<>();
        while (reader.next(lines::add)) {}
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives at most so many bytes at a time, as a pipe may. */
    private static final class Slow extends InputStream {
        private final ByteArrayInputStream in;
        private final int bytesMax;

        Slow(byte[] bytes, int bytesMax) {
            this.in = new ByteArrayInputStream(bytes);
            this.bytesMax = bytesMax;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int at, int length) {
            return in.read(into, at, Math.min(length, bytesMax));
        }
    }
}
