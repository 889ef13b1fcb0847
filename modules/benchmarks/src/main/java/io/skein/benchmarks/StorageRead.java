package io.skein.benchmarks;

import io.skein.storage.Log;
import io.skein.storage.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Closed segments read through the log, in order, against a bare read of the same files. */
final class StorageRead {
    private static final double RATIO_GOAL = 0.8;
    private static final long BYTES = 512L << 20;
    private static final LogSettings SEGMENTS =
            LogSettings.ofSegments(64 << 20, LogSettings.SegmentAge.NEVER);

    private final int seconds;
    private final Workplace place;

    StorageRead(int seconds, Workplace place) {
        this.seconds = seconds;
        this.place = place;
    }

    void putInto(Result result) throws IOException, InterruptedException {
        Path folder = place.file("read");
        try (LogsUnderTest logs = new LogsUnderTest(folder)) {
            new AppendStream(logs, logs.make(SEGMENTS)).fill(BYTES);
        }
        List<Path> segments = segments(folder);
        List<Path> closed = segments.subList(0, segments.size() - 1);
        // Opened again, so that nothing of it is in the log's memory.
        try (LogsUnderTest logs = new LogsUnderTest(folder);
                BareRead bare = new BareRead(closed)) {
            Log log = logs.openFirst(SEGMENTS, (done, total) -> {});
            ReadStream stream = new ReadStream(logs, log, base(segments.getLast()));
            Turns.take(seconds, stream::run, bare::run).putInto(result, "read", RATIO_GOAL);
        }
        place.remove("read");
    }

    /** The segments of the only log in a data directory, oldest first. */
    static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("bench-0"))) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    private static long base(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(".log", ""));
    }
}
