package io.skein.client.consumer;

import io.skein.client.TopicPartition;
import io.skein.foundation.Uuid;
import java.util.Optional;
import java.util.OptionalLong;

/** How far one partition has been fetched. Owned by the client's lane; decides nothing. */
final class Cursor {
    /** Of a partition of which nothing was fetched yet. */
    static final int NO_EPOCH = -1;

    final TopicPartition partition;

    /** The polling thread's number of this read. */
    final long readId;

    Start start;

    /** In which the last batch that was fetched was written. */
    int lastEpoch = NO_EPOCH;

    /** The topic that the offset is of: a name can be given again. */
    Optional<Uuid> topicId = Optional.empty();

    /** Where it is read, if it is. */
    Optional<FetchStream> stream = Optional.empty();

    /** The number that answers on the stream must carry. */
    int positionId;

    long notBeforeNanos;

    /** Since when the cluster has said that there is no such topic. */
    OptionalLong missingSinceNanos = OptionalLong.empty();

    /** True while its start is being looked up. */
    boolean resolving;

    /** True once only the polling thread can say how it goes on. */
    boolean parked;

    /** Damaged answers in a row. */
    int damaged;

    Cursor(TopicPartition partition, long readId, Start start) {
        this.partition = partition;
        this.readId = readId;
        this.start = start;
    }
}
