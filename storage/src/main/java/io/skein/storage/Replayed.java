package io.skein.storage;

import io.skein.storage.journal.Journal;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of the journal when the directory was opened. Commit lane.
 *
 * @param journal to go on with; none while its damage has not been seen to, since it is the only
 *     thing that tells of it
 * @param last the highest sequence there ever was
 * @param ends by folder, up to which offset the log had been durable in the journal alone
 * @param cleared by folder, the last frame before which none of the log's can be missing
 * @param missingBefore the frames before this one may be missing; 0 if none is
 */
record Replayed(
        Optional<Journal> journal,
        long last,
        TreeMap<String, Long> ends,
        TreeMap<String, Long> cleared,
        long missingBefore) {
    /** The log is open: from now on it says itself up to where it is durable. */
    void opened(LogName name) {
        ends.remove(name.folder());
    }

    /** Up to where the log had been durable, as far as the journal knows and it counts. */
    long end(LogName name) {
        return ends.getOrDefault(name.folder(), 0L);
    }

    /**
     * Whether durable bytes of the log may be missing without a trace.
     *
     * @param saved its segments hold all that frames up to this one do
     */
    boolean isSuspect(LogName name, long saved) {
        long known = Math.max(saved, cleared.getOrDefault(name.folder(), 0L));
        return known < missingBefore - 1;
    }
}
