package io.skein.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was typed behind the name of a benchmark: options with a value each, and flags. */
final class Options {
    private static final List<String> VALUED =
            List.of(
                    "--nodes",
                    "--rf",
                    "--seconds",
                    "--size",
                    "--gb",
                    "--count",
                    "--partitions",
                    "--rate",
                    "--dir");
    private static final List<String> FLAGS = List.of("--raw", "--kafka");

    private final TreeMap<String, String> values = new TreeMap<>();
    private final List<String> flags = new ArrayList<>();

    /** Throws {@link WrongUse} where one is unknown, or lacks its value. */
    Options(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String option = words.get(at);
            if (FLAGS.contains(option)) {
                flags.add(option);
                continue;
            }
            if (!VALUED.contains(option)) throw new WrongUse("there is no option " + option);
            if (at + 1 == words.size()) throw new WrongUse(option + " needs a value");
            values.put(option, words.get(++at));
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    int number(String option, int usual, int max) {
        return number(option, max).orElse(usual);
    }

    Optional<Integer> number(String option, int max) {
        return Optional.ofNullable(values.get(option)).map(value -> parsed(option, value, max));
    }

    private static int parsed(String option, String value, int max) {
        int read;
        try {
            read = Integer.parseInt(value);
        } catch (NumberFormatException notOne) {
            read = 0;
        }
        if (read < 1 || read > max) {
            throw new WrongUse(option + " is a number from 1 to " + max + ", not " + value);
        }
        return read;
    }

    Optional<Path> path(String option) {
        return Optional.ofNullable(values.get(option))
                .map(value -> Path.of(value).toAbsolutePath());
    }
}
