package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every planted bug names its budget, still fits the sources, and makes a program of them. */
class PlantedTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PLANTED = ROOT.resolve("modules/scenarios/planted");
    private static final String OLD_FILE = "--- a/";
    private static final String BUDGET = "(?s)budget: [1-9]\\d*\n.*";

    @TempDir private Path folder;

    static List<Path> bugs() throws IOException {
        try (Stream<Path> files = Files.walk(PLANTED)) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .map(PLANTED::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void fits(Path bug) throws Exception {
        Path patch = PLANTED.resolve(bug);
        List<Path> sources = new ArrayList<>();
        for (String line : Files.readAllLines(patch)) {
            if (!line.startsWith(OLD_FILE)) continue;
            Path copy = folder.resolve(line.substring(OLD_FILE.length()));
            Files.createDirectories(copy.getParent());
            Files.copy(ROOT.resolve(line.substring(OLD_FILE.length())), copy);
            sources.add(copy);
        }
        assertTrue(!sources.isEmpty(), "it changes no file");
        assertTrue(Files.readString(patch).matches(BUDGET), "it says in how many it is found");
        assertEquals("", apply(patch));
        assertEquals(List.of(), compile(sources));
    }

    private String apply(Path patch) throws IOException, InterruptedException {
        ProcessBuilder git = new ProcessBuilder("git", "apply", "-p1", patch.toString());
        git.directory(folder.toFile()).redirectErrorStream(true);
        git.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(folder.getParent()));
        Process process = git.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : "git: " + said;
    }

    @SuppressWarnings("null") // Nobody hears what is printed, and no annotation is processed.
    private List<String> compile(List<Path> sources) throws IOException {
        Path target = ROOT.resolve("modules/scenarios/target");
        String libraries = Files.readString(target.resolve("sim.classpath")).strip();
        String path = target.resolve("classes") + ":" + libraries;
        List<String> options =
                List.of("-nowarn", "-proc:none", "-d", folder.toString(), "-cp", path);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean isGood =
                    javac.getTask(
                                    null,
                                    files,
                                    found,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            return isGood
                    ? List.of()
                    : found.getDiagnostics().stream().map(String::valueOf).toList();
        }
    }
}
