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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Up to where each log of the directory was durable when that was last written down. Owned by the
 * commit lane. It lags what is durable and never leads: what is before it was synced, so bad bytes
 * there are damage, and bad bytes after it the torn end of what nobody was promised.
 */
final class RecoveryPoints {
    static final String FILE = FileNames.RECOVERY_POINTS;

    private static final int FIELDS = 3;

    private final Disk disk;
    private final TreeMap<LogName, Long> points = new TreeMap<>();
    private final TreeSet<LogName> written = new TreeSet<>();
    private boolean isDirty;

    RecoveryPoints(Disk disk) {
        this.disk = disk;
    }

    /** False if the file is missing or makes no sense. */
    boolean load() throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return false;
        Optional<List<String[]>> entries = Checkpoint.parse(bytes.get(), FIELDS);
        if (entries.isEmpty()) return false;
        for (String[] entry : entries.get()) {
            Optional<LogName> name = LogName.parse(entry[0] + "-" + entry[1]);
            long offset = Checkpoint.number(entry[2]);
            if (name.isEmpty() || offset < 0) return false;
            points.put(name.get(), offset);
            written.add(name.get());
        }
        return true;
    }

    OptionalLong of(LogName name) {
        Long point = points.get(name);
        return point == null ? OptionalLong.empty() : OptionalLong.of(point);
    }

    boolean isDirty() {
        return isDirty;
    }

    void set(LogName name, long offset) {
        Long old = points.put(name, offset);
        if (old == null || old != offset) isDirty = true;
    }

    void remove(LogName name) {
        if (points.remove(name) != null) isDirty = true;
    }

    /** Whether the file speaks of a log of this name, perhaps of one that is no more. */
    boolean isWritten(LogName name) {
        return written.contains(name);
    }

    void save() throws IOException {
        List<String> lines = new ArrayList<>(points.size());
        for (Map.Entry<LogName, Long> point : points.entrySet()) {
            LogName name = point.getKey();
            lines.add(name.topic() + " " + name.partition() + " " + point.getValue());
        }
        SmallFile.replace(disk, "", FILE, Checkpoint.text(lines));
        written.clear();
        written.addAll(points.keySet());
        isDirty = false;
    }
}
