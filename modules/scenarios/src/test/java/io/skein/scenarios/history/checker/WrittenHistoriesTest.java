package io.skein.scenarios.history.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Histories written by hand: what each anomaly looks like, and what only looks like it. A history
 * begins with a line {@code # its name -> what is found}, which may go on with {@code | options}.
 */
class WrittenHistoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/histories");
    private static final int EACH_MIN = 2;

    /** One history of a file. */
    private record Written(String file, String title, List<String> lines) {
        String name() {
            return title.split("->", -1)[0].strip();
        }

        String expected() {
            String rest = title.split("->", -1)[1];
            return labels(Stream.of(rest.split("\\|", -1)[0].strip().split("[ ,]+", -1)));
        }

        Options options() {
            String[] parts = title.split("\\|", -1);
            return parts.length > 1 ? OptionsText.read(parts[1]) : Options.STRICT;
        }

        Verdict judge() {
            return Checker.check(HistoryText.read(lines), options());
        }
    }

    private static String labels(Stream<String> labels) {
        return labels.filter(label -> !label.equals("nothing"))
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    @TestFactory
    List<DynamicTest> eachShowsWhatItsTitleSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Written one : written()) {
            tests.add(DynamicTest.dynamicTest(one.file() + ": " + one.name(), () -> judge(one)));
        }
        return tests;
    }

    private static void judge(Written one) {
        Verdict verdict = one.judge();
        Stream<String> found = verdict.findings().stream().map(each -> each.anomaly().label());
        assertEquals(one.expected(), labels(found), verdict::toString);
    }

    @Test
    void thereAreExamplesAndNearMissesOfEveryAnomaly() throws IOException {
        SortedSet<String> missing = new TreeSet<>();
        for (Anomaly anomaly : Anomaly.values()) {
            List<Written> mine =
                    written().stream()
                            .filter(one -> one.file().equals(anomaly.label() + ".txt"))
                            .toList();
            long shown =
                    mine.stream().filter(one -> one.expected().contains(anomaly.label())).count();
            long spared = mine.size() - shown;
            if (shown < EACH_MIN || spared < EACH_MIN) missing.add(anomaly.label());
        }
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void whatIsAllowedIsExcusedAndNamed() throws IOException {
        Written lossy =
                written().stream()
                        .filter(one -> one.name().equals("an unclean election may lose it"))
                        .findFirst()
                        .orElseThrow();
        Verdict verdict = lossy.judge();
        assertTrue(verdict.isClean());
        assertTrue(verdict.toString().contains("excused: lost-write"), verdict.toString());
    }

    private static List<Written> written() throws IOException {
        List<Written> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                String[] parts = Files.readString(file).split("(?m)^# ", -1);
                for (String part : parts) {
                    List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
                    if (lines.isEmpty()) continue;
                    String name = file.getFileName().toString();
                    all.add(new Written(name, lines.getFirst(), lines.subList(1, lines.size())));
                }
            }
        }
        return all;
    }
}
