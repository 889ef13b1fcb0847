package io.skein.storage;

import java.util.concurrent.atomic.LongAdder;

/** What a data directory's committer has done since it was opened. Any thread may read. */
public record DirectoryFigures(LongAdder syncs, LongAdder appendedBytes) {
    public DirectoryFigures() {
        this(new LongAdder(), new LongAdder());
    }
}
