package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Up to where each log of the directory was durable when that was last written down. Owned by the
 * commit lane. It lags what is durable and never leads: what is before it was synced, so bad bytes
 * there are damage, and bad bytes after it the torn end of what nobody was promised.
 */
final class RecoveryPoints {
    static final String FILE = FileNames.RECOVERY_POINTS;

    private static final int FIELDS = 2 + LogPoint.FIELDS + 2;

    private final Disk disk;
    private final TreeMap<LogName, Entry> points = new TreeMap<>();
    private final TreeSet<LogName> written = new TreeSet<>();
    private final long unsavedBytesMax;
    private long unsavedBytes;
    private boolean isDirty;
    private boolean isLoaded;

    /**
     * What is known of a log.
     *
     * @param sequence up to this frame of the journal, all of the log's is in its segments too
     */
    record Entry(LogPoint point, long sequence) {
        /** Of a log that nothing was ever written down about. */
        static final Entry NONE = new Entry(LogPoint.begin(0), 0);
    }

    /**
     * @param unsavedBytesMax how far the logs may go on together before they should be saved
     */
    RecoveryPoints(Disk disk, long unsavedBytesMax) {
        this.disk = disk;
        this.unsavedBytesMax = unsavedBytesMax;
    }

    /** False if the file is missing or makes no sense. */
    boolean load() throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return false;
        Optional<List<String[]>> entries = Checkpoint.parse(bytes.get(), FIELDS);
        if (entries.isEmpty()) return false;
        for (String[] entry : entries.get()) {
            Optional<LogName> name = LogName.parse(entry[0] + "-" + entry[1]);
            Optional<LogPoint> point = LogPoint.parse(entry, 2);
            long sequence = Checkpoint.number(entry[2 + LogPoint.FIELDS]);
            boolean isSense = name.isPresent() && point.isPresent() && sequence >= 0;
            if (!isSense || !Checkpoint.isSealed(entry)) return false;
            points.put(name.get(), new Entry(point.get(), sequence));
            written.add(name.get());
        }
        isLoaded = true;
        return true;
    }

    Optional<LogPoint> of(LogName name) {
        return entry(name).map(Entry::point);
    }

    Optional<Entry> entry(LogName name) {
        return Optional.ofNullable(points.get(name));
    }

    /** The newest frame of the journal that any log's entry names. */
    long lastFrame() {
        return points.values().stream().mapToLong(Entry::sequence).max().orElse(0);
    }

    boolean isDirty() {
        return isDirty;
    }

    void set(LogName name, LogPoint point, long sequence) {
        Entry known = points.put(name, new Entry(point, sequence));
        if (known == null || !point.equals(known.point())) isDirty = true;
    }

    /** All of the log's is in its segments, and frames up to this one say nothing new of it. */
    void passed(LogName name, long sequence) {
        points.computeIfPresent(name, (_, known) -> new Entry(known.point(), sequence));
    }

    /** There is no journal any more, and so none of its frames; durable. */
    void forgetFrames() throws IOException {
        if (lastFrame() == 0) return;
        points.replaceAll((_, entry) -> new Entry(entry.point(), 0));
        // A file that made no sense is left as it is: it tells of what it does not say any more.
        if (isLoaded) save();
    }

    /** So much was written that a start would have to read. */
    void goneOnBy(long bytes) {
        unsavedBytes += bytes;
    }

    /** Whether it is so much by now that they should be saved. */
    boolean isDue() {
        return unsavedBytes >= unsavedBytesMax;
    }

    void remove(LogName name) {
        if (points.remove(name) != null) isDirty = true;
    }

    /** Whether the file speaks of a log of this name, perhaps of one that is no more. */
    boolean isWritten(LogName name) {
        return written.contains(name);
    }

    void save() throws IOException {
        // Also if it fails: the next attempt comes when there is as much again.
        unsavedBytes = 0;
        List<String> lines = new ArrayList<>(points.size());
        for (Map.Entry<LogName, Entry> each : points.entrySet()) {
            LogName name = each.getKey();
            Entry entry = each.getValue();
            String point = entry.point().text() + " " + entry.sequence();
            String line = name.topic() + " " + name.partition() + " " + point;
            lines.add(Checkpoint.sealed(line));
        }
        SmallFile.replace(disk, "", FILE, Checkpoint.text(lines));
        written.clear();
        written.addAll(points.keySet());
        isDirty = false;
    }
}
