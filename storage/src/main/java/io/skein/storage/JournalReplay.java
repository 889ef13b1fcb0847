package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import io.skein.storage.journal.Frame;
import io.skein.storage.journal.Journal;
import io.skein.storage.journal.JournalScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts what is durable only in the journal where it belongs, before any log is opened. Commit lane.
 * Only existing segments are written, at the very places where the bytes stood, so doing it again
 * after a crash changes nothing. What cannot be put there is left for the log's opening to miss.
 */
final class JournalReplay implements JournalScan.Listener {
    private final Disk disk;
    private final RecoveryPoints points;
    private final OpenFiles files;
    private final TreeMap<String, Target> targets = new TreeMap<>();
    private final TreeMap<String, Long> ends = new TreeMap<>();
    private final TreeMap<String, Long> cleared = new TreeMap<>();
    private final TreeSet<String> written = new TreeSet<>();
    private long missingBefore;
    private boolean isDamaged;

    /** A log that frames speak of, and up to where its bytes are known without a gap. */
    private static final class Target {
        private final boolean isThere;
        private final long incarnation;
        private final long saved;
        private long segmentBase;
        private long position;

        private Target(boolean isThere, long incarnation, RecoveryPoints.Entry entry) {
            this.isThere = isThere;
            this.incarnation = incarnation;
            this.saved = entry.sequence();
            this.segmentBase = entry.point().segmentBase();
            this.position = entry.point().position();
        }
    }

    private JournalReplay(DirectoryWorld world, RecoveryPoints points) {
        this.disk = world.disk();
        this.points = points;
        this.files = new OpenFiles(disk, world.settings().openFilesMax());
    }

    /**
     * @param stoppedWell whether the last stop was orderly, so that there need be no journal
     */
    static Replayed run(DirectoryWorld world, RecoveryPoints points, boolean stoppedWell)
            throws IOException {
        JournalScan scan = new JournalScan(world.disk());
        JournalScan.Ring ring = scan.survey(points.lastFrame());
        JournalReplay replay = new JournalReplay(world, points);
        if (scan.isNeeded()) replay.take(scan);
        boolean isGone = ring.isEmpty() && points.lastFrame() > 0 && !stoppedWell;
        if (isGone) replay.missing(points.lastFrame() + 1, Long.MAX_VALUE);
        return replay.result(world, scan, ring);
    }

    @Override
    public void data(Frame frame, ByteBuffer payload) throws IOException {
        Target target = target(frame.folder());
        if (isOver(target, frame)) return;
        ends.merge(frame.folder(), frame.end(), Math::max);
        if (target.segmentBase == frame.segmentBase() && target.position == frame.position()) {
            cleared.put(frame.folder(), frame.sequence());
        }
        String name = SegmentName.of(frame.folder(), frame.segmentBase(), SegmentName.LOG);
        if (!disk.exists(name)) return;
        DiskFile segment = files.get(name);
        // A gap would read as zeros; the log is found too short instead.
        if (segment.length() < frame.position()) return;
        segment.write(payload, frame.position());
        written.add(name);
        files.hold(name);
        target.segmentBase = frame.segmentBase();
        target.position = (long) frame.position() + frame.length();
        if (files.isFull()) syncWritten();
    }

    @Override
    public void rotten(Frame frame) throws IOException {
        if (isOver(target(frame.folder()), frame)) return;
        ends.merge(frame.folder(), frame.end(), Math::max);
        isDamaged = true;
    }

    @Override
    public void missing(long from, long before) {
        missingBefore = Math.max(missingBefore, before);
        isDamaged = true;
    }

    private void take(JournalScan scan) throws IOException {
        scan.replay(this);
        syncWritten();
        files.closeAll();
    }

    private void syncWritten() throws IOException {
        for (String name : written) {
            files.get(name).sync();
            files.release(name);
        }
        written.clear();
        files.trim();
    }

    private Replayed result(DirectoryWorld world, JournalScan scan, JournalScan.Ring ring)
            throws IOException {
        Optional<Journal> journal = Optional.empty();
        if (!isDamaged) {
            for (String name : scan.strangers()) disk.delete(name);
            JournalSettings settings = world.settings().journal();
            Journal.Bounds bounds =
                    new Journal.Bounds(
                            settings.fileBytes(),
                            settings.filesMax(),
                            world.settings().reserveBytes());
            Journal made = new Journal(disk, world.entropy(), ring, bounds);
            if (scan.isNeeded()) made.forget();
            made.fit();
            journal = Optional.of(made);
        }
        return new Replayed(
                journal,
                ring.last(),
                Collections.unmodifiableSortedMap(ends),
                Collections.unmodifiableSortedMap(cleared),
                missingBefore);
    }

    private static boolean isOver(Target target, Frame frame) {
        boolean isOurs = target.isThere && target.incarnation == frame.incarnation();
        return !isOurs || frame.sequence() <= target.saved;
    }

    private Target target(String folder) throws IOException {
        Target known = targets.get(folder);
        if (known != null) return known;
        Optional<LogFolder.Owner> owner = LogFolder.owner(disk, folder);
        Optional<LogName> name = LogName.parse(folder);
        RecoveryPoints.Entry saved = name.flatMap(points::entry).orElse(RecoveryPoints.Entry.NONE);
        boolean isThere = owner.isPresent() && owner.get().incarnation().isPresent();
        long incarnation = isThere ? owner.get().incarnation().getAsLong() : 0;
        Target made = new Target(isThere, incarnation, saved);
        targets.put(folder, made);
        return made;
    }
}
