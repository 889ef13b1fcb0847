package io.skein.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.StorageSettings;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What very many logs of one data directory cost that nobody uses. */
final class Partitions {
    private static final int BATCHES = 4;
    private static final int VALUE_BYTES = 2_000;
    private static final int UNDURABLE_MAX = 1_000;
    private static final long IDLE_SECONDS = 60;
    private static final double HEAP_BYTES_GOAL = 2_048;
    private static final double IDLE_PERCENT_GOAL = 0.5;

    /** The journal's own. */
    private static final double AT_REST_FILES_GOAL = 16;

    /** A line of a class histogram: rank, instances, bytes, class. */
    private static final Pattern COUNTED = Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    Partitions(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws InterruptedException {
        int count = arguments.count();
        long made = make(count);
        out.printf("made %d logs in %.1f s%n", count, made / 1e9);
        try (LogsUnderTest store = new LogsUnderTest(place.file("logs"))) {
            long heapBefore = heapBytes();
            long handlesBefore = system().getOpenFileDescriptorCount();
            long began = System.nanoTime();
            List<Log> logs = store.openAll(count, false);
            double openMillis = (System.nanoTime() - began) / 1e6;
            out.printf("opened them in %.0f ms; now %d s of rest%n", openMillis, IDLE_SECONDS);
            double idle = idlePercent();
            double heapPerLog = (double) (heapBytes() - heapBefore) / count;
            append(store, logs);
            long handles = system().getOpenFileDescriptorCount() - handlesBefore;
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            long handlesAtRest = system().getOpenFileDescriptorCount() - handlesBefore;
            return new Result()
                    .put("bench", "partitions")
                    .put("count", count)
                    .put("open_ms", openMillis)
                    .putAtMost("heap_bytes_per_log", heapPerLog, HEAP_BYTES_GOAL)
                    .putAtMost(
                            "open_files",
                            (double) handles,
                            2.0 * StorageSettings.DEFAULT.openFilesMax())
                    .putAtMost("open_files_at_rest", (double) handlesAtRest, AT_REST_FILES_GOAL)
                    .putAtMost("idle_percent_of_core", idle, IDLE_PERCENT_GOAL);
        }
    }

    /** Logs with some batches and an entry or two in their indexes, closed in good order. */
    private long make(int count) throws InterruptedException {
        long began = System.nanoTime();
        try (LogsUnderTest store = new LogsUnderTest(place.file("logs"))) {
            append(store, store.openAll(count, true));
        }
        return System.nanoTime() - began;
    }

    private static void append(LogsUnderTest store, List<Log> logs) throws InterruptedException {
        for (int i = 0; i < logs.size(); i++) {
            append(store, logs.get(i));
            // No more than a lane may have on its way to the disk.
            boolean isEnough = i % UNDURABLE_MAX == UNDURABLE_MAX - 1 || i == logs.size() - 1;
            if (isEnough) store.settle(logs.get(i));
        }
    }

    private static void append(LogsUnderTest store, Log log) throws InterruptedException {
        AppendResult last =
                store.<AppendResult>ask(then -> {
                    AppendResult result = log.append(batch(), 0);
                    for (int i = 1; i < BATCHES; i++) result = log.append(batch(), 0);
                    then.accept(result);
                });
        if (!(last instanceof AppendResult.Appended)) {
            throw new BenchFailed("nothing could be appended: " + last);
        }
    }

    private static ByteBuffer batch() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 2 * VALUE_BYTES);
        builder.add(1_000, Payload.ABSENT, Payload.of(new byte[VALUE_BYTES]), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    private static double idlePercent() throws InterruptedException {
        long before = system().getProcessCpuTime();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        long used = system().getProcessCpuTime() - before;
        return 100.0 * used / TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    }

    /**
     * What is reachable. The collector's own figure counts holes that it has filled up, and they
     * are now a few MB, now many.
     */
    private static long heapBytes() {
        long bytes = 0;
        for (String line : histogram().lines().toList()) {
            Matcher counted = COUNTED.matcher(line);
            if (!counted.find() || counted.group(2).contains("Filler")) continue;
            bytes += Long.parseLong(counted.group(1));
        }
        if (bytes == 0) throw new BenchFailed("this JVM does not tell what is on its heap");
        return bytes;
    }

    private static String histogram() {
        try {
            Object text =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "gcClassHistogram",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
            return String.valueOf(text);
        } catch (JMException unavailable) {
            throw new BenchFailed("this JVM does not tell what is on its heap: " + unavailable);
        }
    }

    private static UnixOperatingSystemMXBean system() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean unix) {
            return unix;
        }
        throw new BenchFailed("this system does not tell how many files are open");
    }
}
