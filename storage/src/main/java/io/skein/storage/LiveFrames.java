package io.skein.storage;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.journal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes rounds durable, and keeps the logs that have something durable only in the journal, the
 * oldest first: their segments are synced behind it. Owned by the commit lane.
 *
 * <pre>
 *  journal:  | begun anew when free | ... | oldest live frame ──────────▶ newest |
 * </pre>
 */
final class LiveFrames {
    private static final long RETRY_NANOS = 10_000_000_000L;

    /** Of the handles that may be open: a segment with live frames keeps its own. */
    private static final double HELD_SHARE = 0.75;

    private final Clock clock;
    private final Optional<Journal> journal;
    private final Replayed replayed;
    private final JournalSettings settings;
    private final DirectoryFigures figures;
    private final RecoveryPoints points;
    private final int logsMax;
    private final CommitCost cost = new CommitCost();
    private final LinkedHashMap<Log, Long> firstFrame = new LinkedHashMap<>();
    private long mayTryNanos = Long.MIN_VALUE;

    LiveFrames(
            DirectoryWorld world,
            Replayed replayed,
            RecoveryPoints points,
            DirectoryFigures figures) {
        this.clock = world.clock();
        this.settings = world.settings().journal();
        this.journal = replayed.journal();
        this.replayed = replayed;
        this.points = points;
        this.figures = figures;
        this.logsMax = (int) (world.settings().openFilesMax() * HELD_SHARE);
    }

    boolean isEmpty() {
        return firstFrame.isEmpty();
    }

    boolean has(Log log) {
        return firstFrame.containsKey(log);
    }

    /** Whether the journal is damaged and left as it is, to be read again at the next start. */
    boolean isLeftAlone() {
        return journal.isEmpty();
    }

    /** The newest frame; what is synced now has no need of any up to it. */
    long last() {
        return journal.map(Journal::last).orElse(replayed.last());
    }

    /** Makes all parts of a round durable, each in the way that is cheaper. */
    void commit(List<Round.Part> parts) throws IOException {
        Set<Log> journaled = journal.isPresent() ? journal(journal.get(), parts) : Set.of();
        List<Log> rest = new ArrayList<>();
        for (Round.Part part : parts) {
            if (!journaled.contains(part.log())) rest.add(part.log());
        }
        sync(rest);
    }

    /** Syncs the segments of these logs; none of their frames is live after that. */
    void sync(List<Log> logs) throws IOException {
        if (logs.isEmpty()) return;
        long bytes = 0;
        long began = clock.nanos();
        for (Log log : logs) {
            bytes += log.files().unsyncedBytes();
            log.files().sync();
            settled(log);
        }
        figures.syncs().add(logs.size());
        cost.segmentsSynced(logs.size(), bytes, clock.nanos() - began);
    }

    /**
     * The log was opened, and all in it is durable in its segments. Frames of an earlier opening in
     * this life may still count for a start: they have to be revoked like its own.
     */
    void opened(Log log) {
        settled(log);
        replayed.opened(log.name());
        if (last() > replayed.last()) log.files().frames().wrote(last());
    }

    /** All that the log has written is durable in its segments. */
    void settled(Log log) {
        firstFrame.remove(log);
        points.set(log.name(), log.files().point(), last());
    }

    /** The log is closed. */
    void forget(Log log) {
        firstFrame.remove(log);
    }

    /**
     * Syncs segments so that the ring does not run into frames that are live; a few at a time, for
     * the next round waits for it.
     */
    void catchUp(long roundBytes) throws IOException {
        if (journal.isEmpty() || firstFrame.isEmpty()) return;
        long freeBytes = journal.get().freeBytes(liveFrom());
        long marginBytes = journal.get().bytesMax() / 4;
        if (freeBytes >= marginBytes) return;
        long count = 1 + firstFrame.size() * roundBytes / marginBytes;
        sync(oldest((int) Math.min(count, firstFrame.size()), Long.MAX_VALUE));
    }

    /** Syncs some of the segments that have frames up to this one live; false if none has. */
    boolean catchUp(int logsAtMost, long upTo) throws IOException {
        List<Log> due = oldest(logsAtMost, upTo);
        sync(due);
        return !due.isEmpty();
    }

