package io.skein.benchmarks;

import io.skein.client.SkeinException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs one benchmark. What it finds is the last line of standard output; the exit code is 0 if all
 * goals are met, 1 if not or if it could not be measured, 2 if the command line is wrong.
 */
public final class Bench {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONG_USE = 2;
    private static final String HELP =
            """
            usage: bench WHAT [OPTIONS]

              start                 process start to ready, median of 5; goal: at most 1500 ms;
                                    and to the refusal of a port in use; goal: at most 2000 ms
              cli                   topics list, produce of one record, consume of one; median
                                    of 10 each; goal: at most 500 ms
              produce --raw         ready-made batches of 256 KiB through LogService, against a
                                    loop that only appends and syncs; goal: ratio at least 0.5
              produce               records through the SDK, as fast as it can

              produce --nodes 3 --kafka
                                    the same to three nodes, by turns with three of Kafka 4.3,
                                    which Maven fetches once; goal: at least 3 times what Kafka
                                    does where it syncs
              latency               records at a given rate to three nodes, from when they are
                                    due; with --kafka by turns with it; goal: p99 at most a
                                    quarter of Kafka's

              recovery              kill -9 while writing, and what the start after it reads; goal:
                                    at most 64 MB more than is behind the recovery points
              storage               the storage alone, in this process, against bare loops: append,
                                    read, checks, scan, commit rounds of 1 to 1000 logs; goals:
                                    ratio at least 0.8, 0.8, 2 GB/s, 0.5, 10 at 1000 logs

              commit                rounds of 1 to 1000 logs with small and large batches: synced
                                    segment by segment, through the journal, and as chosen

            Option of storage and commit:
              --seconds S           how long each measurement takes; 10

              compaction            passes over a log of which half is garbage: what is read and
                                    written, and what that frees; goals: 100 MB/s, at most 7
                                    bytes written for one freed, 32 MiB for keys

              partitions            very many logs of one directory that nobody uses: heap, file
                                    handles and processor time; goals: 2 KiB each, the budget,
                                    0.5 % of a core

              quorum                commits of three processes, with 1 proposer and 64, by turns
                                    with Apache Ratis, which Maven fetches once; goals:
                                    ratio at least 2 with 64, of the medians at most 0.7 with 1

              metadata              three nodes, 6000 partitions with three copies each: making
                                    them, leaders for those of a killed node, and its start;
                                    goals: 3 s for 5000, 2 s for 2000, 5 s

              idle                  what three nodes use that hold very many partitions and have
                                    nothing to do; goal: 5 % of a core for all three

            Options of idle:
              --partitions N        how many, with three copies each; 6000
              --seconds S           how long to measure; 60

            Options of quorum:
              --seconds S           how long to measure each number of proposers; 10
              --size B              bytes of a proposal; 256

            Option of partitions:
              --count N             how many logs; 20000

            Option of recovery:
              --gb N                how much to write before; 2

            Options of produce and latency:
              --nodes N             how many nodes; 1, and 3 for latency
              --rf N                how many copies of each partition; as many as nodes, at most 3
              --kafka               by turns with Kafka
              --seconds S           how long to measure, after a warm-up; 10
              --size B              bytes of a record's value; 1024
              --rate R              records per second, instead of as many as possible;
                                    5000 for latency

            Always:
              --dir FOLDER          where data lies meanwhile; else modules/benchmarks/target

            The last line is the result, as JSON. SKEIN_JVM holds options for the node's JVM, as
            in SKEIN_JVM=-XX:StartFlightRecording=filename=/tmp/node.jfr
            """;

    private Bench() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words), System.out, System.err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.of(words);
            if (arguments.command() == Arguments.Command.HELP) {
                out.print(HELP);
                return 0;
            }
            return measure(arguments, out);
        } catch (WrongUse wrong) {
            err.println("bench: " + wrong.getMessage());
            return EXIT_WRONG_USE;
        } catch (BenchFailed | SkeinException | IOException failed) {
            err.println("bench: " + failed.getMessage());
            return EXIT_FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        }
    }

    private static int measure(Arguments arguments, PrintStream out)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("skein.root", ".")).toAbsolutePath();
        Result result;
        try (Workplace place = Workplace.make(root, arguments.folder())) {
            out.printf(
                    "%d processors, %s, data on %s%n",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    place.fileSystem());
            result =
                    switch (arguments.command()) {
                        case START -> new Starts(place, out).run();
                        case CLI -> new Commands(place, out).run();
                        case PRODUCE -> produce(arguments, place, out);
                        case LATENCY -> new ClusterLatency(arguments, place, out).run();
                        case PARTITIONS -> new Partitions(arguments, place, out).run();
                        case RECOVERY -> new Recovery(arguments, place, out).run();
                        case STORAGE -> new Storage(arguments, place, out).run();
                        case COMMIT -> new CommitWays(arguments, place, out).run();
                        case COMPACTION -> new Compacting(place, out).run();
                        case QUORUM -> new QuorumCommits(arguments, place, out).run();
                        case METADATA -> new MetadataChanges(place, out).run();
                        case IDLE -> new Idle(arguments, place, out).run();
                        case HELP -> new Result();
                    };
        }
        return told(result, out);
    }

    private static Result produce(Arguments arguments, Workplace place, PrintStream out)
            throws IOException, InterruptedException {
        if (arguments.isRaw()) return new RawProduce(arguments, place, out).run();
        if (arguments.isOfCluster()) return new ClusterProduce(arguments, place, out).run();
        return new SdkProduce(arguments, place, out).run();
    }

    /** Prints it as the last line, and says how to exit because of it. */
    static int told(Result result, PrintStream out) {
        out.println(result.line());
        return result.isMet() ? 0 : EXIT_FAILED;
    }
}
