package io.skein.storage.inspect;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** A segment, by its log file. */
public record SegmentFiles(Path log, long base) {
    /** All of a folder, in the order of their offsets. */
    public static List<SegmentFiles> in(Path folder) throws IOException {
        List<SegmentFiles> found = new ArrayList<>();
        for (Path file : files(folder)) {
            OptionalLong base = FileKind.LOG.base(String.valueOf(file.getFileName()));
            if (base.isPresent()) found.add(new SegmentFiles(file, base.getAsLong()));
        }
        return List.copyOf(found);
    }

    /** Everything in a folder, by name. */
    static List<Path> files(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    /** Its {@code .index}, whether it is there or not. */
    public Path index() {
        return beside(FileKind.INDEX);
    }

    /** Its {@code .timeindex}, whether it is there or not. */
    public Path timeIndex() {
        return beside(FileKind.TIME_INDEX);
    }

    private Path beside(FileKind kind) {
        String name = String.valueOf(log.getFileName());
        String start = name.substring(0, name.length() - FileKind.LOG.ending().length());
        return log.resolveSibling(start + kind.ending());
    }
}