    /**
     * From now on no frame is taken for the log's segments before {@code base}, which are about to
     * change or go: durable when this returns. None of theirs is live.
     */
    void revoke(Log log, long base) throws IOException {
        LogFiles files = log.files();
        if (journal.isEmpty() || files.frames().last() == 0) return;
        long bound = has(log) ? base : Long.MAX_VALUE;
        Journal.Entry entry = files.frames().revocation(bound);
        reserve(journal.get(), entry.sizeBytes(0));
        journal.get().revoke(entry);
        journal.get().sync();
        if (bound == Long.MAX_VALUE) files.frames().forget();
    }

    /**
     * Gives the files back.
     *
     * @param isWell whether all is durable in the segments, and the next start finds nothing to do
     */
    void finish(boolean isWell) throws IOException {
        if (journal.isEmpty()) return;
        if (isWell) journal.get().forget();
        journal.get().close();
    }

    private Set<Log> journal(Journal into, List<Round.Part> parts) throws IOException {
        List<Round.Part> chosen = choose(into, parts);
        if (chosen.isEmpty() || clock.nanos() < mayTryNanos) return Set.of();
        long bytes = sizeBytes(chosen);
        try {
            reserve(into, bytes);
        } catch (DiskFull full) {
            mayTryNanos = clock.nanos() + RETRY_NANOS;
            return Set.of();
        }
        Set<Log> done = new LinkedHashSet<>();
        long began = clock.nanos();
        for (Round.Part part : chosen) {
            LogFiles files = part.log().files();
            files.frames().wrote(into.add(files.entry(part.position()), part.batches()));
            firstFrame.putIfAbsent(part.log(), files.frames().last());
            done.add(part.log());
        }
        into.sync();
        cost.journalSynced(bytes, clock.nanos() - began);
        figures.journalSyncs().increment();
        figures.journalBytes().add(bytes);
        return done;
    }

    private List<Round.Part> choose(Journal into, List<Round.Part> parts) {
        if (settings.use() == JournalSettings.Use.NEVER) return List.of();
        boolean isAlways = settings.use() == JournalSettings.Use.ALWAYS;
        long bytesMax = isAlways ? Long.MAX_VALUE : cost.worthwhileBytes();
        List<Round.Part> chosen = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        long total = 0;
        int places = logsMax - firstFrame.size();
        for (Round.Part part : parts) {
            long bytes = part.bytes();
            boolean isSmall = bytes <= bytesMax && into.canHold(total + sizeBytes(part));
            if (!isSmall || !part.log().files().canBeFramed() || bytes == 0) continue;
            if (!has(part.log()) && places-- <= 0) continue;
            total += sizeBytes(part);
            chosen.add(part);
            sizes.add(bytes);
        }
        return isAlways || cost.isWorthIt(sizes) ? chosen : List.of();
    }

    private static long sizeBytes(List<Round.Part> parts) {
        long bytes = 0;
        for (Round.Part part : parts) bytes += sizeBytes(part);
        return bytes;
    }

    private static long sizeBytes(Round.Part part) {
        return part.log().files().entry(part.position()).sizeBytes(part.bytes());
    }

    private void reserve(Journal in, long bytes) throws IOException {
        while (!reserved(in, bytes)) sync(oldest(1, Long.MAX_VALUE));
    }

    private boolean reserved(Journal in, long bytes) throws IOException {
        try {
            return in.reserve(bytes, liveFrom());
        } catch (DiskFull full) {
            if (in.sizeBytes() == 0) throw full;
            // There is a file, and it will do as soon as nothing in it is needed.
            return false;
        }
    }

    private long liveFrom() {
        return firstFrame.isEmpty() ? last() + 1 : firstFrame.firstEntry().getValue();
    }

    private List<Log> oldest(int count, long upTo) {
        List<Log> found = new ArrayList<>();
        for (Map.Entry<Log, Long> each : firstFrame.entrySet()) {
            if (found.size() == count || each.getValue() > upTo) break;
            found.add(each.getKey());
        }
        return found;
    }
}
