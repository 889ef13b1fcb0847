package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryNewsTest {
    private final RecoveryNews news = new RecoveryNews();

    @Test
    void probesHearTheNewestAndTheLogNowAndThen() {
        assertEquals("opening its directories", news.state());
        assertEquals(Optional.of("recovering a-0, 0 %"), news.at("a-0", 9, 1_000, -5));
        long next = RecoveryNews.LINE_NANOS - 5;
        assertEquals(Optional.empty(), news.at("a-0", 630, 1_000, next - 1));
        assertEquals("recovering a-0, 63 %", news.state());
        assertEquals(Optional.of("recovering b-7, 99 %"), news.at("b-7", 999, 1_000, next));
        assertEquals(Optional.empty(), news.at("b-7", 1_000, 1_000, next + 1));
        assertEquals("recovering b-7, 100 %", news.state());
    }

    @Test
    void nothingToReadIsAllOfIt() {
        news.at("a-0", 0, 0, 1);
        assertEquals("recovering a-0, 100 %", news.state());
    }
}
