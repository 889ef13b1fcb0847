package io.skein.server.broker;

import java.util.concurrent.atomic.LongAdder;

/** What the partitions of a node have done since it started. Counted by lanes, read by metrics. */
public record PartitionFigures(
        LongAdder appends,
        LongAdder appendedBytes,
        LongAdder reads,
        LongAdder readBytes,
        LongAdder freedSegments,
        LongAdder freedBytes,
        LongAdder pushedBytes,
        LongAdder copiedBytes,
        RequestFigures requests,
        CompactionFigures compactions) {
    public PartitionFigures() {
        this(
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new RequestFigures(),
                new CompactionFigures());
    }
}
