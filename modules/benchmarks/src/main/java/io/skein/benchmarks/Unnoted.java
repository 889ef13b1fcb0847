package io.skein.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in the segments of a data directory, and how much of it behind the recovery points that
 * the node has saved.
 */
record Unnoted(long storedBytes, long bytes) {
    private static final String POINTS = "recovery-point-offset-checkpoint";
    private static final int HEAD_LINES = 2;

    /** As the files lie now; nobody may be writing to them. */
    static Unnoted of(Path data) throws IOException {
        Unnoted all = new Unnoted(0, 0);
        List<String> lines = Files.readAllLines(data.resolve(POINTS));
        for (String line : lines.subList(HEAD_LINES, lines.size())) {
            String[] fields = line.split(" ", -1);
            Path log = data.resolve(fields[0] + "-" + fields[1]);
            all = all.and(log, Long.parseLong(fields[3]), Long.parseLong(fields[4]));
        }
        if (all.storedBytes == 0) throw new BenchFailed("there is nothing in " + data);
        return all;
    }

    private Unnoted and(Path log, long pointBase, long position) throws IOException {
        long stored = storedBytes;
        long behind = bytes;
        List<Path> segments;
        try (Stream<Path> files = Files.list(log)) {
            segments = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path segment : segments) {
            String name = segment.getFileName().toString();
            long base = Long.parseLong(name.substring(0, name.length() - ".log".length()));
            long length = Files.size(segment);
            stored += length;
            if (base == pointBase) behind += length - position;
            else if (base > pointBase) behind += length;
        }
        return new Unnoted(stored, behind);
    }
}
