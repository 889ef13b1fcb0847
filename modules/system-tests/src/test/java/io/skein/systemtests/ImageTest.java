package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import io.skein.systemtests.pods.Manifests;
import io.skein.systemtests.pods.PodPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image: what it is made of, that this runs, and that nobody's name is fixed in. */
@NullUnmarked // What lacks in a manifest is null, and fails the test that looks at it.
class ImageTest {
    private static final Path HERE = Place.ROOT.resolve("ops/image");
    private static final Path OVERLAY = Place.ROOT.resolve("k8s/overlays/three-nodes");
    private static final Pattern COPY = Pattern.compile("COPY (\\S+) (\\S+)");
    private static final Pattern PROGRAM = Pattern.compile("ENTRYPOINT \\[\"([^\"]+)\"]");
    private static final Pattern VERSION = Pattern.compile("<version>(.+)</version>");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(HERE.resolve("Containerfile")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** All that it copies is what the build makes, and its program is in there, and runs. */
    @Test
    void itHoldsWhatTheBuildMakes() throws IOException {
        Ended built = Program.shell(Map.of(), "ops/image/build");
        assertEquals(0, built.code(), built.err());
        List<String> lines = lines();
        List<Matcher> copies = lines.stream().map(COPY::matcher).filter(Matcher::matches).toList();
        assertEquals(1, copies.size(), lines.toString());
        Path from = HERE.resolve(copies.getFirst().group(1));
        String to = copies.getFirst().group(2);
        String program = entryPoint(lines);
        assertTrue(program.startsWith(to + "/"), program);
        Path node = from.resolve(program.substring(to.length() + 1));
        assertEquals(Program.run(Map.of(), "--version").out(), version(node));
        assertTrue(lines.contains("ENV PATH=" + to + "/bin"), lines.toString());
        Path commands = from.resolve("bin").resolve(pod().preStop().getFirst());
        assertEquals(version(node), version(commands));
    }

    private static String entryPoint(List<String> lines) {
        return lines.stream()
                .map(PROGRAM::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String version(Path program) {
        Ended said = Program.shell(Map.of(), "'" + program + "' --version");
        assertEquals(0, said.code(), said.err());
        assertEquals("", said.err());
        return said.out();
    }

    /** What runs while an image is built needs a builder that can run things, and be trusted to. */
    @Test
    void nothingRunsWhileItIsBuilt() throws IOException {
        for (String line : lines()) {
            assertFalse(line.startsWith("RUN") || line.startsWith("ADD"), line);
        }
        assertTrue(
                lines().contains(
                                "USER %d:%d"
                                        .formatted(
                                                pod().spec().getSecurityContext().getRunAsUser(),
                                                pod().spec()
                                                        .getSecurityContext()
                                                        .getRunAsGroup())));
    }

    /** The manifests say {@code skein}; an overlay says where that comes from, as anybody may. */
    @Test
    void whereItComesFromIsForTheOverlayToSay(@TempDir Path folder) throws IOException {
        String base = Files.readString(Place.ROOT.resolve("k8s/base/statefulset.yaml"));
        assertEquals(List.of("          image: skein"), imageLines(base));
        String overlay = Files.readString(OVERLAY.resolve("kustomization.yaml"));
        assertTrue(overlay.contains("  - name: skein\n    newName: registry.example/skein\n"));
        Path copy = folder.resolve("k8s/overlays/three-nodes");
        String from = Place.ROOT.resolve("k8s").toString();
        Ended copied = Program.shell(Map.of(), "cp -R '%s' '%s'".formatted(from, folder));
        assertEquals(0, copied.code(), copied.err());
        Files.writeString(
                copy.resolve("kustomization.yaml"),
                overlay.replace("registry.example/skein", "elsewhere:5000/logs")
                        .replaceAll("newTag: .*", "newTag: \"7\""));
        assertEquals(
                List.of("        image: elsewhere:5000/logs:7"),
                imageLines(Manifests.render(copy)));
    }

    private static List<String> imageLines(String yaml) {
        return yaml.lines().filter(line -> line.contains("image:")).toList();
    }

    @Test
    void theTagIsTheVersion() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Place.ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        String image = pod().container().getImage();
        assertEquals("registry.example/skein:" + version.group(1), image);
    }

    private static PodPlan pod() {
        return new PodPlan(Manifests.read(Manifests.render(OVERLAY)), "here", 0);
    }
}
