package io.skein.server.broker;

import java.util.concurrent.atomic.LongAdder;

/** What compaction has done on a node since it started. Counted by lanes, read by metrics. */
public record CompactionFigures(
        LongAdder passes,
        LongAdder readBytes,
        LongAdder writtenBytes,
        LongAdder removedBytes,
        LongAdder failures) {
    public CompactionFigures() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
