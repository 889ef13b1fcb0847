package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of faults takes long; here it is only seen that it can be begun. */
class FaultsTest {
    @Test
    void itsDriverCompiles(@TempDir Path classes) throws IOException {
        List<String> words = new ArrayList<>(List.of("-proc:none", "-nowarn"));
        words.addAll(List.of("-d", classes.toString()));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources =
                Files.list(Place.ROOT.resolve("modules/system-tests/src/faults"))) {
            sources.map(Path::toString).forEach(words::add);
        }
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, javac.run(to, to, words.toArray(String[]::new)), said.toString());
    }

    @Test
    void itsHelpNamesAllFaults() {
        Ended ended = faults("--help");
        assertEquals(0, ended.code(), ended.err());
        List<String> faults =
                List.of(
                        "kill-leader",
                        "kill-all",
                        "power-cut-all",
                        "partition",
                        "rolling-restart",
                        "add-broker");
        for (String fault : faults) {
            assertTrue(ended.out().contains("\n  " + fault + " "), ended.out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kill-nobody",
                "kill-all partition",
                "kill-all --times 0",
                "kill-all --rounds 2",
                "rolling-restart --times 2",
                "add-broker --rounds 2"
            })
    void whatIsTypedWronglyStartsNothing(String words) {
        Ended ended = faults(words);
        assertEquals(2, ended.code(), ended.out());
        assertEquals("", ended.out());
        assertTrue(ended.err().startsWith("faults: "), ended.err());
    }

    private static Ended faults(String words) {
        return Program.shell(Map.of(), "modules/system-tests/faults " + words);
    }
}
