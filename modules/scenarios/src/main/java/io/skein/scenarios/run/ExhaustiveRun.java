package io.skein.scenarios.run;

import io.skein.scenarios.exhaustive.Parts;
import io.skein.scenarios.exhaustive.Result;
import io.skein.scenarios.exhaustive.Search;
import io.skein.scenarios.exhaustive.Terms;
import io.skein.scenarios.run.Arguments.Misread;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The command {@code sim exhaustive}: one line for each part of the search, and their sum. */
final class ExhaustiveRun {
    private static final String NAME = "exhaustive";

    private final PrintStream out;

    ExhaustiveRun(PrintStream out) {
        this.out = out;
    }

    static boolean isMeant(Arguments arguments) {
        boolean isHunt = arguments.command().equals("hunt");
        return arguments.command().equals(NAME)
                || (isHunt && arguments.text("--scenario").equals(Optional.of(NAME)));
    }

    /** True if all held, or, where a bug is hunted, if it was found. */
    boolean run(Arguments arguments) throws Misread {
        List<Terms> parts = parts(arguments.text("--part"));
        return arguments.command().equals(NAME) ? search(parts) : hunt(parts, arguments.budget());
    }

    private static List<Terms> parts(Optional<String> wanted) throws Misread {
        List<Terms> all = Parts.all();
        if (wanted.isEmpty()) return all;
        List<Terms> some = all.stream().filter(part -> part.name().equals(wanted.get())).toList();
        if (!some.isEmpty()) return some;
        List<String> names = all.stream().map(Terms::name).toList();
        throw new Misread("no part " + wanted.get() + "; there are " + names);
    }

    private boolean search(List<Terms> parts) {
        long states = 0;
        long frontier = 0;
        int violations = 0;
        for (Terms part : parts) {
            Result result = new Search(part).run();
            result.fault().ifPresent(fault -> fault.story().forEach(out::println));
            out.printf("%-24s %s%n", part.name(), result.line());
            states += result.states();
            frontier += result.frontier();
            if (result.fault().isPresent()) violations++;
        }
        String left = frontier == 0 ? "empty" : frontier + " states";
        out.printf("%d distinct states, frontier %s, %d violations%n", states, left, violations);
        return frontier == 0 && violations == 0;
    }

    private boolean hunt(List<Terms> parts, int budget) {
        long states = 0;
        for (Terms part : parts) {
            Result result = new Search(part).run();
            states += result.states();
            if (states > budget) break;
            if (result.fault().isEmpty()) continue;
            String invariant = result.fault().get().violation().invariant();
            out.printf("found in %d/%d states, %s: %s%n", states, budget, part.name(), invariant);
            return true;
        }
        out.printf("not found in %d/%d states%n", states, budget);
        return false;
    }
}
