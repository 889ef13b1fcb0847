package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars as they are delivered. */
class PackagedTest {
    private static final Map<String, Boolean> AUTOMATIC_BY_NAME =
            Map.of(
                    "io.skein.foundation", false,
                    "io.skein.records", false,
                    "io.skein.raft", false,
                    "io.skein.storage", false,
                    "io.skein.protocol", true,
                    "io.skein.client", true,
                    "io.skein.server", true,
                    "io.skein.cli", true);

    /**
     * Without one in its manifest a jar would be called after its file, which nobody can rely on.
     */
    @Test
    void everyJarOfOursHasItsModuleName() throws IOException {
        Path target = Place.ROOT.resolve("ops/cli/target");
        Map<String, Boolean> found = new TreeMap<>();
        for (Path folder : new Path[] {target, target.resolve("lib")}) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith("-SNAPSHOT.jar"))
                        .forEach(jar -> {
                            for (ModuleReference module : ModuleFinder.of(jar).findAll()) {
                                ModuleDescriptor descriptor = module.descriptor();
                                found.put(descriptor.name(), descriptor.isAutomatic());
                            }
                        });
            }
        }
        assertEquals(new TreeMap<>(AUTOMATIC_BY_NAME), found);
    }
}
