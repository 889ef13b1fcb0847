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
 * @param partitions of which nobody wants anything
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
        int partitions,
        Optional<Integer> perSecond,
        Optional<Path> folder) {
    private static final int NODES_MAX = 100;
    private static final int SECONDS_MAX = 3600;
    private static final int COUNT_MAX = 1_000_000;
    private static final int GIGABYTES_MAX = 1_000;
    private static final int SIZE_BYTES_MAX = 1_000_000;
    private static final int PER_SECOND_MAX = 10_000_000;
    private static final int PARTITIONS_MAX = 10_000;

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
        METADATA,
        IDLE,
        HELP
    }

    /** Throws {@link WrongUse} with the first thing that cannot be. */
    static Arguments of(List<String> words) {
        if (words.isEmpty()) throw new WrongUse("what is to be measured? See --help");
        boolean isHelp = words.contains("--help") || words.contains("-h");
        if (isHelp) return of(Command.HELP, new Options(List.of()));
        return of(command(words.getFirst()), new Options(words.subList(1, words.size()))).checked();
    }

    private static Arguments of(Command command, Options options) {
        return new Arguments(
                command,
                options.number("--nodes", 1, NODES_MAX),
                options.number("--seconds", command == Command.IDLE ? 60 : 10, SECONDS_MAX),
                options.number("--size", command == Command.QUORUM ? 256 : 1024, SIZE_BYTES_MAX),
                options.has("--raw"),
                options.number("--gb", 2, GIGABYTES_MAX),
                options.number("--count", 20_000, COUNT_MAX),
                options.number("--partitions", 6_000, PARTITIONS_MAX),
                options.number("--rate", PER_SECOND_MAX),
                options.path("--dir"));
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
            case "metadata" -> Command.METADATA;
            case "idle" -> Command.IDLE;
            case "help" -> Command.HELP;
            default -> {
                String known =
                        "start, cli, produce, recovery, partitions, storage, commit, compaction,"
                                + " quorum, metadata, idle";
                throw new WrongUse("\"" + word + "\" is none of " + known);
            }
        };
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
