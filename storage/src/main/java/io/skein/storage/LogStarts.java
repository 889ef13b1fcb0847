package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Where logs begin inside a segment, because records before that were deleted. Owned by the commit
 * lane. What it says is on the disk too, but for logs that are gone. Without the file logs begin
 * with their first segments: records may come back to sight, but none is ever hidden by mistake.
 */
final class LogStarts {
    private static final String FILE = FileNames.LOG_STARTS;
    private static final int FIELDS = 4;

    private final Disk disk;
    private final Lane lane;
    private final Committer committer;
    private SortedMap<LogName, Long> starts = new TreeMap<>();
    private final TreeSet<LogName> written = new TreeSet<>();
    private final TreeMap<LogName, Long> moved = new TreeMap<>();
    private final List<Consumer<Outcome>> waiting = new ArrayList<>();

    LogStarts(DirectoryWorld world, Committer committer) {
        this.disk = world.disk();
        this.lane = world.commit();
        this.committer = committer;
    }

    /** False if there is a file that makes no sense. */
    boolean load() throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return true;
        Optional<SortedMap<LogName, Long>> read = parse(bytes.get());
        if (read.isEmpty()) return false;
        starts.putAll(read.get());
        written.addAll(starts.keySet());
        return true;
    }

    /** What the file says; empty unless all of it makes sense. */
    private static Optional<SortedMap<LogName, Long>> parse(byte[] text) {
        Optional<List<String[]>> lines = Checkpoint.parse(text, FIELDS);
        if (lines.isEmpty()) return Optional.empty();
        TreeMap<LogName, Long> read = new TreeMap<>();
        for (String[] line : lines.get()) {
            Optional<LogName> name = LogName.parse(line[0] + "-" + line[1]);
            long offset = Checkpoint.number(line[2]);
            // A wrong digit would hide records that nobody has deleted.
            boolean isSense = name.isPresent() && offset >= 0 && Checkpoint.isSealed(line);
            if (!isSense) return Optional.empty();
            read.put(name.get(), offset);
        }
        return Optional.of(read);
    }

    /**
     * Where a log begins that is being opened, and has been found to reach from {@code first} to
     * {@code end}.
     */
    long of(LogName name, long first, long end) throws IOException {
        long known = starts.getOrDefault(name, first);
        if (known <= first) {
            starts.remove(name);
            return first;
        }
        lower(name, end);
        return Math.min(known, end);
    }

    /** The log begins there from now on; {@code then} hears when that is on the disk. */
    void move(LogName name, long to, Consumer<Outcome> then) {
        moved.merge(name, to, Math::max);
        waiting.add(then);
        // Behind all that came with it: one file for many logs.
        if (waiting.size() == 1) lane.answer(this::saveMoved);
    }

    private void saveMoved() {
        TreeMap<LogName, Long> next = new TreeMap<>(starts);
        next.putAll(moved);
        moved.clear();
        List<Consumer<Outcome>> told = List.copyOf(waiting);
        waiting.clear();
        committer.change(_ -> save(next), outcome -> told.forEach(each -> each.accept(outcome)));
    }

    /**
     * The log is about to end there. Without this, what is appended behind that would be hidden
     * after the next start.
     */
    void lower(LogName name, long end) throws IOException {
        Check.that(!moved.containsKey(name), "what was asked before a cut is done before it");
        if (starts.getOrDefault(name, 0L) <= end) return;
        TreeMap<LogName, Long> next = new TreeMap<>(starts);
        next.put(name, end);
        save(next);
    }

    /** The log was removed. */
    void remove(LogName name) {
        starts.remove(name);
    }

    /** A log of this name is about to begin anew, and nothing written down may be taken for its. */
    void forget(LogName name) throws IOException {
        starts.remove(name);
        if (written.contains(name)) save(starts);
    }

    private void save(SortedMap<LogName, Long> next) throws IOException {
        List<String> lines = new ArrayList<>(next.size());
        next.forEach((name, offset) ->
                lines.add(Checkpoint.sealed(name.topic() + " " + name.partition() + " " + offset)));
        SmallFile.replace(disk, "", FILE, Checkpoint.text(lines));
        starts = next;
        written.clear();
        written.addAll(starts.keySet());
    }
}
