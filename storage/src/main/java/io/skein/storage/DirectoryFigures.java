package io.skein.storage;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a data directory's committer has done since it was opened. Any thread may read.
 *
 * @param syncs of segment files
 * @param journalSyncs rounds that went through the journal, at least in part
 * @param journalBytes written there, frames and all
 */
public record DirectoryFigures(
        LongAdder syncs, LongAdder appendedBytes, LongAdder journalSyncs, LongAdder journalBytes) {
    public DirectoryFigures() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
