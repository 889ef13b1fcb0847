package io.skein.benchmarks;

import io.skein.storage.DirectoryFigures;
import io.skein.storage.JournalSettings;
import io.skein.storage.JournalSettings.Use;
import io.skein.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a round of the committer costs without the journal, with it always, and as the committer
 * chooses: by turns, for few and many logs and for small and large batches.
 */
final class CommitWays {
    private static final int[] LOGS = {1, 10, 100, 1000};
    private static final int[] BATCH_BYTES = {300, 2300, 64 << 10, 1 << 20};
    private static final int WARM_UP_ROUNDS = 5;
    private static final int SAMPLES_MAX = 1 << 16;

    /** More than this in one round is no round of small appends, and takes the disk for long. */
    private static final long ROUND_BYTES_MAX = 62L << 20;

    private final int seconds;
    private final Workplace place;
    private final PrintStream out;

    CommitWays(Arguments arguments, Workplace place, PrintStream out) {
        this.seconds = arguments.seconds();
        this.place = place;
        this.out = out;
    }

    /** One way, and what it took. */
    private static final class Way implements AutoCloseable {
        private final LogsUnderTest logs;
        private final CommitRounds rounds;
        private final Samples samples = new Samples(SAMPLES_MAX);

        private Way(LogsUnderTest logs, CommitRounds rounds) {
            this.logs = logs;
            this.rounds = rounds;
        }

        private void round(boolean isMeasured) throws InterruptedException {
            long nanos = rounds.round();
            if (isMeasured) samples.add(nanos);
        }

        /** Bytes that went to the disk for each byte appended, but for indexes. */
        private double written() {
            DirectoryFigures figures = logs.figures();
            long appended = figures.appendedBytes().sum();
            return (double) (appended + figures.journalBytes().sum()) / appended;
        }

        @Override
        public void close() {
            logs.close();
        }
    }

    Result run() throws IOException, InterruptedException {
        Result result = new Result().put("bench", "commit").put("seconds", seconds);
        out.printf("%5s %8s   %-32s %s%n", "", "", "ms for a round", "bytes written per byte");
        out.printf(
                "%5s %8s %10s %10s %10s %10s %10s%n",
                "logs", "bytes", "segments", "journal", "chosen", "journal", "chosen");
        for (int bytes : BATCH_BYTES) {
            for (int logs : LOGS) {
                if ((long) logs * bytes <= ROUND_BYTES_MAX) measure(logs, bytes, result);
            }
        }
        return result;
    }

    private void measure(int count, int bytes, Result result)
            throws IOException, InterruptedException {
        ByteBuffer batch = Batches.ofAtMost(bytes);
        Map<Use, Way> ways = new EnumMap<>(Use.class);
        try {
            for (Use use : Use.values()) ways.put(use, open(use, count, batch));
            long end = Long.MAX_VALUE;
            for (int i = 0; System.nanoTime() < end; i++) {
                if (i == WARM_UP_ROUNDS) end = System.nanoTime() + seconds * 1_000_000_000L;
                for (Way way : ways.values()) way.round(i >= WARM_UP_ROUNDS);
            }
            tell(count, bytes, ways, result);
        } finally {
            for (Way way : ways.values()) way.close();
            for (Use use : Use.values()) place.remove(use.name());
        }
    }

    private Way open(Use use, int count, ByteBuffer batch) throws InterruptedException {
        JournalSettings usual = JournalSettings.DEFAULT;
        JournalSettings journal = new JournalSettings(use, usual.fileBytes(), usual.filesMax());
        LogsUnderTest logs =
                new LogsUnderTest(
                        place.file(use.name()), StorageSettings.DEFAULT.withJournal(journal));
        return new Way(logs, new CommitRounds(logs, count, batch));
    }

    private void tell(int count, int bytes, Map<Use, Way> ways, Result result) {
        double[] millis = new double[Use.values().length];
        double[] written = new double[millis.length];
        int at = 0;
        for (Use use : new Use[] {Use.NEVER, Use.ALWAYS, Use.WHEN_CHEAPER}) {
            Way way = ways.get(use);
            if (way == null) throw new BenchFailed("nothing was measured for " + use);
            millis[at] = way.samples.medianMillis();
            written[at++] = way.written();
        }
        out.printf(
                "%5d %8d %10.3f %10.3f %10.3f %10.2f %10.2f%n",
                count, bytes, millis[0], millis[1], millis[2], written[1], written[2]);
        String name = "logs_" + count + "_bytes_" + bytes;
        result.put(name + "_segments_p50_ms", millis[0]);
        result.put(name + "_journal_p50_ms", millis[1]);
        result.put(name + "_chosen_p50_ms", millis[2]);
        result.put(name + "_chosen_bytes_per_byte", written[2]);
    }
}
