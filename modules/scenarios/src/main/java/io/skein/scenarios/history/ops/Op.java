package io.skein.scenarios.history.ops;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import java.util.Optional;

/**
 * One operation of one process, from its invocation to its completion. Numbers that were not told
 * are {@link #UNTOLD}.
 */
public sealed interface Op {
    /** Stands for an offset that was not told or is not known. */
    long UNTOLD = -1;

    Span span();

    /**
     * Values with consecutive numbers from {@code value} on, one batch. An ok one was promised to
     * stay: what was stored without that promise is an info (see {@link Outcomes}).
     *
     * @param offset of the first value
     */
    record Send(Span span, PartitionId home, long value, int count, long offset, Producer producer)
            implements Op {}

    /** A producer was given a new epoch, which fences all lower ones. */
    record OpenProducer(Span span, Producer producer) implements Op {}

    /**
     * What a consumer was given of one partition at one time.
     *
     * @param group whose member it is; empty if it is nobody's
     * @param position from where it read
     */
    record Poll(Span span, PartitionId home, String group, long position, Told told, Reads reads)
            implements Op {}

    /** Asks where the log starts and how far it can be read. */
    record ListOffsets(Span span, PartitionId home, Told told) implements Op {}

    /** All records before this offset are to go. */
    record DeleteRecords(Span span, PartitionId home, long before) implements Op {}

    /** A consumer assigned itself a partition, or sought: the next poll may begin anywhere. */
    record Seek(Span span, PartitionId home, long offset) implements Op {}

    /** A member was told that the partition is its own; it holds from the completion on. */
    record Own(Span span, Member member, PartitionId home, long position) implements Op {}

    /** A member gave the partition up, or was fenced at the broker: over at the invocation. */
    record Release(Span span, Member member, PartitionId home) implements Op {}

    /** All before {@code offset} is done with. */
    record Commit(Span span, Member member, PartitionId home, long offset) implements Op {}

    /**
     * Asks for the group's committed offset.
     *
     * @param by who committed it, if that can be told
     */
    record FetchCommitted(
            Span span, String group, PartitionId home, long offset, Optional<Member> by)
            implements Op {}

    /** A topic's name was created, deleted, altered or looked up; see {@link Deed}. */
    record OnTopic(Span span, Deed deed, String name, Uuid id, String config) implements Op {}

    /** What a node said that something is set to, as of an offset of the metadata log. */
    record DescribeConfig(Span span, int node, long metadataOffset, String subject, String value)
            implements Op {}

    /**
     * What is done to the name of a topic. A failed one whose error is {@link #EXISTS} or {@link
     * #MISSING} has seen that; any other failed one has seen nothing.
     */
    enum Deed {
        /** It has the id of the answer from then on; the config is what it began with. */
        CREATE,
        /** If the id is not zero, only the topic with this id. */
        DELETE,
        /** The topic had this id and config, told by a node that made sure not to be behind. */
        DESCRIBE,
        /** It has this config from then on. */
        ALTER;

        /** The error of who finds a name taken. */
        public static final String EXISTS = "TOPIC_EXISTS";

        /** The error of who finds no topic of that name or id. */
        public static final String MISSING = "UNKNOWN_TOPIC";
    }
}
