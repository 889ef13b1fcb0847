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

/** The script of pods needs root and takes long; here it is only seen that it can be begun. */
class PodsTest {
    private static final Path SOURCES = Place.ROOT.resolve("modules/system-tests/src");

    @Test
    void itsDriverCompiles(@TempDir Path classes) throws IOException {
        List<String> words = new ArrayList<>(List.of("-proc:none", "-nowarn"));
        words.addAll(List.of("-d", classes.toString()));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of("--source-path", SOURCES.resolve("faults").toString()));
        try (Stream<Path> sources = Files.list(SOURCES.resolve("pods"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(words::add);
        }
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, javac.run(to, to, words.toArray(String[]::new)), said.toString());
    }

    @Test
    void itsHelpSaysWhatItDoes() {
        Ended ended = pods("--help");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("three-nodes"), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-nodes", "three-nodes three-nodes", "three-nodes --times 2"})
    void whatIsTypedWronglyStartsNothing(String words) {
        Ended ended = pods(words);
        assertEquals(2, ended.code(), ended.out());
        assertEquals("", ended.out());
        assertTrue(ended.err().startsWith("pods: "), ended.err());
    }

    private static Ended pods(String words) {
        return Program.shell(Map.of(), "modules/system-tests/pods " + words);
    }
}
