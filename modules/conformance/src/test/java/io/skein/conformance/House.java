package io.skein.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the modules lie, and which of them each may use. The table is the layering of the design.
 */
final class House {
    /** Every module that may have code, lowest first. */
    static final List<Part> PARTS =
            List.of(
                    part("modules/foundation", "foundation"),
                    part("modules/simulation", "simulation", "foundation"),
                    part("modules/records", "records", "foundation"),
                    part("modules/protocol", "protocol", "foundation"),
                    part("raft", "raft", "foundation"),
                    part("storage", "storage", "foundation", "records"),
                    part(
                            "server",
                            "server",
                            "foundation",
                            "records",
                            "protocol",
                            "raft",
                            "storage"),
                    part("client-sdk", "client", "foundation", "records", "protocol"),
                    part(
                            "ops/cli",
                            "cli",
                            "foundation",
                            "records",
                            "protocol",
                            "raft",
                            "storage",
                            "server",
                            "client"),
                    part(
                            "modules/scenarios",
                            "scenarios",
                            "foundation",
                            "records",
                            "protocol",
                            "simulation",
                            "raft",
                            "storage",
                            "server",
                            "client"),
                    part(
                            "modules/benchmarks",
                            "benchmarks",
                            "foundation",
                            "records",
                            "protocol",
                            "raft",
                            "storage",
                            "server",
                            "client",
                            "cli"),
                    part(
                            "modules/system-tests",
                            "systemtests",
                            "foundation",
                            "records",
                            "protocol",
                            "raft",
                            "storage",
                            "server",
                            "client",
                            "cli",
                            "scenarios"),
                    part("modules/fuzz", "fuzz", "foundation", "simulation", "records", "storage"),
                    part("modules/conformance", "conformance"));

    private House() {}

    /** The folder that holds the parent pom, found upwards from where the tests run. */
    static Path root() {
        return upFrom(Path.of("").toAbsolutePath());
    }

    private static Path upFrom(Path here) {
        if (Files.isDirectory(here.resolve("modules/conformance"))) return here;
        return Optional.ofNullable(here.getParent()).map(House::upFrom).orElseThrow();
    }

    /** Java files under {@code src/main/java} or {@code src/test/java} of every module. */
    static List<Path> sources(String under) {
        return PARTS.stream()
                .flatMap(part -> files(part.folder().resolve(under), ".java"))
                .toList();
    }

    /** All files with this ending below a folder, sorted; none if there is no such folder. */
    static Stream<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) return Stream.empty();
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part part(String folder, String name, String... mayUse) {
        return new Part(root().resolve(folder), name, Set.of(mayUse));
    }

    /**
     * One module.
     *
     * @param name its package below {@code io.skein}
     * @param mayUse names of the modules that its code, not its tests, may use
     */
    record Part(Path folder, String name, Set<String> mayUse) {
        Path classes() {
            return folder.resolve("target/classes");
        }

        /** Whether it has been compiled and had anything to compile. */
        boolean hasCode() {
            return files(classes(), ".class").anyMatch(file -> !isDescription(file));
        }

        String root() {
            return "io.skein." + name;
        }

        private static boolean isDescription(Path file) {
            String name = file.getFileName().toString();
            return name.equals("module-info.class") || name.equals("package-info.class");
        }
    }
}
