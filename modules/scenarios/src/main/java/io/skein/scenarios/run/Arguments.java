package io.skein.scenarios.run;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What was typed: a command, options with a value, and flags. */
final class Arguments {
    private static final List<String> FLAGS = List.of("--verify-determinism");
    private static final List<String> OPTIONS =
            List.of(
                    "--scenario",
                    "--seeds",
                    "--first",
                    "--minutes",
                    "--seed",
                    "--without",
                    "--skip",
                    "--bug",
                    "--clients",
                    "--hashes",
                    "--budget",
                    "--script",
                    "--part");

    /** As many as there is time for. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int NUMBERS_MAX = 1_000_000;

    private final String command;
    private final SortedMap<String, String> values;

    private Arguments(String command, SortedMap<String, String> values) {
        this.command = command;
        this.values = values;
    }

    /** Something that was typed cannot be meant. */
    static final class Misread extends Exception {
        private static final long serialVersionUID = 1L;

        Misread(String message) {
            super(message);
        }
    }

    static Arguments read(List<String> typed) throws Misread {
        if (typed.isEmpty())
            throw new Misread(
                    "say what to do: run, replay, shrink, planted, regressions, crashes"
                            + " or exhaustive");
        TreeMap<String, String> values = new TreeMap<>();
        for (int i = 1; i < typed.size(); i++) {
            String name = typed.get(i);
            if (FLAGS.contains(name)) {
                values.put(name, "");
            } else if (!OPTIONS.contains(name)) {
                throw new Misread(
                        "unknown option " + name + "; there are " + OPTIONS + " " + FLAGS);
            } else if (i + 1 == typed.size()) {
                throw new Misread(name + " needs a value");
            } else {
                values.put(name, typed.get(++i));
            }
        }
        return new Arguments(typed.getFirst(), values);
    }

    String command() {
        return command;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long number(String name, long otherwise) throws Misread {
        if (!has(name)) return otherwise;
        try {
            return Long.decode(text(name).orElseThrow());
        } catch (NumberFormatException notOne) {
            throw new Misread(name + " must be a number, not " + text(name).orElseThrow());
        }
    }

    int count(String name, int otherwise) throws Misread {
        long number = number(name, otherwise);
        if (number < 1 || number > Integer.MAX_VALUE)
            throw new Misread(name + " must be 1 or more");
        return (int) number;
    }

    /** How many seeds are run at most: whoever bounds the time alone wants all that fit in. */
    int seeds(int otherwise) throws Misread {
        return count("--seeds", has("--minutes") ? UNBOUNDED : otherwise);
    }

    /** How many seeds or states a planted bug may take; its patch says so, and nothing else. */
    int budget() throws Misread {
        if (has("--seeds"))
            throw new Misread("a planted bug's patch says how many seeds it may take");
        if (!has("--budget")) throw new Misread("a bug is hunted within a budget");
        return count("--budget", 1);
    }

    SortedSet<Integer> numbers(String name) throws Misread {
        String typed = text(name).orElse("");
        try {
            return Ranges.read(typed, NUMBERS_MAX);
        } catch (NumberFormatException notOne) {
            throw new Misread(name + " must be numbers like 3,7-20, not " + typed);
        }
    }
}
