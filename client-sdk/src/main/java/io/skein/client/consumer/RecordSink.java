package io.skein.client.consumer;

import io.skein.client.TopicPartition;
import io.skein.records.RecordReader;

/** Takes the records that a poll hands out. */
@FunctionalInterface
public interface RecordSink {
    /**
     * {@code record} stands on a record of {@code partition}. What this throws ends the poll, and
     * the position stays at that record.
     */
    void accept(TopicPartition partition, RecordReader record);
}
