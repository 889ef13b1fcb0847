package io.skein.storage.inspect;

import java.util.function.Consumer;

/** Counts what is looked at and hands on what is found, keeping none of it. One thread's. */
final class Notebook {
    private final Consumer<Finding> reader;
    private long partitions;
    private long segments;
    private long batches;
    private long records;
    private long problems;

    Notebook(Consumer<Finding> reader) {
        this.reader = reader;
    }

    void add(Finding finding) {
        if (finding.isProblem()) problems++;
        reader.accept(finding);
    }

    void countPartition() {
        partitions++;
    }

    void countSegment() {
        segments++;
    }

    void countBatch(long recordCount) {
        batches++;
        records += recordCount;
    }

    Totals totals() {
        return new Totals(partitions, segments, batches, records, problems);
    }
}
