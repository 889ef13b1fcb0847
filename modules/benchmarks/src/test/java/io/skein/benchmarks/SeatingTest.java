package io.skein.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatingTest {
    private static final Seating SECOND =
            new Seating(2, Path.of("data"), 256, List.of("127.0.0.1:71", "127.0.0.1:72"));

    @Test
    void aProcessIsToldWhoItIsByItsWords() {
        assertEquals(SECOND, Seating.of(SECOND.words().toArray(String[]::new)));
    }

    @Test
    void itListensWhereTheOthersReachIt() {
        assertEquals(new InetSocketAddress(InetAddress.getLoopbackAddress(), 72), SECOND.own());
    }

    @Test
    void thePayloadIsTheSameInEveryRun() {
        assertEquals(256, SECOND.payload().length);
        assertArrayEquals(SECOND.payload(), SECOND.payload());
    }
}
