package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How the budgets of open files follow what the system allows. */
class FileLimitTest {
    private static final String HEAD =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             95842                95842                processes
            """;

    @Test
    void theSoftLimitIsRead() {
        String some =
                "Max open files            4096                 524288               files     \n";
        assertEquals(OptionalLong.of(4096), FileLimit.parse(HEAD + some));
    }

    @Test
    void noLimitIsNone() {
        String none =
                "Max open files            unlimited            unlimited            files     \n";
        assertEquals(OptionalLong.empty(), FileLimit.parse(HEAD + none));
        assertEquals(OptionalLong.empty(), FileLimit.parse(HEAD));
    }

    /** One directory and the metadata's: two budgets each, and as much again for connections. */
    @Test
    void budgetsShareWhatThereIs() {
        assertEquals(512, FileLimit.share(4096, 1));
        assertEquals(128, FileLimit.share(4096, 7));
        assertEquals(
                16, FileLimit.share(64, 3), "a log has several files, whatever the system says");
    }
}
