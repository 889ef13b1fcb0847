package io.skein.cli.files;

import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Cell;
import io.skein.cli.text.Complaint;
import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.storage.LogName;
import io.skein.storage.format.FileNames;
import io.skein.storage.inspect.FileKind;
import io.skein.storage.inspect.IndexWalk;
import io.skein.storage.inspect.JournalFile;
import io.skein.storage.inspect.ProducerFile;
import io.skein.storage.inspect.SegmentFiles;
import io.skein.storage.inspect.SmallTexts;
import io.skein.storage.inspect.Verification;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Prints files: a line that names each, then what it holds, as it stands. One thread's. */
final class Dumping {
    private static final String NO_SENSE = "it makes no sense as a whole";

    private final Lines lines;
    private final BatchLines batches;

    Dumping(Lines lines, BatchLines batches) {
        this.lines = lines;
        this.batches = batches;
    }

    void dump(Path place) {
        if (!Files.exists(place)) throw Complaint.failed("there is no file or folder " + place);
        try {
            if (Files.isDirectory(place)) folder(place);
            else file(place);
        } catch (IOException unreadable) {
            boolean isDenied = unreadable instanceof AccessDeniedException;
            String why = isDenied ? "permission denied" : String.valueOf(unreadable.getMessage());
            throw Complaint.failed("cannot read " + place + ": " + why);
        }
    }

    private void folder(Path folder) throws IOException {
        if (!SegmentFiles.in(folder).isEmpty()) {
            log(folder);
            return;
        }
        if (!Verification.isDirectory(folder)) {
            throw Complaint.failed(folder + " is neither a data directory nor the folder of a log");
        }
        directory(folder);
        for (Path inner : Verification.directoriesIn(folder)) directory(inner);
    }

    private void directory(Path folder) throws IOException {
        fileIfThere(folder.resolve(FileNames.MARK));
        fileIfThere(folder.resolve(FileNames.RECOVERY_POINTS));
        fileIfThere(folder.resolve(FileNames.LOG_STARTS));
        fileIfThere(folder.resolve(FileNames.NEW_LOGS));
        for (Path file : JournalFile.in(folder)) fileIfThere(file);
        for (Path log : Verification.logs(folder).values()) log(log);
    }

    private void log(Path folder) throws IOException {
        fileIfThere(folder.resolve(FileNames.PARTITION));
        fileIfThere(folder.resolve(FileNames.EPOCHS));
        fileIfThere(folder.resolve(FileNames.COMPACTION));
        for (SegmentFiles segment : SegmentFiles.in(folder)) {
            if (batches.isOver()) return;
            file(segment.log());
            fileIfThere(segment.index());
            fileIfThere(segment.timeIndex());
        }
        for (Path snapshot : ProducerFile.in(folder)) fileIfThere(snapshot);
    }

    private void fileIfThere(Path file) throws IOException {
        if (!batches.isOver() && Files.exists(file)) file(file);
    }

    private void file(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Optional<FileKind> kind = FileKind.of(name);
        if (kind.isEmpty()) throw Complaint.failed(file + " is no file of a log, by its name");
        write(text("file", file.toString()));
        switch (kind.get()) {
            case LOG -> batches.write(file);
            case INDEX -> index(file, kind.get().base(name));
            case TIME_INDEX -> timeIndex(file, kind.get().base(name));
            case PRODUCERS -> producers(ProducerFile.lines(file));
            case EPOCHS -> epochs(SmallTexts.epochs(file));
            case RECOVERY_POINTS -> points(SmallTexts.recoveryPoints(file));
            case LOG_STARTS -> points(SmallTexts.logStarts(file));
            case NEW_LOGS -> newLogs(SmallTexts.newLogs(file));
            case JOURNAL -> journal(JournalFile.of(file));
            case PARTITION -> entries(SmallTexts.partition(file));
            case COMPACTION -> entries(SmallTexts.compaction(file));
            case MARK -> entries(SmallTexts.mark(file));
        }
    }

