package io.skein.scenarios.cluster;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Stage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the segment files of every replica, past the nodes, once all is in sync and nobody writes:
 * all must hold the same batches, byte for byte. Owned by the world.
 */
final class Replicas {
    private static final String SEGMENT = ".log";

    private final Stage stage;
    private final Sites sites;

    Replicas(Stage stage, Sites sites) {
        this.stage = stage;
        this.sites = sites;
    }

    /** What of them differs, if anything does. */
    Optional<Violation> compare(Iterable<TopicImage> topics) {
        for (TopicImage topic : topics) {
            int number = 0;
            for (PartitionImage partition : topic.partitions()) {
                Optional<Violation> found = compare(topic.folder() + "-" + number++, partition);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> compare(String folder, PartitionImage partition) {
        TreeMap<Integer, NavigableMap<Long, ByteBuffer>> copies = new TreeMap<>();
        for (PartitionImage.Replica replica : partition.replicas()) {
            Site site = sites.all().get(replica.node() - 1);
            copies.put(replica.node(), read(site, folder));
        }
        Optional<Violation> left = left(folder, partition);
        if (left.isPresent()) return left;
        Map.Entry<Integer, NavigableMap<Long, ByteBuffer>> first = copies.firstEntry();
        for (Map.Entry<Integer, NavigableMap<Long, ByteBuffer>> copy : copies.entrySet()) {
            String differing = difference(first.getValue(), copy.getValue());
            if (differing.isEmpty()) continue;
            String told =
                    "%s of n%d and n%d: %s"
                            .formatted(folder, first.getKey(), copy.getKey(), differing);
            return Optional.of(new Violation("P4 copies differ", told));
        }
        boolean isShared = copies.size() > 1 && !first.getValue().isEmpty();
        if (isShared) stage.reached("copies compared");
        return Optional.empty();
    }

    /** What is on a disk though no replica is there: the files of one that was moved away. */
    private Optional<Violation> left(String folder, PartitionImage partition) {
        for (int i = 0; i < sites.all().size(); i++) {
            Site site = sites.all().get(i);
            int wanted = partition.replicaOn(i + 1).isPresent() ? 1 : 0;
            long found = site.places().stream().filter(at -> has(site, at, folder)).count();
            if (found == wanted) continue;
            String told =
                    "%d folders %s on %s, not %d".formatted(found, folder, site.name(), wanted);
            return Optional.of(new Violation("P4 files left", told));
        }
        return Optional.empty();
    }

    private static boolean has(Site site, String place, String folder) {
        try {
            return site.process().host().disk(place).isDirectory(folder);
        } catch (IOException broken) {
            throw new Violation("scenario", "a healthy disk can be read: " + broken);
        }
    }

    /** Empty if there is none; one copy may have let go of more of the old than another. */
    private static String difference(
            NavigableMap<Long, ByteBuffer> one, NavigableMap<Long, ByteBuffer> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty() ? "" : "one of them is empty";
        }
        long from = Math.max(one.firstKey(), other.firstKey());
        NavigableMap<Long, ByteBuffer> mine = one.tailMap(from, true);
        NavigableMap<Long, ByteBuffer> theirs = other.tailMap(from, true);
        if (!mine.keySet().equals(theirs.keySet())) {
            return "batches begin at %s and at %s".formatted(ends(mine), ends(theirs));
        }
        for (Map.Entry<Long, ByteBuffer> batch : mine.entrySet()) {
            if (!batch.getValue().equals(theirs.getOrDefault(batch.getKey(), batch.getValue()))) {
                return "the batch at " + batch.getKey() + " has other bytes";
            }
        }
        return "";
    }

    private static String ends(NavigableMap<Long, ByteBuffer> batches) {
        List<Long> offsets = new ArrayList<>(batches.keySet());
        return offsets.subList(Math.max(0, offsets.size() - 5), offsets.size()).toString();
    }

    private static NavigableMap<Long, ByteBuffer> read(Site site, String folder) {
        TreeMap<Long, ByteBuffer> batches = new TreeMap<>();
        try {
            for (String place : site.places()) {
                Disk disk = site.process().host().disk(place);
                if (!disk.isDirectory(folder)) continue;
                for (String file : disk.list(folder)) {
                    if (file.endsWith(SEGMENT)) read(disk, folder + "/" + file, batches);
                }
            }
        } catch (IOException broken) {
            throw new Violation("scenario", "a healthy disk can be read: " + broken);
        }
        return batches;
    }

    private static void read(Disk disk, String name, Map<Long, ByteBuffer> into)
            throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer all = ByteBuffer.allocate((int) file.length());
            file.read(all, 0);
            all.flip();
            int at = 0;
            while (at < all.limit()) {
                if (!BatchCheck.stored(all, at, all.limit()).isValid()) {
                    throw new Violation("P4 a copy does not check out", name + " at byte " + at);
                }
                int size = (int) Batch.sizeBytes(all, at);
                into.put(Batch.baseOffset(all, at), all.slice(at, size));
                at += size;
            }
        }
    }
}
