package io.skein.server.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "ops", "docs", "settings.md");

    @Test
    void theReferencePageShowsTheTableAsItIs() throws IOException {
        String table = NodeTable.TABLE.markdown();
        assertTrue(Files.readString(PAGE).contains(table), "the page should hold:\n" + table);
    }
}