    private void index(Path file, OptionalLong base) throws IOException {
        try (IndexWalk walk = IndexWalk.offsets(file)) {
            for (Optional<IndexWalk.Entry> entry = walk.next();
                    entry.isPresent();
                    entry = walk.next()) {
                write(
                        whole("offset", base.orElse(0) + entry.get().key()),
                        whole("position", entry.get().value()));
            }
            odd(walk);
        }
    }

    private void timeIndex(Path file, OptionalLong base) throws IOException {
        try (IndexWalk walk = IndexWalk.times(file)) {
            for (Optional<IndexWalk.Entry> entry = walk.next();
                    entry.isPresent();
                    entry = walk.next()) {
                write(
                        whole("timeMillis", entry.get().key()),
                        whole("offset", base.orElse(0) + entry.get().value()));
            }
            odd(walk);
        }
    }

    private void odd(IndexWalk walk) {
        if (walk.oddBytes() == 0) return;
        write(text("fault", walk.oddBytes() + " bytes are left behind the last whole entry"));
    }

    private void producers(Optional<List<ProducerFile.Line>> found) {
        if (found.isEmpty()) write(text("fault", NO_SENSE));
        for (ProducerFile.Line line : found.orElse(List.of())) {
            write(
                    whole("producerId", line.producerId()),
                    whole("producerEpoch", line.epoch()),
                    whole("lastSequence", line.lastSequence()),
                    whole("lastOffset", line.lastOffset()),
                    whole("offsetDelta", line.offsetDelta()),
                    whole("usedMillis", line.usedMillis()));
        }
    }

    private void epochs(Optional<EpochTrail> epochs) {
        if (epochs.isEmpty()) write(text("fault", NO_SENSE));
        for (EpochTrail.Entry entry : epochs.orElse(EpochTrail.EMPTY).entries()) {
            write(whole("epoch", entry.epoch()), whole("startOffset", entry.startOffset()));
        }
    }

    private void points(Optional<SortedMap<LogName, Long>> points) {
        if (points.isEmpty()) {
            write(text("fault", NO_SENSE));
            return;
        }
        for (Map.Entry<LogName, Long> point : points.get().entrySet()) {
            write(
                    text("topic", point.getKey().topic()),
                    whole("partition", point.getKey().partition()),
                    whole("offset", point.getValue()));
        }
    }

    private void newLogs(Optional<SortedMap<LogName, Uuid>> logs) {
        if (logs.isEmpty()) {
            write(text("fault", NO_SENSE));
            return;
        }
        for (Map.Entry<LogName, Uuid> log : logs.get().entrySet()) {
            write(
                    text("topic", log.getKey().topic()),
                    whole("partition", log.getKey().partition()),
                    text("topicId", log.getValue().toString()));
        }
    }

    private void journal(Optional<JournalFile> found) {
        if (found.isEmpty()) {
            write(text("fault", NO_SENSE));
            return;
        }
        write(
                whole("generation", found.get().generation()),
                whole("firstSequence", found.get().first()),
                whole("liveFrom", found.get().liveFrom()));
        for (JournalFile.Line line : found.get().lines()) {
            write(
                    whole("sequence", line.sequence()),
                    whole("position", line.at()),
                    text("log", line.folder()),
                    text("incarnation", line.incarnation()),
                    text("kind", line.revokes() ? "revocation" : "bytes"),
                    whole("segment", line.segmentBase()),
                    whole("segmentPosition", line.position()),
                    whole("bytes", line.bytes()),
                    whole("endOffset", line.end()),
                    whole("confirmed", line.confirmed()),
                    text("crc", line.isSound() ? "ok" : "bad"));
        }
    }

    private void entries(Optional<SortedMap<String, String>> entries) {
        if (entries.isEmpty()) {
            write(text("fault", NO_SENSE));
            return;
        }
        List<Part> parts = new ArrayList<>();
        entries.get().forEach((key, value) -> parts.add(text(key, value)));
        lines.write(parts);
    }

    private void write(Part... parts) {
        lines.write(List.of(parts));
    }

    private static Part text(String key, String value) {
        return new Field(key, new Cell.Text(value));
    }

    private static Part whole(String key, long value) {
        return new Field(key, new Cell.Whole(value));
    }
}
