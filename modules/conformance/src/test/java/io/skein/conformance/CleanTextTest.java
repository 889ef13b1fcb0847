package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is committed speaks of Skein and holds on any machine: no paths of one machine, no registry
 * hosts, no authoring tools, no references to papers that are not in the house. Words are put
 * together here from halves, or this file would find itself.
 */
class CleanTextTest {
    private static final Pattern UNWANTED =
            Pattern.compile(
                    String.join(
                            "|",
                            "(?<![\\w.}])/(wo" + "rk|ro" + "ot|fa" + "rm|ho" + "me)/[\\w.]",
                            "/tm" + "p/brief",
                            "repo1?\\.ma" + "ven\\.(apache\\.)?org",
                            "registry\\.np" + "mjs\\.org",
                            "(deb|security)\\.deb" + "ian\\.org",
                            "maintainers@users\\.no" + "reply",
                            "(?i:\\b(cla"
                                    + "ude|anth"
                                    + "ropic|open"
                                    + "ai|chat"
                                    + "gpt|cop"
                                    + "ilot)\\b)",
                            "(?i:\\bsub-?ag"
                                    + "ent|\\blanguage mo"
                                    + "del\\b|\\bco-authored"
                                    + "-by\\b)",
                            "\\b(style|design|requirements|correctness|style-study|peers)\\.m"
                                    + "d\\b"));

    /** Text of others that we keep as it came. */
    private static final List<String> FOREIGN = List.of("LICENSE");

    @Test
    void trackedTextIsClean() throws IOException, InterruptedException {
        List<String> tracked = tracked();
        assertFalse(tracked.isEmpty(), "git knows no files here");
        List<String> found = new ArrayList<>();
        for (String name : tracked) {
            Path file = House.root().resolve(name);
            if (FOREIGN.contains(name) || !Files.isRegularFile(file)) continue;
            unwanted(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .forEach(word -> found.add(name + ": " + word));
        }
        assertEquals("", String.join("\n", found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd /wo" + "rk/main",
                "see /ro" + "ot/.m2",
                "https://registry.np" + "mjs.org/x",
                "https://repo.ma" + "ven.apache.org/x",
                "asked Cla" + "ude",
                "Co-Authored" + "-By: X",
                "see des" + "ign.m" + "d §7",
            })
    void anUnwantedWordBites(String text) {
        assertFalse(unwanted(text).isEmpty(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://maven.apache.org/POM/4.0.0",
                "target/work/x",
                "$" + "{HOME}/home/x",
                "the homework of the design",
                "/usr/lib/jvm",
                "/var/lib/skein",
            })
    void anOrdinaryWordPasses(String text) {
        assertEquals(List.of(), unwanted(text));
    }

    private static List<String> unwanted(String text) {
        Matcher matcher = UNWANTED.matcher(text);
        return Stream.iterate(matcher.find(), found -> found, _ -> matcher.find())
                .map(_ -> matcher.group())
                .toList();
    }

    private static List<String> tracked() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "ls-files", "-z")
                        .directory(House.root().toFile())
                        .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), "git ls-files");
        return Pattern.compile("\0").splitAsStream(names).filter(name -> !name.isEmpty()).toList();
    }
}
