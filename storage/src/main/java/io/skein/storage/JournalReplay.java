package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import io.skein.storage.journal.Frame;
import io.skein.storage.journal.Journal;
import io.skein.storage.journal.JournalScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts what is durable only in the journal where it belongs, before any log is opened. Commit lane.
 * Only existing segments are written, at the very places where the bytes stood, so doing it again
 * after a crash changes nothing. What cannot be put there is left for the log's opening to miss.
 */
final class JournalReplay implements JournalScan.Listener {
    /**
     * Beside a damaged journal: what is sound of it is in the segments by now, and what came there
     * later is told by no frame. So it is replayed once and never again.
     */
    private static final String LEFT_ALONE = Journal.FOLDER + "/left-alone";

    private final Disk disk;
    private final RecoveryPoints points;
    private final OpenFiles files;
    private final TreeMap<String, Target> targets = new TreeMap<>();
    private final TreeMap<String, Long> ends = new TreeMap<>();
    private final TreeMap<String, Long> cleared = new TreeMap<>();
    private final TreeSet<String> written = new TreeSet<>();
    private final boolean mayWrite;
    private long missingBefore;
    private boolean isRotten;

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

    private JournalReplay(DirectoryWorld world, RecoveryPoints points) throws IOException {
        this.disk = world.disk();
        this.points = points;
        this.mayWrite = !disk.exists(LEFT_ALONE);
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
        if (stoppedWell) return replay.goneOn(world, scan, ring);
        boolean isGone = ring.isEmpty() && (points.lastFrame() > 0 || scan.isUnclear());
        if (isGone) replay.missing(points.lastFrame() + 1, JournalScan.BEYOND_ALL + 1);
        else if (scan.isNeeded()) replay.take(scan);
        boolean isDamaged = replay.isRotten || replay.isAnyoneSuspect();
        return isDamaged ? replay.leftAlone(ring) : replay.goneOn(world, scan, ring);
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
        target.segmentBase = frame.segmentBase();
        target.position = (long) frame.position() + frame.length();
        if (mayWrite) {
            segment.write(payload, frame.position());
            written.add(name);
            files.hold(name);
        }
        if (files.isFull()) syncWritten();
    }

    @Override
    public void rotten(Frame frame) throws IOException {
        if (isOver(target(frame.folder()), frame)) return;
        ends.merge(frame.folder(), frame.end(), Math::max);
        isRotten = true;
    }

    @Override
    public void missing(long from, long before) {
        missingBefore = Math.max(missingBefore, before);
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

    /** Whether frames are missing that may have been of a log that is still there. */
    private boolean isAnyoneSuspect() throws IOException {
        if (missingBefore == 0) return false;
        Replayed replayed = found(Optional.empty(), 0);
        for (String folder : disk.list("")) {
            Optional<LogName> name = LogName.parse(folder);
            if (name.isEmpty()) continue;
            long saved = points.entry(name.get()).orElse(RecoveryPoints.Entry.NONE).sequence();
            if (replayed.isSuspect(name.get(), saved)) return true;
        }
        return false;
    }

    /**
     * Nothing is written to a damaged journal. What is synced without it can miss none of its
     * frames, nor of those that nobody can count any more.
     */
    private Replayed leftAlone(JournalScan.Ring ring) throws IOException {
        if (mayWrite && !ring.isEmpty()) {
            disk.create(LEFT_ALONE).close();
            disk.syncDirectory(Journal.FOLDER);
        }
        boolean isUnclear = missingBefore > JournalScan.BEYOND_ALL;
        return found(Optional.empty(), isUnclear ? JournalScan.BEYOND_ALL : ring.last());
    }

    /** All that counts is in the segments by now. */
    private Replayed goneOn(DirectoryWorld world, JournalScan scan, JournalScan.Ring ring)
            throws IOException {
        for (String name : scan.strangers()) if (!name.equals(LEFT_ALONE)) disk.delete(name);
        JournalSettings settings = world.settings().journal();
        long reserveBytes = world.settings().reserveBytes();
        Journal.Bounds bounds =
                new Journal.Bounds(settings.fileBytes(), settings.filesMax(), reserveBytes);
        Journal made = new Journal(disk, world.entropy(), ring, bounds);
        boolean isOld = scan.isNeeded() || missingBefore > 0 || !made.isFit();
        if (isOld) made.forget();
        if (ring.isEmpty() || !made.isFit()) {
            // Points that speak of a journal that is not there would pass for its loss.
            points.forgetFrames();
            made.remove();
        }
        if (!mayWrite) {
            disk.delete(LEFT_ALONE);
            disk.syncDirectory(Journal.FOLDER);
        }
        return found(Optional.of(made), made.last());
    }

    private Replayed found(Optional<Journal> journal, long last) {
        long missing = journal.isPresent() ? 0 : missingBefore;
        return new Replayed(journal, last, ends, cleared, missing);
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
