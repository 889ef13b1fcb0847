package io.skein.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command line, understood.
 *
 * @param folder where data lies while a benchmark runs
 * @param sizeBytes of one record's value, or of one proposal
 * @param isRaw ready-made batches instead of the SDK
 * @param gigabytes to write before a node is killed
 * @param count of logs that rest
 * @param perSecond records to send per second; as many as possible if absent
 */
record Arguments(
        Command command,
        int nodes,
        int seconds,
        int sizeBytes,
        boolean isRaw,
        int gigabytes,
        int count,
        Optional<Integer> perSecond,
        Optional<Path> folder) {
    private static final int NODES_MAX = 100;
    private static final int SECONDS_MAX = 3600;
    private static final int COUNT_MAX = 1_000_000;
    private static final int GIGABYTES_MAX = 1_000;
    private static final int SIZE_BYTES_MAX = 1_000_000;
    private static final int PER_SECOND_MAX = 10_000_000;

    /** What is measured. */
    enum Command {
        START,
        CLI,
        PRODUCE,
        RECOVERY,
        PARTITIONS,
        STORAGE,
        COMMIT,
        COMPACTION,
        QUORUM,
        HELP
    }

    /** Throws {@link WrongUse} with the first thing that cannot be. */
    static Arguments of(List<String> words) {
        if (words.isEmpty()) throw new WrongUse("what is to be measured? See --help");
        if (words.contains("--help") || words.contains("-h")) return usual(Command.HELP);
        Arguments read = usual(command(words.getFirst()));
        for (int at = 1; at < words.size(); at++) {
            String option = words.get(at);
            if (option.equals("--raw")) {
                read = read.raw();
                continue;
            }
            if (at + 1 == words.size())
                throw new WrongUse(option + " needs a value, or is unknown");
            read = read.with(option, words.get(++at));
        }
        return read.checked();
    }

    private static Arguments usual(Command command) {
        int sizeBytes = command == Command.QUORUM ? 256 : 1024;
        return new Arguments(
                command, 1, 10, sizeBytes, false, 2, 20_000, Optional.empty(), Optional.empty());
    }

    private static Command command(String word) {
        return switch (word) {
            case "start" -> Command.START;
            case "cli" -> Command.CLI;
            case "produce" -> Command.PRODUCE;
            case "recovery" -> Command.RECOVERY;
            case "partitions" -> Command.PARTITIONS;
            case "storage" -> Command.STORAGE;
            case "commit" -> Command.COMMIT;
            case "compaction" -> Command.COMPACTION;
            case "quorum" -> Command.QUORUM;
            case "help" -> Command.HELP;
            default -> {
                String known =
                        "start, cli, produce, recovery, partitions, storage, commit, compaction,"
                                + " quorum";
                throw new WrongUse("\"" + word + "\" is none of " + known);
            }
        };
    }

    private Arguments raw() {
        return new Arguments(
                command, nodes, seconds, sizeBytes, true, gigabytes, count, perSecond, folder);
    }

    private Arguments with(String option, String value) {
        int nodeCount = nodes;
        int time = seconds;
        int size = sizeBytes;
        int gb = gigabytes;
        int logs = count;
        Optional<Integer> rate = perSecond;
        Optional<Path> place = folder;
        switch (option) {
            case "--nodes" -> nodeCount = number(option, value, NODES_MAX);
            case "--seconds" -> time = number(option, value, SECONDS_MAX);
            case "--size" -> size = number(option, value, SIZE_BYTES_MAX);
            case "--gb" -> gb = number(option, value, GIGABYTES_MAX);
            case "--count" -> logs = number(option, value, COUNT_MAX);
            case "--rate" -> rate = Optional.of(number(option, value, PER_SECOND_MAX));
            case "--dir" -> place = Optional.of(Path.of(value).toAbsolutePath());
            default -> throw new WrongUse("there is no option " + option);
        }
        return new Arguments(command, nodeCount, time, size, isRaw, gb, logs, rate, place);
    }

    private static int number(String option, String value, int max) {
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

    private Arguments checked() {
        if (nodes != 1) {
            throw new WrongUse(
                    "more than one node cannot be measured yet: --nodes 1 is what works");
        }
        if (isRaw && perSecond.isPresent()) throw new WrongUse("--raw knows no --rate");
        return this;
    }
}
