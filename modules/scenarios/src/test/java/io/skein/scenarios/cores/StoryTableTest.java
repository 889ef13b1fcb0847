package io.skein.scenarios.cores;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rules beside the stories names each of them, and none that is not there. */
class StoryTableTest {
    private static final Path FOLDER = Path.of("src/test/resources/stories");
    private static final String HEADING = "## What is told where";
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");
    private static final String ENDING = ".story";

    @Test
    void everyStoryStandsInTheTableAndEveryNameThereIsAStory() throws IOException {
        assertEquals(stories(), named());
    }

    private static Set<String> stories() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .forEach(names::add);
        }
        return names;
    }

    private static Set<String> named() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("README.md"));
        Set<String> names = new TreeSet<>();
        for (String line : lines.subList(lines.indexOf(HEADING), lines.size())) {
            if (!line.startsWith("|")) continue;
            NAME.matcher(line).results().forEach(found -> names.add(found.group(1)));
        }
        return names;
    }
}
