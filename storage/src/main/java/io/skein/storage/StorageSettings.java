package io.skein.storage;

import io.skein.foundation.Check;

/**
 * What holds for a whole data directory. Every bound is on memory or handles.
 *
 * @param batchBytesMax largest batch that is appended, or believed when found in a file
 * @param undurableBytesMax most bytes that one lane may have appended here and not yet seen
 *     durable; more is refused as overloaded
 * @param logTailBytesMax most bytes of durable batches that one log keeps for readers at its end
 * @param tailBytesMax the same for all logs of the directory together
 * @param stagingBytes size of the buffer in which the committer gathers batches into one write
 * @param readsMax most reads from files that one lane may have under way here
 * @param openFilesMax most file handles the committer keeps open, and as many again the reader
 * @param recoveryPointsNanos how long after a sync the recovery points are saved at the latest
 * @param recoveryBytesMax save them sooner once so much has been synced since: about the most that
 *     a start after a crash has to read
 * @param reserveBytes room on the disk that appends leave alone
 * @param guard how the directory keeps away from the end of its disk
 * @param journal where small appends of many logs become durable together
 */
public record StorageSettings(
        int batchBytesMax,
        long undurableBytesMax,
        int logTailBytesMax,
        long tailBytesMax,
        int stagingBytes,
        int readsMax,
        int openFilesMax,
        long recoveryPointsNanos,
        long recoveryBytesMax,
        long reserveBytes,
        DiskGuard guard,
        JournalSettings journal) {
    public static final StorageSettings DEFAULT =
            new StorageSettings(
                    64 << 20,
                    64 << 20,
                    4 << 20,
                    128 << 20,
                    1 << 20,
                    1024,
                    2048,
                    5_000_000_000L,
                    128 << 20,
                    0,
                    DiskGuard.NONE,
                    JournalSettings.DEFAULT);

    public StorageSettings {
        Check.that(batchBytesMax > 0 && batchBytesMax <= 1 << 30, "a batch fits a segment");
        Check.ordered(1, undurableBytesMax, "something may wait for its sync");
        Check.ordered(0, logTailBytesMax, "a bound is not negative");
        Check.ordered(0, tailBytesMax, "a bound is not negative");
        Check.ordered(4096, stagingBytes, "staging holds several small batches");
        Check.ordered(1, readsMax, "reads are possible");
        Check.ordered(4, openFilesMax, "a segment has three files");
        Check.ordered(0, reserveBytes, "a reserve is not negative");
        Check.ordered(1, recoveryPointsNanos, "recovery points are saved after a while");
        Check.ordered(1, recoveryBytesMax, "a start may have something to read");
    }

    /** The same, but for the room that appends leave alone. */
    public StorageSettings withReserve(long bytes) {
        return with(openFilesMax, bytes, guard, journal);
    }

    /** The same with other budgets of open files. */
    public StorageSettings withOpenFiles(int filesMax) {
        return with(filesMax, reserveBytes, guard, journal);
    }

    /** The same with another journal. */
    public StorageSettings withJournal(JournalSettings other) {
        return with(openFilesMax, reserveBytes, guard, other);
    }

    /** The same, guarded like this. */
    public StorageSettings withGuard(DiskGuard other) {
        return with(openFilesMax, reserveBytes, other, journal);
    }

    private StorageSettings with(
            int filesMax, long keptBytes, DiskGuard otherGuard, JournalSettings otherJournal) {
        return new StorageSettings(
                batchBytesMax,
                undurableBytesMax,
                logTailBytesMax,
                tailBytesMax,
                stagingBytes,
                readsMax,
                filesMax,
                recoveryPointsNanos,
                recoveryBytesMax,
                keptBytes,
                otherGuard,
                otherJournal);
    }
}
