package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code sim regressions}: every seed that ever failed must hold now. */
public final class Regressions {
    /** Seen from the root of the sources, where the script runs. */
    private static final Path FILE = Path.of("modules/scenarios/regressions.txt");

    private final PrintStream out;
    private final PrintStream err;

    Regressions(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** A seed that failed once, and what it found. */
    public record Entry(Scenario scenario, long seed, String why) {
        /** Lets it happen again. */
        public Verdict run() {
            return scenario.run(Wish.of(seed));
        }

        @Override
        public String toString() {
            return scenario.name() + " " + seed + ": " + why;
        }
    }

    /** What that file lists: a scenario, a seed and why, a line each; others begin with #. */
    public static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split(" ", 3);
            Scenario scenario =
                    Scenarios.named(parts[0])
                            .orElseThrow(() -> new IOException("no such scenario: " + line));
            entries.add(new Entry(scenario, Long.parseLong(parts[1]), parts[2]));
        }
        return entries;
    }

    /** True if all hold. */
    boolean run() throws IOException {
        int failures = 0;
        List<Entry> all = read(FILE);
        for (Entry entry : all) {
            Verdict verdict = entry.run();
            if (verdict.fall().isEmpty()) continue;
            failures++;
            err.println(entry + "\n  " + verdict.fall().get().story());
        }
        out.printf("%d seeds, %d failures%n", all.size(), failures);
        return failures == 0;
    }
}
