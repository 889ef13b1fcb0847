package io.skein.storage;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Logs that were made and hold nothing yet. A sync of the folder of each would take most of the
 * time of making them. So a file says of all of them whose they are, durably, and a start makes
 * again what a crash took. The folders are synced before a log has anything durable, and a while
 * later in any case. Owned by the commit lane.
 */
final class NewLogs {
    private static final String FILE = FileNames.NEW_LOGS;
    private static final int FIELDS = 5;
    private static final int HEX = 16;

    /** Beyond that the oldest are synced first: each round writes the whole file. */
    static final int COUNT_MAX = 16_384;

    private final Disk disk;
    private final LinkedHashMap<LogName, New> waiting = new LinkedHashMap<>();
    private final Set<LogName> written = new HashSet<>();
    private long newest;
    private boolean hasUnsaved;

    NewLogs(Disk disk) {
        this.disk = disk;
    }

    /**
     * What it takes to make a log again.
     *
     * @param ordinal counts those that were made
     */
    private record New(LogFolder.Owner whose, long ordinal) {}

    /**
     * Makes again what a crash has taken of the logs in the file, and all of them durable. Doing it
     * twice changes nothing. A file that makes no sense is passed over: what is missing is lost.
     */
    static void recover(Disk disk, RecoveryPoints points) throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return;
        NewLogs found = new NewLogs(disk);
        for (String[] line : Checkpoint.parse(bytes.get(), FIELDS).orElse(List.of())) {
            if (!Checkpoint.isSealed(line)) continue;
            Optional<LogName> name = LogName.parse(line[0] + "-" + line[1]);
            Optional<Uuid> topic = Uuid.parse(line[2]);
            if (name.isEmpty() || topic.isEmpty()) continue;
            OptionalLong incarnation = OptionalLong.of(Long.parseUnsignedLong(line[3], HEX));
            LogFolder.Owner whose = new LogFolder.Owner(topic.get(), incarnation);
            found.restore(name.get(), whose, points);
        }
        found.settleAll(List.copyOf(found.waiting.keySet()));
        disk.delete(FILE);
        disk.syncDirectory("");
    }

    private void restore(LogName name, LogFolder.Owner whose, RecoveryPoints points)
            throws IOException {
        boolean isThere = disk.isDirectory(name.folder());
        // Somebody was promised what it held: that it is gone must not be covered up.
        boolean hasHeld = points.of(name).map(LogPoint::offset).orElse(0L) > 0;
        if (!isThere && hasHeld) return;
        Optional<LogFolder.Owner> owner =
                isThere ? LogFolder.owner(disk, name.folder()) : Optional.empty();
        boolean isWhole = owner.isPresent() && !LogFolder.segments(disk, name.folder()).isEmpty();
        if (!isWhole) LogFolder.make(disk, name, whose);
        add(name, whose);
    }

    /** It was made; true of the disk once this is saved. */
    void add(LogName name, LogFolder.Owner whose) {
        newest++;
        waiting.remove(name);
        waiting.put(name, new New(whose, newest));
        hasUnsaved = true;
    }

    /** Whether some were made that the file does not name. */
    boolean hasUnsaved() {
        return hasUnsaved;
    }

    /** Whether there is nothing to do, now or later. */
    boolean isEmpty() {
        return waiting.isEmpty() && written.isEmpty();
    }

    /** The newest one's number; those up to it are older than what comes. */
    long newest() {
        return newest;
    }

    /** All that were made are durable after this. */
    void save() throws IOException {
        if (waiting.size() > COUNT_MAX) catchUp(waiting.size() - COUNT_MAX, newest);
        write();
        hasUnsaved = false;
    }

    /** Once nobody waits, the file shall name nobody. */
    void trim() throws IOException {
        if (waiting.isEmpty() && !written.isEmpty()) write();
    }

    private void write() throws IOException {
        try {
            replace();
        } catch (DiskFull full) {
            // There are the folders; only the list of them has no room.
            settleAll(List.copyOf(waiting.keySet()));
            if (disk.exists(FILE)) disk.delete(FILE);
            disk.syncDirectory("");
        }
        written.clear();
        written.addAll(waiting.keySet());
    }

    private void replace() throws IOException {
        List<String> lines = new ArrayList<>(waiting.size());
        waiting.forEach((name, made) -> lines.add(Checkpoint.sealed(line(name, made))));
        SmallFile.replace(disk, "", FILE, Checkpoint.text(lines));
    }

    private static String line(LogName name, New made) {
        long incarnation = made.whose().incarnation().orElseThrow();
        String whose = "%s %016x".formatted(made.whose().topicId(), incarnation);
        return name.topic() + " " + name.partition() + " " + whose;
    }

    /** Makes the folders of these durable, if they are new: something is to be durable in them. */
    void settle(List<Log> logs) throws IOException {
        if (waiting.isEmpty()) return;
        List<LogName> names = new ArrayList<>();
        for (Log log : logs) {
            if (waiting.containsKey(log.name())) names.add(log.name());
        }
        settleAll(names);
    }

    /** Makes some of those up to this number durable, the oldest first; false if there is none. */
    boolean catchUp(int atMost, long upTo) throws IOException {
        List<LogName> due = new ArrayList<>();
        for (Map.Entry<LogName, New> each : waiting.entrySet()) {
            if (due.size() == atMost || each.getValue().ordinal() > upTo) break;
            due.add(each.getKey());
        }
        settleAll(due);
        return !due.isEmpty();
    }

    /** The log is about to be removed, and if it held anything it must not be made again, empty. */
    void forget(LogName name) throws IOException {
        boolean hasHeld = !waiting.containsKey(name);
        if (hasHeld && written.contains(name)) write();
        waiting.remove(name);
    }

    private void settleAll(List<LogName> names) throws IOException {
        if (names.isEmpty()) return;
        List<String> files = new ArrayList<>(names.size());
        List<String> folders = new ArrayList<>(names.size() + 1);
        for (LogName name : names) {
            files.add(LogFolder.identity(name.folder()));
            folders.add(name.folder());
        }
        folders.add("");
        disk.syncAll(files, folders);
        names.forEach(waiting::remove);
    }
}
