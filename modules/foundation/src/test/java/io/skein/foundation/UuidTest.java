package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UuidTest {
    @Test
    void zeroIsWrittenAsKafkaWritesIt() {
        assertEquals("AAAAAAAAAAAAAAAAAAAAAA", Uuid.ZERO.toString());
    }

    @Test
    void bytesAreBigEndian() {
        Uuid id = new Uuid(0x0102030405060708L, 0x090A0B0C0D0E0F10L);
        byte[] expected = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        assertArrayEquals(expected, id.toBytes());
        assertEquals("AQIDBAUGBwgJCgsMDQ4PEA", id.toString());
    }

    @Test
    void textAndBytesComeBack() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            Uuid id = new Uuid(random.nextLong(), random.nextLong());
            assertEquals(Optional.of(id), Uuid.parse(id.toString()));
            assertEquals(Optional.of(id), Uuid.fromBytes(id.toBytes()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "AAAAAAAAAAAAAAAAAAAA+/",
                "AAAAAAAAAA AAAAAAAAAAA",
                "00000000-0000-0000-0000-000000000000"
            })
    void anythingElseIsRefused(String text) {
        assertEquals(Optional.empty(), Uuid.parse(text));
    }

    @Test
    void orderIsThatOfTheBytes() {
        Uuid small = new Uuid(1, -1);
        Uuid large = new Uuid(-1, 0);
        assertTrue(small.compareTo(large) < 0);
        assertTrue(large.compareTo(new Uuid(-1, Long.MIN_VALUE)) < 0);
        assertEquals(0, large.compareTo(new Uuid(-1, 0)));
    }
}
