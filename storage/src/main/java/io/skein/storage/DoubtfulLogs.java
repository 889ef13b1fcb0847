package io.skein.storage;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which logs are still to be read as a whole, with all that says it need not be taken for nothing:
 * those that were there when a sync had failed and the machine was started anew. Commit lane.
 */
final class DoubtfulLogs {
    private final boolean isDue;
    private final Set<LogName> unread;

    private DoubtfulLogs(boolean isDue, Collection<LogName> unread) {
        this.isDue = isDue;
        this.unread = new HashSet<>(unread);
    }

    static DoubtfulLogs none() {
        return new DoubtfulLogs(false, Set.of());
    }

    static DoubtfulLogs of(Collection<LogName> logs) {
        return new DoubtfulLogs(true, logs);
    }

    boolean covers(LogName log) {
        return unread.contains(log);
    }

    /** It was read, and is as it was promised to be. */
    void passed(LogName log) {
        unread.remove(log);
    }

    /** Whether there was one and it is over, now that only these logs are left. */
    boolean isOver(Collection<LogName> left) {
        return isDue && left.stream().noneMatch(unread::contains);
    }
}
