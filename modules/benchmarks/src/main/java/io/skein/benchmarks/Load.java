package io.skein.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends by order: one order a line on the standard input, one answer each on the standard output,
 * until the input ends. The clock of a record starts when it is due, not when its turn comes, so a
 * stall counts for every record that it held up. The main thread's.
 */
final class Load {
    private static final int VALUES = 1024;
    private static final int SAMPLE_EVERY = 16;
    private static final long PACE_NANOS = 100_000;

    private final Sending sending;
    private final byte[][] values;
    private final AtomicLong acknowledged = new AtomicLong();
    private final Consumer<Optional<String>> unsampled = this::count;
    private volatile Samples latencies = new Samples(1 << 19);
    private volatile Optional<String> trouble = Optional.empty();
    private long sent;

    private Load(Sending sending, int valueBytes) {
        this.sending = sending;
        this.values = new byte[VALUES][valueBytes];
        Random random = new Random(1);
        for (byte[] value : values) random.nextBytes(value);
    }

    /** Answers a line that tells that the client is there, and then all orders. */
    static void obey(Sending sending, int valueBytes) throws IOException {
        Load load = new Load(sending, valueBytes);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("here");
        while (true) {
            String line = in.readLine();
            if (line == null) break;
            System.out.println(load.answer(line.split(" ", -1)));
        }
        sending.close();
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "run" -> run(Long.parseLong(words[1]), Double.parseDouble(words[2]));
            case "forget" -> {
                latencies = new Samples(1 << 19);
                yield "forgotten";
            }
            case "millis" ->
                    String.format(
                            Locale.ROOT,
                            "%.6f %.6f %.6f",
                            latencies.millisAt(50),
                            latencies.millisAt(99),
                            latencies.millisAt(99.9));
            case "acknowledged" -> Long.toString(acknowledged.get());
            case "stored" -> Long.toString(sending.stored());
            default -> throw new BenchFailed("what is " + words[0] + "?");
        };
    }

    /**
     * Sends for so long, so many a second or as many as it can if that is 0, and waits for all
     * answers. Tells how many came, after how long, and what processor time that took here.
     */
    private String run(long forNanos, double perSecond) {
        long ackedBefore = acknowledged.get();
        long cpuBefore = cpuNanos();
        long begin = System.nanoTime();
        long number = 0;
        for (long now = begin; now - begin < forNanos; now = System.nanoTime()) {
            long dueNanos = now;
            if (perSecond > 0) {
                dueNanos = begin + (long) (number * 1e9 / perSecond);
                waitUntil(dueNanos);
            }
            boolean isSampled = perSecond > 0 || sent % SAMPLE_EVERY == 0;
            sending.send(values[(int) (sent % VALUES)], isSampled ? sample(dueNanos) : unsampled);
            sent++;
            number++;
        }
        sending.flush();
        long nanos = System.nanoTime() - begin;
        trouble.ifPresent(why -> {
            throw new BenchFailed("a record was not stored: " + why);
        });
        long records = acknowledged.get() - ackedBefore;
        return records + " " + nanos + " " + (cpuNanos() - cpuBefore);
    }

    private static void waitUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime();
                left > 0;
                left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, PACE_NANOS));
        }
    }

    private Consumer<Optional<String>> sample(long dueNanos) {
        Samples into = latencies;
        return error -> {
            into.add(System.nanoTime() - dueNanos);
            count(error);
        };
    }

    /** Answers come one at a time, on the client's own thread. */
    private void count(Optional<String> error) {
        if (error.isPresent()) trouble = error;
        else acknowledged.lazySet(acknowledged.getPlain() + 1);
    }

    private static long cpuNanos() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new BenchFailed("this JVM does not tell its processor time");
    }
}
