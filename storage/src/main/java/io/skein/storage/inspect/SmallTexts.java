package io.skein.storage.inspect;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.storage.LogName;
import io.skein.storage.compact.Cleaned;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.Properties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the small files say; empty if that makes no sense as a whole. */
public final class SmallTexts {
    /** Kafka's have the offset only; ours go on, and end with a checksum. */
    private static final int KAFKA_FIELDS = 3;

    private static final int POINT_FIELDS = 13;
    private static final int START_FIELDS = 4;
    private static final int NEW_FIELDS = 5;

    private SmallTexts() {}

    /** Of {@code leader-epoch-checkpoint}. */
    public static Optional<EpochTrail> epochs(Path file) throws IOException {
        return Checkpoint.parseEpochs(ReadOnlyFile.whole(file));
    }

    /** Of {@code recovery-point-offset-checkpoint}. */
    public static Optional<SortedMap<LogName, Long>> recoveryPoints(Path file) throws IOException {
        return offsets(ReadOnlyFile.whole(file), POINT_FIELDS);
    }

    /** Of {@code log-start-offset-checkpoint}. */
    public static Optional<SortedMap<LogName, Long>> logStarts(Path file) throws IOException {
        return offsets(ReadOnlyFile.whole(file), START_FIELDS);
    }

    /** Of {@code new-logs-checkpoint}: the topics' ids. */
    public static Optional<SortedMap<LogName, Uuid>> newLogs(Path file) throws IOException {
        Optional<List<String[]>> lines =
                Checkpoint.parse(ReadOnlyFile.whole(file), NEW_FIELDS)
                        .filter(SmallTexts::areSealed);
        if (lines.isEmpty()) return Optional.empty();
        SortedMap<LogName, Uuid> logs = new TreeMap<>();
        for (String[] line : lines.get()) {
            Optional<LogName> name = LogName.parse(line[0] + "-" + line[1]);
            Optional<Uuid> topic = Uuid.parse(line[2]);
            if (name.isEmpty() || topic.isEmpty()) return Optional.empty();
            logs.put(name.get(), topic.get());
        }
        return Optional.of(Collections.unmodifiableSortedMap(logs));
    }

    private static Optional<SortedMap<LogName, Long>> offsets(byte[] text, int ourFields) {
        Optional<List<String[]>> lines =
                Checkpoint.parse(text, KAFKA_FIELDS)
                        .or(() -> Checkpoint.parse(text, ourFields).filter(SmallTexts::areSealed));
        return points(lines);
    }

    /** Of {@code cleaner-offset-checkpoint}. */
    static Optional<SortedMap<LogName, Long>> kafkaCleaned(Path file) throws IOException {
        return points(Checkpoint.parse(ReadOnlyFile.whole(file), KAFKA_FIELDS));
    }

    private static Optional<SortedMap<LogName, Long>> points(Optional<List<String[]>> lines) {
        if (lines.isEmpty()) return Optional.empty();
        SortedMap<LogName, Long> points = new TreeMap<>();
        for (String[] line : lines.get()) {
            Optional<LogName> name = LogName.parse(line[0] + "-" + line[1]);
            long offset = Checkpoint.number(line[2]);
            if (name.isEmpty() || offset < 0) return Optional.empty();
            points.put(name.get(), offset);
        }
        return Optional.of(Collections.unmodifiableSortedMap(points));
    }

    private static boolean areSealed(List<String[]> lines) {
        return lines.stream().allMatch(Checkpoint::isSealed);
    }

    /** Of {@code meta.properties}: at least its version, a node and a directory's id. */
    public static Optional<SortedMap<String, String>> mark(Path file) throws IOException {
        Optional<SortedMap<String, String>> lines = Properties.parse(ReadOnlyFile.whole(file), "=");
        return lines.filter(entries ->
                "1".equals(entries.get("version"))
                        && Checkpoint.number(entries.getOrDefault("node.id", "")) >= 0
                        && isId(entries, "directory.id"));
    }

    /** Of {@code partition.metadata}: its version and the topic's id. */
    public static Optional<SortedMap<String, String>> partition(Path file) throws IOException {
        Optional<SortedMap<String, String>> lines = Properties.parse(ReadOnlyFile.whole(file), ":");
        return lines.filter(
                entries -> "0".equals(entries.get("version")) && isId(entries, "topic_id"));
    }

    /** Of {@code compaction-checkpoint}. */
    public static Optional<SortedMap<String, String>> compaction(Path file) throws IOException {
        return Cleaned.parse(ReadOnlyFile.whole(file)).map(SmallTexts::entries);
    }

    private static SortedMap<String, String> entries(Cleaned cleaned) {
        SortedMap<String, String> entries = new TreeMap<>();
        entries.put("clean.to", Long.toString(cleaned.cleanTo()));
        entries.put("left.bytes", Long.toString(cleaned.leftBytes()));
        entries.put("seen.to", Long.toString(cleaned.seenTo()));
        boolean isEver = cleaned.tombstonesMillis() != Cleaned.NEVER;
        if (isEver)
            entries.put("tombstones", Instant.ofEpochMilli(cleaned.tombstonesMillis()).toString());
        return Collections.unmodifiableSortedMap(entries);
    }

    private static boolean isId(SortedMap<String, String> entries, String key) {
        return Uuid.parse(entries.getOrDefault(key, "")).isPresent();
    }
}
