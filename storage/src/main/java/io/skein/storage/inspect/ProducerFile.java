package io.skein.storage.inspect;

import io.skein.storage.producers.ProducerSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@code .snapshot} file says of idempotent producers: for each their last batches, oldest
 * first.
 */
public final class ProducerFile {
    /**
     * A batch that a producer has in the log.
     *
     * @param lastSequence -1 if the producer has none
     */
    public record Line(
            long producerId,
            short epoch,
            int lastSequence,
            long lastOffset,
            int offsetDelta,
            long usedMillis) {}

    private ProducerFile() {}

    /** Empty if any byte is not as it was written. */
    public static Optional<List<Line>> lines(Path file) throws IOException {
        return ProducerSnapshot.entries(ReadOnlyFile.whole(file))
                .map(entries -> entries.stream().map(ProducerFile::line).toList());
    }

    /** All of a folder, in the order of their offsets. */
    public static List<Path> in(Path folder) throws IOException {
        return SegmentFiles.files(folder).stream().filter(ProducerFile::isOne).toList();
    }

    private static boolean isOne(Path file) {
        return FileKind.PRODUCERS.base(String.valueOf(file.getFileName())).isPresent();
    }

    private static Line line(ProducerSnapshot.Entry entry) {
        return new Line(
                entry.producerId(),
                entry.epoch(),
                entry.lastSequence(),
                entry.lastOffset(),
                entry.offsetDelta(),
                entry.timestampMillis());
    }

    /** What is wrong with it; a start passes such a file over, and reads more of the log. */
    static Optional<String> fault(Path file) throws IOException {
        OptionalLong before = FileKind.PRODUCERS.base(String.valueOf(file.getFileName()));
        Optional<List<Line>> lines = lines(file);
        if (lines.isEmpty()) return Optional.of("its checksum or length is wrong");
        for (Line line : lines.get()) {
            if (before.isPresent() && line.lastOffset() >= before.getAsLong()) {
                return Optional.of("it knows offset " + line.lastOffset() + ", not before its own");
            }
        }
        return Optional.empty();
    }
}
