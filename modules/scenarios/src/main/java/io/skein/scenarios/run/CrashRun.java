package io.skein.scenarios.run;

import io.skein.scenarios.crashes.Enumeration;
import io.skein.scenarios.crashes.Enumeration.Tally;
import java.io.PrintStream;
import java.util.List;

/** The command {@code sim crashes}: all crashes of all scripts, one line for each script. */
final class CrashRun {
    private static final int FAILURES_SHOWN = 3;

    private final PrintStream out;
    private final PrintStream err;

    CrashRun(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** True if everything held. */
    boolean run(List<String> scripts) {
        Tally all = new Tally(0, 0, List.of());
        for (String name : scripts) {
            Tally tally = new Enumeration(1).run(name);
            tally.failures().stream().limit(FAILURES_SHOWN).forEach(err::println);
            out.printf("%-34s %s%n", name, tally.line());
            all = all.plus(tally);
        }
        out.println(all.line());
        return all.failures().isEmpty();
    }
}
