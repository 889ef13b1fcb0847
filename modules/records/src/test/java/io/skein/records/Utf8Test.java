package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static final List<Integer> LEADS =
            List.of(0xE0, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xC2);

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "größe", "\u20ac\uffff", "\ud83d\ude00", "\ud83d", "a\ude00b"})
    void writesAsTheJdkDoes(String text) {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[Utf8.sizeBytes(text)];
        assertEquals(bytes.length, Utf8.write(bytes, 0, text));
        assertArrayEquals(expected, bytes);
    }

    @Test
    void everyPairOfBytesIsJudgedAsTheJdkDoes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            judge(new byte[] {(byte) (pair >> 8), (byte) pair});
        }
    }

    @Test
    void longerOnesTooAlsoCutOff() {
        Gen.check(
                "utf-8",
                20_000,
                gen -> {
                    byte[] bytes = gen.bytes(gen.between(1, 4));
                    bytes[0] = gen.pick(LEADS).byteValue();
                    for (int i = 1; i < bytes.length; i++) {
                        if (gen.chance(0.9)) bytes[i] = (byte) (0x80 | (bytes[i] & 0x3F));
                    }
                    judge(bytes);
                });
    }

    private static void judge(byte[] bytes) {
        boolean valid;
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            valid = true;
        } catch (CharacterCodingException malformed) {
            valid = false;
        }
        assertEquals(
                valid, Utf8.isValid(bytes, 0, bytes.length), () -> HexFormat.of().formatHex(bytes));
    }
}
