package io.skein.storage;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.Properties;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code meta.properties} says: whose a data directory is. */
record DirectoryMark(int nodeId, Uuid directoryId, Optional<Uuid> clusterId) {
    static final String FILE = FileNames.MARK;

    private static final String VERSION = "version";
    private static final String NODE = "node.id";
    private static final String DIRECTORY = "directory.id";
    private static final String CLUSTER = "cluster.id";

    /** What the file turned out to be. */
    sealed interface Reading {
        record Absent() implements Reading {}

        record Found(DirectoryMark mark) implements Reading {}

        record Refused(DirectoryRefusal why) implements Reading {}
    }

    static Reading read(Disk disk) throws IOException {
        Optional<byte[]> bytes = SmallFile.read(disk, FILE);
        if (bytes.isEmpty()) return new Reading.Absent();
        Optional<SortedMap<String, String>> entries = Properties.parse(bytes.get(), "=");
        if (entries.isEmpty()) return unreadable(disk, "a line has no \"=\"");
        String version = entries.get().getOrDefault(VERSION, "");
        if (Checkpoint.number(version) > 1) {
            return new Reading.Refused(new DirectoryRefusal.NewerFormat(disk.place(), version));
        }
        if (!version.equals("1")) return unreadable(disk, VERSION + " is \"" + version + "\"");
        return parse(disk, entries.get());
    }

    private static Reading parse(Disk disk, Map<String, String> entries) {
        long node = Checkpoint.number(entries.getOrDefault(NODE, ""));
        if (node < 0 || node > Integer.MAX_VALUE) return unreadable(disk, NODE + " is no number");
        Optional<Uuid> directory = Uuid.parse(entries.getOrDefault(DIRECTORY, ""));
        if (directory.isEmpty()) return unreadable(disk, DIRECTORY + " is no id");
        String cluster = entries.getOrDefault(CLUSTER, "");
        Optional<Uuid> clusterId = Uuid.parse(cluster);
        if (!cluster.isEmpty() && clusterId.isEmpty()) {
            return unreadable(disk, CLUSTER + " is no id");
        }
        return new Reading.Found(new DirectoryMark((int) node, directory.get(), clusterId));
    }

    private static Reading unreadable(Disk disk, String cause) {
        return new Reading.Refused(new DirectoryRefusal.Unreadable(disk.place(), FILE, cause));
    }

    DirectoryMark in(Uuid cluster) {
        return new DirectoryMark(nodeId, directoryId, Optional.of(cluster));
    }

    /** Durable when it returns. */
    void write(Disk disk) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        entries.put(VERSION, "1");
        entries.put(NODE, Integer.toString(nodeId));
        entries.put(DIRECTORY, directoryId.toString());
        clusterId.ifPresent(id -> entries.put(CLUSTER, id.toString()));
        SmallFile.replace(disk, "", FILE, Properties.text(entries, "="));
    }

    /** Why the claimant cannot have the directory, if so. */
    Optional<DirectoryRefusal> refusal(String place, DirectoryClaim claim) {
        if (nodeId != claim.nodeId()) {
            return Optional.of(new DirectoryRefusal.ForeignNode(place, nodeId, claim.nodeId()));
        }
        if (clusterId.isEmpty() || claim.clusterId().isEmpty()) return Optional.empty();
        if (clusterId.equals(claim.clusterId())) return Optional.empty();
        return Optional.of(
                new DirectoryRefusal.ForeignCluster(
                        place, clusterId.get(), claim.clusterId().get()));
    }
}
