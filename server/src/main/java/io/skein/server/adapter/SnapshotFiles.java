package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.raft.Decoded;
import io.skein.raft.RaftLog.Piece;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.LogPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The snapshots in the metadata log's folder, named as in Kafka. Used on its commit lane only. A
 * name without {@code .part} is that of a whole file that is durable; the newest of them counts.
 *
 * <pre>
 *  00000000000000000042-0000000007.checkpoint        of all before offset 42, whose epoch is 7
 *  00000000000000000099-0000000008.checkpoint.part   is being written
 *  fetched.part                                      what has come of another member's
 * </pre>
 */
final class SnapshotFiles {
    private static final String KIND = ".checkpoint";
    private static final String PART = ".part";
    private static final String FETCHED = "fetched" + PART;
    private static final Pattern NAME = Pattern.compile("(\\d{20})-(\\d{10})\\.checkpoint");
    private static final Comparator<LogPoint> BY_AGE =
            Comparator.comparingLong(LogPoint::next).thenComparingInt(LogPoint::epoch);

    private final Disk disk;
    private final String folder;

    SnapshotFiles(Disk disk, String folder) {
        this.disk = disk;
        this.folder = folder;
    }

    static String name(LogPoint at) {
        return "%020d-%010d%s".formatted(at.next(), at.epoch(), KIND);
    }

    /** Removes what interrupted work has left, and names the newest; that is durable now. */
    Optional<LogPoint> tidy() throws IOException {
        if (!disk.isDirectory(folder)) return Optional.empty();
        for (String file : disk.list(folder)) {
            if (file.endsWith(PART)) disk.delete(path(file));
        }
        // A killed process may have left a name that only memory knows: before it goes, the one
        // that takes its place must be there for good.
        disk.syncDirectory(folder);
        return removeOld();
    }

    private Optional<LogPoint> removeOld() throws IOException {
        List<LogPoint> all = all();
        if (all.isEmpty()) return Optional.empty();
        for (LogPoint old : all.subList(0, all.size() - 1)) disk.delete(path(name(old)));
        return Optional.of(all.getLast());
    }

    /** The oldest first. */
    private List<LogPoint> all() throws IOException {
        List<LogPoint> all = new ArrayList<>();
        for (String file : disk.list(folder)) point(file).ifPresent(all::add);
        all.sort(BY_AGE);
        return all;
    }

    /** Whose name it is; empty if it is no snapshot's. */
    private static Optional<LogPoint> point(String file) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) return Optional.empty();
        try {
            long next = Long.parseLong(name.group(1));
            int epoch = Integer.parseInt(name.group(2));
            boolean isPoint = next > 0 && epoch > 0;
            return isPoint ? Optional.of(new LogPoint(next, epoch)) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** What is in the file of that snapshot, in memory. */
    Decoded<Snapshot> read(LogPoint at) throws IOException {
        return read(path(name(at)), at);
    }

    private Decoded<Snapshot> read(String file, LogPoint at) throws IOException {
        try (DiskFile snapshot = disk.open(file)) {
            long length = snapshot.length();
            if (length > SnapshotFormat.BYTES_MAX) return new Decoded.Damaged<>("too long");
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            snapshot.read(bytes, 0);
            Decoded<Snapshot> read = SnapshotFormat.decode(bytes.flip());
            boolean isOther =
                    read instanceof Decoded.Valid(Snapshot(var is, _, _)) && !is.equals(at);
            return isOther ? new Decoded.Damaged<>("it is another one") : read;
        }
    }

    /** Begins a snapshot of all before {@code at}; nobody sees it before it is finished. */
    void begin(LogPoint at) throws IOException {
        String part = path(name(at) + PART);
        if (disk.exists(part)) disk.delete(part);
        disk.create(part).close();
    }

    /** Writes some of it, durably. */
    void write(LogPoint at, long position, ByteBuffer bytes) throws IOException {
        try (DiskFile part = disk.open(path(name(at) + PART))) {
            part.write(bytes.duplicate(), position);
            part.sync();
        }
    }

    /** All is written: it takes the place of those that are older. */
    void finish(LogPoint at) throws IOException {
        disk.rename(path(name(at) + PART), path(name(at)));
        disk.syncDirectory(folder);
        removeOld();
    }

    /** Bytes of that snapshot, if it is there and has any at that position. */
    Optional<Piece> piece(LogPoint at, long position, int bytesMax) throws IOException {
        String name = path(name(at));
        if (!disk.exists(name)) return Optional.empty();
        try (DiskFile file = disk.open(name)) {
            long total = file.length();
            if (position < 0 || position >= total) return Optional.empty();
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(bytesMax, total - position));
            file.read(bytes, position);
            return Optional.of(new Piece(total, bytes.flip().asReadOnlyBuffer()));
        }
    }

    /** Keeps bytes of another member's snapshot; at position 0 it is another than before. */
    void store(long position, ByteBuffer bytes) throws IOException {
        String fetched = path(FETCHED);
        if (position == 0) {
            if (disk.exists(fetched)) disk.delete(fetched);
            disk.create(fetched).close();
        }
        try (DiskFile file = disk.open(fetched)) {
            Check.ordered(position, file.length(), "pieces leave no gap");
            file.write(bytes.duplicate(), position);
        }
    }

    /** Makes what was fetched the newest snapshot; empty if it is not a whole one, or too old. */
    Optional<Snapshot> install(LogPoint at) throws IOException {
        String fetched = path(FETCHED);
        if (!disk.exists(fetched)) return Optional.empty();
        boolean isOld = all().stream().anyMatch(kept -> BY_AGE.compare(kept, at) >= 0);
        if (isOld) return Optional.empty();
        if (!(read(fetched, at) instanceof Decoded.Valid(Snapshot snapshot))) {
            return Optional.empty();
        }
        try (DiskFile file = disk.open(fetched)) {
            file.sync();
        }
        disk.rename(fetched, path(name(at)));
        disk.syncDirectory(folder);
        removeOld();
        return Optional.of(snapshot);
    }

    private String path(String file) {
        return folder + "/" + file;
    }
}
