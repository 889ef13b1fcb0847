package io.skein.scenarios.cores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file beside the README is a story that is played and compared, word by word. With {@code
 * -Dstories.rewrite=true} what happens now is written into the files instead, for a reviewer to
 * read the difference.
 */
class StoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/stories");
    private static final int STORIES_MIN = 40;

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".story")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Story read(Path file) {
        try {
            return Story.parse(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @TestFactory
    Stream<DynamicTest> stories() {
        return files().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> compare(file)));
    }

    private static void compare(Path file) throws IOException {
        Story story = read(file);
        Story now = StoryRun.play(story);
        if (Boolean.getBoolean("stories.rewrite")) {
            Files.writeString(file, now.text());
        } else {
            assertEquals(story.text(), now.text());
        }
        for (Story.Block block : now.blocks()) {
            boolean isBroken =
                    block.output().stream().anyMatch(line -> line.startsWith(StoryRun.BROKEN));
            assertFalse(isBroken, () -> String.join("\n", block.output()));
        }
    }

    @Test
    void thereAreManyAndEachSaysWhatItIsAboutAndWhereThatIsFrom() {
        List<Story> stories = files().stream().map(StoriesTest::read).toList();
        assertTrue(stories.size() >= STORIES_MIN, () -> "only " + stories.size());
        TreeSet<String> titles = new TreeSet<>();
        for (Story story : stories) {
            assertTrue(story.heading().size() >= 2, () -> "no source: " + story.title());
            assertTrue(titles.add(story.title()), () -> "twice: " + story.title());
        }
    }

    @Test
    void everyCommandIsAnswered() {
        for (Path file : files()) {
            Story story = read(file);
            assertFalse(story.blocks().isEmpty(), () -> file + " tells nothing");
            for (Story.Block block : story.blocks()) {
                assertFalse(block.output().isEmpty(), () -> file + ": " + block.commands());
                assertFalse(block.commands().isEmpty(), () -> file + ": " + block.output());
            }
        }
    }

    @Test
    void anUnknownCommandIsAMistake() {
        assertMistake("colony 1\nfly n1");
        assertMistake("start n1");
        assertMistake("colony 1\nstart n2");
        assertMistake("colony 1 speed=3");
        assertMistake("colony 1\nstart n1 now");
    }

    private static void assertMistake(String commands) {
        assertThrows(StoryMistake.class, () -> StoryRun.play(Story.parse(commands)));
    }
}
