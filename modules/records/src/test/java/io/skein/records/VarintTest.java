package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "-2, 03",
        "63, 7e",
        "-64, 7f",
        "64, 80 01",
        "-65, 81 01",
        "8191, fe 7f",
        "8192, 80 80 01",
        "2147483647, fe ff ff ff 0f",
        "-2147483648, ff ff ff ff 0f",
    })
    void intsAsWritten(int value, String hex) {
        byte[] bytes = new byte[Varint.INT_BYTES_MAX];
        int end = Varint.write(bytes, 0, value);
        assertArrayEquals(RawBatch.hex(hex), Arrays.copyOf(bytes, end));
        assertEquals(end, Varint.sizeBytes(value));
        assertEquals(end, Varint.sizeBytes((long) value));
        Cursor cursor = new Cursor(bytes, 0, end);
        assertEquals(value, cursor.varint());
        assertEquals(end, cursor.at);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, fe ff ff ff ff ff ff ff ff 01",
        "-9223372036854775808, ff ff ff ff ff ff ff ff ff 01",
        "2147483648, 80 80 80 80 10",
    })
    void longsAsWritten(long value, String hex) {
        byte[] bytes = new byte[Varint.LONG_BYTES_MAX];
        int end = Varint.write(bytes, 0, value);
        assertArrayEquals(RawBatch.hex(hex), Arrays.copyOf(bytes, end));
        assertEquals(value, new Cursor(bytes, 0, end).varlong());
    }

    @Test
    void anyNumberComesBackAndTakesWhatWasSaid() {
        Gen.check(
                "varints",
                2000,
                gen -> {
                    long wide = gen.anyLong();
                    int narrow = (int) wide;
                    byte[] bytes = new byte[20];
                    int middle = Varint.write(bytes, 0, wide);
                    int end = Varint.write(bytes, middle, narrow);
                    assertEquals(middle, Varint.sizeBytes(wide));
                    assertEquals(end - middle, Varint.sizeBytes(narrow));
                    Cursor cursor = new Cursor(bytes, 0, end);
                    assertEquals(wide, cursor.varlong());
                    assertEquals(narrow, cursor.varint());
                    for (int cut = 0; cut < middle; cut++) {
                        Cursor torn = new Cursor(bytes, 0, cut);
                        torn.varlong();
                        assertTrue(torn.torn);
                        assertTrue(torn.at <= cut);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ff ff ff ff", "ff ff ff ff 10", "80 80 80 80 80 00"})
    void intsThatNeverEndOrHoldTooMuchAreTorn(String hex) {
        byte[] bytes = RawBatch.hex(hex);
        Cursor cursor = new Cursor(bytes, 0, bytes.length);
        cursor.varint();
        assertTrue(cursor.torn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff ff ff ff ff ff ff ff ff",
                "ff ff ff ff ff ff ff ff ff 02",
                "80 80 80 80 80 80 80 80 80 80 00"
            })
    void longsThatNeverEndOrHoldTooMuchAreTorn(String hex) {
        byte[] bytes = RawBatch.hex(hex);
        Cursor cursor = new Cursor(bytes, 0, bytes.length);
        cursor.varlong();
        assertTrue(cursor.torn);
    }
}
