package io.skein.storage.inspect;

import io.skein.storage.LogName;
import io.skein.storage.format.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks all that a data directory, or one log's folder, holds: that what is there is sound, and
 * that the files agree. Reads only, with memory that does not grow with the data. One thread's.
 */
public final class Verification {
    /** How it ended. */
    public sealed interface Result {
        /** Everything was looked at. */
        record Verified(Totals totals) implements Result {}

        /** There is nothing of ours to look at. */
        record NothingThere(String why) implements Result {}
    }

    private final Notebook notes;

    private Verification(Notebook notes) {
        this.notes = notes;
    }

    /** Looks at everything; {@code reader} hears of each finding at once. */
    public static Result verify(Path place, Consumer<Finding> reader) {
        Path folder = place.toAbsolutePath().normalize();
        if (!Files.exists(folder)) return nothing("there is no folder " + place);
        if (!Files.isDirectory(folder)) return nothing(place + " is no folder");
        Notebook notes = new Notebook(reader);
        try {
            boolean isOurs = new Verification(notes).run(folder);
            if (isOurs) return new Result.Verified(notes.totals());
            return nothing(place + " is neither a data directory nor the folder of a log");
        } catch (IOException unreadable) {
            return nothing("cannot read " + place + ": " + PartitionCheck.reason(unreadable));
        }
    }

    private static Result nothing(String why) {
        return new Result.NothingThere(why);
    }

    private boolean run(Path folder) throws IOException {
        if (isLog(folder)) {
            Optional<SortedMap<LogName, Long>> points = Optional.empty();
            Path above = folder.resolveSibling(FileNames.RECOVERY_POINTS);
            if (Files.isReadable(above)) points = SmallTexts.recoveryPoints(above);
            SortedMap<LogName, Long> cleaned =
                    cleaned(folder.resolveSibling(FileNames.KAFKA_CLEANED));
            new PartitionCheck(folder, notes).run(point(points, cleaned, folder));
            return true;
        }
        if (!isDirectory(folder)) return false;
        directory(folder);
        for (Path inner : directoriesIn(folder)) directory(inner);
        return true;
    }

    private void directory(Path folder) throws IOException {
        mark(folder.resolve(FileNames.MARK));
        Optional<SortedMap<LogName, Long>> points =
                points(folder.resolve(FileNames.RECOVERY_POINTS));
        starts(folder.resolve(FileNames.LOG_STARTS));
        newLogs(folder.resolve(FileNames.NEW_LOGS));
        SortedMap<LogName, Long> cleaned = cleaned(folder.resolve(FileNames.KAFKA_CLEANED));
        for (Path log : logs(folder).values()) {
            new PartitionCheck(log, notes).run(point(points, cleaned, log));
        }
    }

    /** Whether it looks like a data directory, even if what marks one is lost. */
    public static boolean isDirectory(Path folder) throws IOException {
        if (Files.exists(folder.resolve(FileNames.MARK))) return true;
        // Others too have names that end in a number.
        for (Path log : logs(folder).values()) {
            if (isLog(log)) return true;
        }
        return false;
    }

    /** Data directories inside a data directory, as a node has one for its metadata. */
    public static List<Path> directoriesIn(Path folder) throws IOException {
        return SegmentFiles.files(folder).stream()
                .filter(file -> Files.exists(file.resolve(FileNames.MARK)))
                .toList();
    }

    private static boolean isLog(Path folder) throws IOException {
        return Files.exists(folder.resolve(FileNames.PARTITION))
                || !SegmentFiles.in(folder).isEmpty();
    }

    /** Folders of logs in a data directory. */
    public static SortedMap<LogName, Path> logs(Path folder) throws IOException {
        SortedMap<LogName, Path> logs = new TreeMap<>();
        for (Path file : SegmentFiles.files(folder)) {
            Optional<LogName> name = LogName.parse(String.valueOf(file.getFileName()));
            if (name.isPresent() && Files.isDirectory(file)) logs.put(name.get(), file);
        }
        return logs;
    }

    private void mark(Path file) throws IOException {
        if (!Files.exists(file)) notes.add(Finding.problem(file, "it is missing"));
        else if (SmallTexts.mark(file).isEmpty()) {
            notes.add(Finding.problem(file, "it does not tell whose the directory is"));
        }
    }

    private Optional<SortedMap<LogName, Long>> points(Path file) throws IOException {
        if (!Files.exists(file)) {
            notes.add(Finding.problem(file, "it is missing"));
            return Optional.empty();
        }
        Optional<SortedMap<LogName, Long>> points = SmallTexts.recoveryPoints(file);
        if (points.isEmpty()) notes.add(Finding.problem(file, "it is no list of offsets"));
        return points;
    }

    /** Only there once records were deleted. */
    private void starts(Path file) throws IOException {
        if (Files.exists(file) && SmallTexts.logStarts(file).isEmpty()) {
            notes.add(Finding.problem(file, "it is no list of offsets"));
        }
    }

    /** Only there once logs were made. */
    private void newLogs(Path file) throws IOException {
        if (Files.exists(file) && SmallTexts.newLogs(file).isEmpty()) {
            notes.add(Finding.problem(file, "it is no list of logs"));
        }
    }

    private SortedMap<LogName, Long> cleaned(Path file) throws IOException {
        SortedMap<LogName, Long> none = new TreeMap<>();
        if (!Files.isReadable(file)) return none;
        Optional<SortedMap<LogName, Long>> cleaned = SmallTexts.kafkaCleaned(file);
        if (cleaned.isEmpty()) notes.add(Finding.problem(file, "it is no list of offsets"));
        return cleaned.orElse(none);
    }

    private static RecoveryPoint point(
            Optional<SortedMap<LogName, Long>> points,
            SortedMap<LogName, Long> cleaned,
            Path folder) {
        Optional<LogName> name = LogName.parse(String.valueOf(folder.getFileName()));
        if (name.isEmpty()) return RecoveryPoint.UNKNOWN;
        long gapsBefore = cleaned.getOrDefault(name.get(), 0L);
        return points.map(known -> known.getOrDefault(name.get(), 0L))
                .map(offset -> new RecoveryPoint(true, offset, gapsBefore))
                .orElse(RecoveryPoint.UNKNOWN.withCleaned(gapsBefore));
    }
}
