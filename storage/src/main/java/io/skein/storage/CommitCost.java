package io.skein.storage;

import java.util.List;

/**
 * Which appends of a round are cheaper through the journal, from what syncs took of late. A round
 * pays for each segment file it syncs; the journal is paid for once, but what goes there is written
 * twice, and its segments are synced all the same when enough has gathered. Times are nanoseconds.
 */
final class CommitCost {
    /** With so many bytes behind its last sync a log's segment is synced rather than journaled. */
    static final int UNSYNCED_BYTES_MAX = 1 << 20;

    /** So often at least the journal is tried where it seems to cost more. */
    private static final int TRIAL_ROUNDS = 1024;

    private static final double TYPICAL_BYTES = 1 << 20;
    private final FittedLine segmentSync = new FittedLine(100_000, 1, TYPICAL_BYTES);
    private final FittedLine journalSync = new FittedLine(50_000, 1, TYPICAL_BYTES);
    private int roundsWithout;

    /** The segments of so many logs were synced one after the other. */
    void segmentsSynced(int count, long bytes, long nanos) {
        segmentSync.add((double) bytes / count, (double) nanos / count);
    }

    /** Frames of so many bytes were written and synced. */
    void journalSynced(long bytes, long nanos) {
        roundsWithout = 0;
        journalSync.add((double) bytes, (double) nanos);
    }

    /** Below how many bytes of one log the journal can be worth it; if at all for the others. */
    long worthwhileBytes() {
        double each = segmentSync.fixed();
        double perByte = journalSync.perUnit() + each / UNSYNCED_BYTES_MAX;
        return perByte > 0 ? (long) Math.min(UNSYNCED_BYTES_MAX, each / perByte) : 0;
    }

    /** Whether these appends, each worth it in itself, together are worth a sync of the journal. */
    boolean isWorthIt(List<Long> sizes) {
        double saved = 0;
        double perByte = journalSync.perUnit() + segmentSync.fixed() / UNSYNCED_BYTES_MAX;
        for (long bytes : sizes) saved += segmentSync.fixed() - bytes * perByte;
        if (saved > journalSync.fixed()) return true;
        // What was slow once need not be so for ever: the other way is measured with every sync.
        return !sizes.isEmpty() && ++roundsWithout >= TRIAL_ROUNDS;
    }
}
