package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java compiles as it stands there, and does what it says. */
class ReadmeExampleTest {
    private static final Pattern BLOCK =
            Pattern.compile("^```java\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String PROGRAM =
            """
            import io.skein.client.*;
            import io.skein.client.admin.*;
            import io.skein.client.producer.*;
            import io.skein.client.serialization.*;

            class Example {
                public static void main(String[] words) throws Exception {
            EXAMPLE
                }
            }
            """;

    /** What the example leaves at its default, and what says the same of another place. */
    private static final Map<String, String> MOVED =
            Map.of(
                    "ConnectionSettings.DEFAULT", "THERE",
                    "ProducerSettings.defaults()",
                            "ProducerSettings.builder().connection(THERE).build()");

    @TempDir private Path folder;

    @Test
    void theExampleCompilesAndStoresItsRecord() throws IOException {
        String example = example();
        compile(example);
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            compile(moved(example, node.address()));
            Ended ended = Program.shell(Map.of(), java() + " Example");
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().matches("on disk at [012]:0\\R"), ended.out());
            Ended read =
                    Program.run(
                            node.forCommands(),
                            "consume",
                            "greetings",
                            "--from-beginning",
                            "--max-messages",
                            "1",
                            "--print-key");
            assertEquals("anna\thello\n", read.out(), read.err());
        }
    }

    private static String example() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Place.ROOT.resolve("README.md")));
        assertTrue(block.find(), "the README shows Java");
        return block.group(1);
    }

    /** The same for a node that is not where nodes usually are. */
    private static String moved(String example, String address) {
        String moved = example;
        for (Map.Entry<String, String> each : MOVED.entrySet()) {
            assertTrue(moved.contains(each.getKey()), each.getKey() + " is what is moved");
            moved = moved.replace(each.getKey(), each.getValue());
        }
        String list = "java.util.List.of(\"" + address + "\")";
        return "var THERE = ConnectionSettings.DEFAULT.withBootstrap(" + list + ");\n" + moved;
    }

    private void compile(String example) throws IOException {
        Path source = folder.resolve("Example.java");
        Files.writeString(source, PROGRAM.replace("EXAMPLE", example));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        String[] words = {
            "-cp", classPath(), "-proc:none", "-d", folder.toString(), source.toString()
        };
        int code = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, words);
        assertEquals(0, code, () -> "the README's Java does not compile: " + said);
    }

    private String java() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -cp '%s:%s'".formatted(java, folder, classPath());
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
