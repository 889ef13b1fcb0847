package io.skein.storage;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a data directory has done since it was opened. Any thread may read.
 *
 * @param syncs of segment files
 * @param journalSyncs rounds that went through the journal, at least in part
 * @param journalBytes written there, frames and all
 * @param producersPushedOut idempotent producers that a log had to forget because it knew too many
 * @param space on its disk
 */
public record DirectoryFigures(
        LongAdder syncs,
        LongAdder appendedBytes,
        LongAdder journalSyncs,
        LongAdder journalBytes,
        LongAdder producersPushedOut,
        DiskSpace space) {
    public DirectoryFigures() {
        this(
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new DiskSpace());
    }
}
