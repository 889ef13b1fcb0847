package io.skein.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command line, understood.
 *
 * @param replicas of each partition
 * @param folder where data lies while a benchmark runs
 * @param sizeBytes of one record's value, or of one proposal
 * @param isRaw ready-made batches instead of the SDK
 * @param isBesideKafka by turns with Kafka
 * @param gigabytes to write before a node is killed
 * @param count of logs that rest
 * @param partitions of which nobody wants anything
 * @param perSecond records to send per second; as many as possible if absent
 */
record Arguments(
        Command command,
        int nodes,
        int replicas,
        int seconds,
        int sizeBytes,
        boolean isRaw,
        boolean isBesideKafka,
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
    private static final int CLUSTER = 3;
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
        LATENCY,
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
        boolean isLatency = command == Command.LATENCY;
        int nodes = options.number("--nodes", isLatency ? CLUSTER : 1, NODES_MAX);
        Optional<Integer> rate = options.number("--rate", PER_SECOND_MAX);
        return new Arguments(
                command,
                nodes,
                options.number("--rf", Math.min(nodes, CLUSTER), NODES_MAX),
                options.number("--seconds", command == Command.IDLE ? 60 : 10, SECONDS_MAX),
                options.number("--size", command == Command.QUORUM ? 256 : 1024, SIZE_BYTES_MAX),
                options.has("--raw"),
                options.has("--kafka"),
                options.number("--gb", 2, GIGABYTES_MAX),
                options.number("--count", 20_000, COUNT_MAX),
                options.number("--partitions", 6_000, PARTITIONS_MAX),
                isLatency ? rate.or(() -> Optional.of(5_000)) : rate,
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
            case "latency" -> Command.LATENCY;
            case "help" -> Command.HELP;
            default -> {
                String known =
                        "start, cli, produce, recovery, partitions, storage, commit, compaction,"
                                + " quorum, metadata, idle, latency";
                throw new WrongUse("\"" + word + "\" is none of " + known);
            }
        };
    }

    /** Whether clients in processes of their own send to a cluster. */
    boolean isOfCluster() {
        return nodes > 1 || isBesideKafka;
    }

    private Arguments checked() {
        boolean isProduce = command == Command.PRODUCE;
        if (isOfCluster() && !isProduce && command != Command.LATENCY) {
            throw new WrongUse("only produce and latency know --nodes and --kafka");
        }
        if (isRaw && isOfCluster()) throw new WrongUse("--raw knows no --nodes, and no --kafka");
        if (replicas > nodes) {
            throw new WrongUse("--rf is at most the number of nodes, " + nodes);
        }
        if (isRaw && perSecond.isPresent()) throw new WrongUse("--raw knows no --rate");
        return this;
    }
}
