package io.skein.storage.inspect;

import io.skein.storage.journal.Frame;
import io.skein.storage.journal.Journal;
import io.skein.storage.journal.JournalContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a file of the journal says: what its present use began with, and the frames written since.
 * Most of them are in the segments too by now.
 *
 * @param generation how many uses of the file there were before
 * @param first sequence of the first frame of this use
 * @param liveFrom when the use began, no frame before this one was needed any more
 */
public record JournalFile(long generation, long first, long liveFrom, List<Line> lines) {
    /**
     * A frame: bytes of a log, or word that none before it counts for segments before this one.
     *
     * @param at where the frame begins
     * @param confirmed up to this frame all were synced before this one was written
     * @param folder of the log
     * @param incarnation of the log, as its {@code partition.metadata} has it
     * @param position where the bytes stand in the segment
     * @param end the next offset after them
     * @param isSound whether they are what they were
     */
    public record Line(
            long at,
            boolean revokes,
            long sequence,
            long confirmed,
            String folder,
            String incarnation,
            long segmentBase,
            int position,
            int bytes,
            long end,
            boolean isSound) {}

    public JournalFile {
        lines = List.copyOf(lines);
    }

    /** Empty if it does not tell where its use begins, as a file that was never used. */
    public static Optional<JournalFile> of(Path file) throws IOException {
        return JournalContent.of(ByteBuffer.wrap(ReadOnlyFile.whole(file)))
                .map(content ->
                        new JournalFile(
                                content.generation(),
                                content.first(),
                                content.liveFrom(),
                                content.frames().stream().map(JournalFile::line).toList()));
    }

    /** All of a data directory, by name. */
    public static List<Path> in(Path directory) throws IOException {
        Path folder = directory.resolve(Journal.FOLDER);
        if (!Files.isDirectory(folder)) return List.of();
        return SegmentFiles.files(folder).stream().filter(JournalFile::isOne).toList();
    }

    private static boolean isOne(Path file) {
        return FileKind.of(String.valueOf(file.getFileName()))
                .filter(FileKind.JOURNAL::equals)
                .isPresent();
    }

    private static Line line(JournalContent.Placed placed) {
        Frame frame = placed.frame();
        return new Line(
                placed.at(),
                frame.kind() == Frame.Kind.VOID,
                frame.sequence(),
                frame.confirmed(),
                frame.folder(),
                "%016x".formatted(frame.incarnation()),
                frame.segmentBase(),
                frame.position(),
                frame.length(),
                frame.end(),
                placed.isSound());
    }
}
