package io.skein.storage;

import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps the snapshots of a log's producers. Owned by the commit lane. A folder without any belongs
 * to a log without producers, so the first is on the disk to stay before their first batch is; so
 * is that of each segment's beginning. The others only save a start some reading.
 */
final class ProducerFiles {
    private static final int SNAPSHOTS_MAX = 3;

    /** So many logs with producers may make a start read as much again as it reads anyway. */
    private static final int LOGS = 512;

    private static final long NONE = -1;

    private final Snapshots snapshots;

    /** Ascending. Most logs have none, and those who do a few. */
    private List<Long> offsets = List.of();

    /** After all that is written. */
    private Producers state = Producers.NONE;

    /** The newest that no crash can take away. */
    private long certain = NONE;

    private boolean areNamesSynced;

    private long unsavedBytes;

    private long unsavedBytesMax;

    ProducerFiles(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Says how much a start after a crash may have to read of all logs together. */
    void bound(long recoveryBytesMax) {
        unsavedBytesMax = recoveryBytesMax / LOGS;
    }

    /** The log is opened and ends at {@code end}. What is there of more than that goes. */
    void open(ProducerReplay.Replayed replayed, long end, long segmentBase) throws IOException {
        state = replayed.producers();
        offsets = List.copyOf(replayed.offsets());
        if (offsets.isEmpty()) return;
        // Without a name the next start would take the log for one without producers.
        if (offsets.getFirst() > end && !state.isEmpty()) store(end);
        if (offsets.getLast() > end) removeBehind(end);
        if (offsets.isEmpty()) return;
        certain = offsets.contains(segmentBase) ? segmentBase : offsets.getFirst();
        boolean isSaved = replayed.from() == end;
        unsavedBytes = isSaved ? 0 : Math.max(1, unsavedBytesMax);
    }

    /** Before a handover is written behind this offset. */
    void expect(Handover handover, long end) throws IOException {
        if (areNamesSynced || handover.sealed().producers().isEmpty()) return;
        if (offsets.isEmpty()) store(end);
        // Those that a start has found may be there in memory only.
        else snapshots.syncNames();
        areNamesSynced = true;
    }

    /** The handover is in the files. */
    void wrote(Handover handover) {
        state = handover.sealed().producers();
        unsavedBytes += handover.sizeBytes();
    }

    void undo(Producers before) {
        state = before;
    }

    /** A segment ends here. */
    void roll(long end) throws IOException {
        if (offsets.isEmpty()) return;
        try {
            store(end);
        } catch (DiskFull full) {
            // The older ones stay true.
        }
    }

    /** What is written ends here. Saves the producers if a start would have to read much. */
    void saveIfFar(long end) throws IOException {
        if (unsavedBytes >= unsavedBytesMax) save(end);
    }

    /** As {@link #saveIfFar}, if it would have to read anything. */
    void save(long end) throws IOException {
        if (offsets.isEmpty() || unsavedBytes == 0) return;
        try {
            snapshots.write(end, state);
            added(end);
        } catch (DiskFull full) {
            // The older ones stay true.
        }
    }

    /** The log will end here, and this is what it will know. Before anything is taken away. */
    void expectCut(long end, Producers left) throws IOException {
        if (end == certain || left.isEmpty()) return;
        snapshots.store(end, left);
        certain = end;
        remember(end);
    }

    /** The log is being cut, and {@link #expectCut} has been called. */
    void cut(long end, Producers left) throws IOException {
        state = left;
        if (offsets.isEmpty()) return;
        removeBehind(end);
        if (left.isEmpty()) certain = offsets.isEmpty() ? NONE : offsets.getFirst();
        unsavedBytes = 0;
    }

    /** The log is being emptied. */
    void clear() throws IOException {
        state = Producers.NONE;
        certain = NONE;
        if (!offsets.isEmpty()) removeBehind(NONE);
    }

    private void store(long end) throws IOException {
        // While it is written anew a crash would find none.
        if (end == certain) return;
        snapshots.store(end, state);
        certain = end;
        added(end);
    }

    private void removeBehind(long end) throws IOException {
        snapshots.removeBehind(end);
        offsets = offsets.stream().filter(offset -> offset <= end).toList();
        if (offsets.isEmpty()) areNamesSynced = false;
    }

    private void added(long end) throws IOException {
        unsavedBytes = 0;
        remember(end);
        while (offsets.size() > SNAPSHOTS_MAX) {
            long oldest = offsets.get(offsets.getFirst() == certain ? 1 : 0);
            offsets = offsets.stream().filter(offset -> offset != oldest).toList();
            snapshots.delete(oldest);
        }
    }

    private void remember(long offset) {
        if (offsets.contains(offset)) return;
        List<Long> more = new ArrayList<>(offsets);
        more.add(offset);
        Collections.sort(more);
        offsets = List.copyOf(more);
    }
}
