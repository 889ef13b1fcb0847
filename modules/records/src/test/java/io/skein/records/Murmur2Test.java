package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur2Test {
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107",
    })
    void hashesAsKafkaDoes(String key, int hash) {
        assertEquals(hash, Murmur2.hash(key.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNegativeHashLosesItsSignNotItsBits() {
        byte[] key = "21".getBytes(StandardCharsets.UTF_8);
        assertEquals((-973932308 & 0x7fffffff) % 12, Murmur2.partition(key, 12));
        assertEquals(0, Murmur2.partition(key, 1));
    }
}
