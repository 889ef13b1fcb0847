package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.Properties;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** A log's folder as it lies on the disk: making, reading, removing it. Commit lane only. */
final class LogFolder {
    static final String METADATA = FileNames.PARTITION;

    private static final String DELETED = "-delete";
    private static final String STRAY = "-stray";

    /** Every log that has a folder, in the order of their names. */
    static List<LogName> all(Disk disk) throws IOException {
        List<LogName> logs = new ArrayList<>();
        for (String name : disk.list("")) {
            Optional<LogName> log = LogName.parse(name);
            if (log.isPresent() && disk.isDirectory(name)) logs.add(log.get());
        }
        return List.copyOf(logs);
    }

    /** The longest name that file systems take. A topic's may leave no room for what is added. */
    private static final int NAME_BYTES_MAX = 255;

    private static final List<String> LEFTOVERS =
            List.of(".tmp", SegmentRemoval.ASIDE, Rewrite.CLEANED);

    private LogFolder() {}

    /**
     * Makes the folder of an empty log. Nothing of it is durable; {@link NewLogs} sees to that.
     * What an interrupted attempt left behind is replaced.
     *
     * @param whose with a number that no other log of this name has had
     */
    static void make(Disk disk, LogName name, Owner whose) throws IOException {
        String folder = name.folder();
        disk.makeDirectory(folder);
        String text =
                "version: 0\ntopic_id: %s\nincarnation: %016x\n"
                        .formatted(whose.topicId(), whose.incarnation().orElseThrow());
        SmallFile.writeUnsynced(disk, identity(folder), text.getBytes(StandardCharsets.UTF_8));
        String log = SegmentName.of(folder, 0, SegmentName.LOG);
        if (!disk.exists(log)) disk.create(log).close();
    }

    /** The file that says whose a folder is. */
    static String identity(String folder) {
        return folder + "/" + METADATA;
    }

    /**
     * Whose a folder is.
     *
     * @param incarnation drawn when the folder was made; frames of the journal name it
     */
    record Owner(Uuid topicId, OptionalLong incarnation) {}

    /** Empty if that cannot be read. */
    static Optional<Owner> owner(Disk disk, String folder) throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, identity(folder));
        if (bytes.isEmpty()) return Optional.empty();
        Optional<SortedMap<String, String>> entries = Properties.parse(bytes.get(), ":");
        if (entries.isEmpty() || !"0".equals(entries.get().get("version"))) {
            return Optional.empty();
        }
        OptionalLong incarnation = incarnation(entries.get().getOrDefault("incarnation", ""));
        return Uuid.parse(entries.get().getOrDefault("topic_id", ""))
                .map(topicId -> new Owner(topicId, incarnation));
    }

    private static OptionalLong incarnation(String digits) {
        if (!digits.matches("[0-9a-f]{16}")) return OptionalLong.empty();
        return OptionalLong.of(Long.parseUnsignedLong(digits, 16));
    }

    /** Base offsets of the segments, ascending. */
    static List<Long> segments(Disk disk, String folder) throws IOException {
        List<Long> bases = new ArrayList<>();
        for (String file : disk.list(folder)) {
            OptionalLong base = SegmentName.base(file, SegmentName.LOG);
            if (base.isPresent()) bases.add(base.getAsLong());
        }
        return bases;
    }

    /** The base of a rewritten segment that a crash kept from taking its place. */
    static OptionalLong swap(Disk disk, String folder) throws IOException {
        for (String file : disk.list(folder)) {
            OptionalLong base = SegmentName.base(file, SwapIn.SWAP);
            if (base.isPresent()) return base;
        }
        return OptionalLong.empty();
    }

    /** Whether any segment has bytes. */
    static boolean holdsBytes(Disk disk, String folder) throws IOException {
        for (long base : segments(disk, folder)) {
            if (length(disk, folder, base) > 0) return true;
        }
        return false;
    }

    static long length(Disk disk, String folder, long base) throws IOException {
        try (DiskFile log = disk.open(SegmentName.of(folder, base, SegmentName.LOG))) {
            return log.length();
        }
    }

    /** Durable, with its name. */
    static void saveEpochs(Disk disk, String folder, EpochTrail epochs) throws IOException {
        SmallFile.replace(disk, folder, FileNames.EPOCHS, Checkpoint.epochs(epochs));
    }

    /** Durable; from then on only the segments say what the epochs are. */
    static void removeEpochs(Disk disk, String folder) throws IOException {
        String file = folder + "/" + FileNames.EPOCHS;
        if (disk.exists(file)) disk.delete(file);
        disk.syncDirectory(folder);
    }

    /** Empty if the file is missing or makes no sense. */
    static Optional<EpochTrail> epochs(Disk disk, String folder) throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, folder + "/" + FileNames.EPOCHS);
        return bytes.flatMap(Checkpoint::parseEpochs);
    }

    /**
     * Removes what interrupted work has left and nobody will go on with, for good: a segment that a
     * killed process has put aside must not have its name back after a power cut, for somebody may
     * have seen by then that the log begins behind it.
     */
    static void tidy(Disk disk, String folder) throws IOException {
        List<Long> bases = segments(disk, folder);
        boolean isTidy = true;
        for (String file : disk.list(folder)) {
            boolean isLeft = LEFTOVERS.stream().anyMatch(file::endsWith) || isOrphan(file, bases);
            if (isLeft) disk.delete(folder + "/" + file);
            isTidy &= !isLeft;
        }
        if (!isTidy) disk.syncDirectory(folder);
    }

    /** Whether it is the index of a segment that is gone. */
    private static boolean isOrphan(String file, List<Long> bases) {
        for (String kind : new String[] {SegmentName.INDEX, SegmentName.TIME_INDEX}) {
            OptionalLong base = SegmentName.base(file, kind);
            if (base.isPresent() && Collections.binarySearch(bases, base.getAsLong()) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes the folder out of use under a name of its own; durable when the caller has synced. */
    static String putAside(Disk disk, LogName name, Uuid mark) throws IOException {
        return rename(disk, name, mark, DELETED);
    }

    static void putAsideAsStray(Disk disk, LogName name, Uuid mark) throws IOException {
        rename(disk, name, mark, STRAY);
    }

    static boolean isPutAside(String folder) {
        return folder.endsWith(DELETED);
    }

    static void remove(Disk disk, String folder) throws IOException {
        for (String file : disk.list(folder)) disk.delete(folder + "/" + file);
        disk.delete(folder);
    }

    private static String rename(Disk disk, LogName name, Uuid mark, String suffix)
            throws IOException {
        String end = "." + mark + suffix;
        String start = name.folder();
        String aside =
                start.substring(0, Math.min(start.length(), NAME_BYTES_MAX - end.length())) + end;
        disk.rename(name.folder(), aside);
        return aside;
    }
}
