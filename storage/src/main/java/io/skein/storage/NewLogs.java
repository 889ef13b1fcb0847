package io.skein.storage;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Logs that were made and hold nothing yet. To make and sync the folder of each would take most of
 * the time of making them. So a file says of all of them whose they are, durably. The folders come
 * before the first record, and a while later in any case; a start makes those that are missing.
 * Owned by the commit lane.
 */
final class NewLogs {
    private static final String FILE = FileNames.NEW_LOGS;
    private static final int FIELDS = 5;
    private static final int HEX = 16;

    /** Beyond that the oldest get their folders first: each round writes the whole file. */
    static final int COUNT_MAX = 16_384;

    private final Disk disk;
    private final BooleanSupplier moreRoom;
    private final LinkedHashMap<LogName, New> waiting = new LinkedHashMap<>();
    private final List<LogName> unsaved = new ArrayList<>();
    private List<LogName> refused = List.of();
    private boolean namesTooMany;
    private long newest;

    /**
     * @param moreRoom gives up what was put by for a full disk; false if there is nothing
     */
    NewLogs(Disk disk, BooleanSupplier moreRoom) {
        this.disk = disk;
        this.moreRoom = moreRoom;
    }

    /** What it takes to make a log. */
    private static final class New {
        final LogFolder.Owner whose;

        /** Counts those that were made. */
        final long ordinal;

        boolean hasFolder;

        New(LogFolder.Owner whose, long ordinal) {
            this.whose = whose;
            this.ordinal = ordinal;
        }
    }

    /**
     * Makes the folders that the logs in the file do not have, and all of them durable. Doing it
     * twice changes nothing. A line that makes no sense is passed over: its log is lost.
     */
    static void recover(Disk disk, RecoveryPoints points) throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return;
        NewLogs found = new NewLogs(disk, () -> false);
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
        New made = new New(whose, 0);
        made.hasFolder = owner.isPresent() && !LogFolder.segments(disk, name.folder()).isEmpty();
        waiting.put(name, made);
    }

    /**
     * It was made; true of the disk once this is saved.
     *
     * @param hasFolder whether that is there already
     */
    void add(LogName name, LogFolder.Owner whose, boolean hasFolder) {
        newest++;
        New made = new New(whose, newest);
        made.hasFolder = hasFolder;
        waiting.remove(name);
        waiting.put(name, made);
        unsaved.add(name);
    }

    /** Whether some were made that the file does not name. */
    boolean hasUnsaved() {
        return !unsaved.isEmpty();
    }

    /** Whether it was made and has had nothing durable since. */
    boolean has(LogName name) {
        return waiting.containsKey(name);
    }

    /** Whether its folder is there, as that of any log that does not wait. */
    boolean hasFolder(LogName name) {
        New made = waiting.get(name);
        return made == null || made.hasFolder;
    }

    /** Whether there is nothing to do, now or later. */
    boolean isEmpty() {
        return waiting.isEmpty() && !namesTooMany;
    }

    /** The newest one's number; those up to it are older than what comes. */
    long newest() {
        return newest;
    }

    /**
     * All that were made are durable after this, or were not made if there is no room. One alone
     * has its folder at once, as the metadata log must, beside whose segments others keep files.
     */
    void save() throws IOException {
        refused = List.of();
        boolean isSaved = trySave() || (moreRoom.getAsBoolean() && trySave());
        if (!isSaved) {
            refused = List.copyOf(unsaved);
            unsaved.forEach(waiting::remove);
        }
        unsaved.clear();
    }

    /** False if there is no room. */
    private boolean trySave() throws IOException {
        try {
            if (waiting.size() > COUNT_MAX) catchUp(waiting.size() - COUNT_MAX, newest);
            if (unsaved.size() == 1) settleAll(unsaved);
            else replace();
            return true;
        } catch (DiskFull full) {
            return false;
        }
    }

    /** Whether there was room for it when they were last saved. */
    boolean isMade(LogName name) {
        return !refused.contains(name);
    }

    /** Names that are no longer true go out of the file. */
    void trim() throws IOException {
        if (namesTooMany) write();
    }

    private void write() throws IOException {
        try {
            replace();
        } catch (DiskFull full) {
            if (!moreRoom.getAsBoolean()) throw full;
            replace();
        }
    }

    private void replace() throws IOException {
        List<String> lines = new ArrayList<>(waiting.size());
        waiting.forEach((name, made) -> lines.add(Checkpoint.sealed(line(name, made.whose))));
        SmallFile.replace(disk, "", FILE, Checkpoint.text(lines));
        namesTooMany = false;
    }

    private static String line(LogName name, LogFolder.Owner whose) {
        String made = "%s %016x".formatted(whose.topicId(), whose.incarnation().orElseThrow());
        return name.topic() + " " + name.partition() + " " + made;
    }

    /** Makes the folder of the log, if it waits for that. */
    void make(LogName name) throws IOException {
        New made = waiting.get(name);
        if (made == null || made.hasFolder) return;
        LogFolder.make(disk, name, made.whose);
        made.hasFolder = true;
    }

    /** Makes the folders of these durable, if they are new: something is to be durable in them. */
    void settle(List<Log> logs) throws IOException {
        if (waiting.isEmpty()) return;
        List<LogName> names = new ArrayList<>();
        for (Log log : logs) {
            if (has(log.name())) names.add(log.name());
        }
        settleAll(names);
    }

    /** The same for some of those up to this number, the oldest first; false if there is none. */
    boolean catchUp(int atMost, long upTo) throws IOException {
        List<LogName> due = new ArrayList<>();
        for (Map.Entry<LogName, New> each : waiting.entrySet()) {
            if (due.size() == atMost || each.getValue().ordinal > upTo) break;
            due.add(each.getKey());
        }
        settleAll(due);
        return !due.isEmpty();
    }

    /**
     * The log is about to be removed, or made again. One that has held anything must not be made
     * again by a start; one that has not may, and is a folder that nobody wants.
     */
    void forget(LogName name) throws IOException {
        boolean isEmpty = waiting.remove(name) != null;
        if (isEmpty) namesTooMany = true;
        if (isEmpty || !namesTooMany) return;
        try {
            write();
        } catch (DiskFull full) {
            // What is removed makes room, and the file is written again soon.
        }
    }

    private void settleAll(List<LogName> names) throws IOException {
        if (names.isEmpty()) return;
        List<String> files = new ArrayList<>(names.size());
        List<String> folders = new ArrayList<>(names.size() + 1);
        for (LogName name : names) {
            make(name);
            files.add(LogFolder.identity(name.folder()));
            folders.add(name.folder());
        }
        folders.add("");
        disk.syncAll(files, folders);
        for (LogName name : names) {
            waiting.remove(name);
            namesTooMany |= !unsaved.contains(name);
        }
    }
}
