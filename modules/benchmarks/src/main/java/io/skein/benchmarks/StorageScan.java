package io.skein.benchmarks;

import io.skein.storage.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The opening of a log that has to be gone through wholly, because it was not closed in good order
 * and its index is gone, against a bare read of the file. One opening and one read by turns.
 */
final class StorageScan {
    private static final double RATIO_GOAL = 0.5;
    private static final long BYTES = 512L << 20;
    private static final String STOPPED_WELL = ".skein_cleanshutdown";

    private final int seconds;
    private final Path folder;
    private final Workplace place;

    StorageScan(int seconds, Workplace place) {
        this.seconds = seconds;
        this.place = place;
        this.folder = place.file("scan");
    }

    void putInto(Result result) throws IOException, InterruptedException {
        try (LogsUnderTest logs = new LogsUnderTest(folder)) {
            new AppendStream(logs, logs.make(LogSettings.DEFAULT)).fill(BYTES);
        }
        List<Path> segments = StorageRead.segments(folder);
        if (segments.size() != 1) throw new BenchFailed("more than one segment: " + segments);
        try (BareRead bare = new BareRead(segments)) {
            long bytes = Files.size(segments.getFirst());
            scan(bytes);
            bare.first();
            Turns all = new Turns(Round.NONE, Round.NONE);
            long begin = System.nanoTime();
            do {
                all = new Turns(all.ours().plus(scan(bytes)), all.bare().plus(bare.first()));
            } while (System.nanoTime() - begin < seconds * 1_000_000_000L);
            all.putInto(result, "scan", RATIO_GOAL);
        }
        place.remove("scan");
    }

    private Round scan(long bytes) throws IOException, InterruptedException {
        Files.delete(folder.resolve(STOPPED_WELL));
        Path log = folder.resolve("bench-0");
        Files.delete(log.resolve("00000000000000000000.index"));
        Files.delete(log.resolve("00000000000000000000.timeindex"));
        AtomicLong scanned = new AtomicLong();
        long nanos;
        try (LogsUnderTest logs = new LogsUnderTest(folder)) {
            long begin = System.nanoTime();
            logs.openFirst(LogSettings.DEFAULT, (done, total) -> scanned.set(total));
            nanos = System.nanoTime() - begin;
        }
        if (scanned.get() != bytes) throw new BenchFailed("only scanned " + scanned.get());
        return new Round(bytes, nanos);
    }
}
