package io.skein.server.settings;

import io.skein.foundation.settings.Limit;
import io.skein.foundation.settings.Setting;
import io.skein.foundation.settings.ValueTypes;
import java.util.List;

/**
 * The settings that a topic may have of its own; what the node says holds for those without. Names
 * and defaults are Kafka's where it has them.
 */
final class TopicTable {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long WEEK_MILLIS = 7 * DAY_MILLIS;
    private static final long CENTURY_MILLIS = 36_525 * DAY_MILLIS;

    static final Setting<Long> BATCH_LIMIT =
            Setting.of(
                            "max.message.bytes",
                            ValueTypes.BYTES,
                            (1L << 20) + 12,
                            "Largest batch that the topic takes.")
                    .within(Limit.between(61L, 64L << 20))
                    .perTopic()
                    .alias("message.max.bytes");

    static final Setting<String> TIMESTAMP_TYPE =
            Setting.of(
                            "message.timestamp.type",
                            ValueTypes.choice(
                                    "CreateTime or LogAppendTime",
                                    List.of("CreateTime", "LogAppendTime"),
                                    type -> type),
                            "CreateTime",
                            "Whether records bear the client's time or that of their append.")
                    .perTopic()
                    .alias("log.message.timestamp.type");

    static final Setting<Long> SEGMENT_BYTES =
            Setting.of(
                            "segment.bytes",
                            ValueTypes.BYTES,
                            1L << 30,
                            "A segment file is closed before it would grow past this.")
                    .within(Limit.between(1L << 10, (long) Integer.MAX_VALUE))
                    .perTopic()
                    .alias("log.segment.bytes");

    static final Setting<Integer> IN_SYNC_MIN =
            Setting.of(
                            "min.insync.replicas",
                            ValueTypes.INT,
                            2,
                            "In-sync replicas that it takes to acknowledge; never more than there"
                                    + " are.")
                    .within(Limit.between(1, 100))
                    .perTopic();

    static final Setting<Boolean> UNCLEAN =
            Setting.of(
                            "unclean.leader.election.enable",
                            ValueTypes.FLAG,
                            false,
                            "Whether a replica that lacks acknowledged records may lead when no"
                                    + " other can: they are lost then.")
                    .perTopic();

    static final Setting<Long> SEGMENT_MILLIS =
            Setting.of(
                            "segment.ms",
                            ValueTypes.MILLIS,
                            WEEK_MILLIS,
                            "A segment is closed when it has grown for so long, even if nothing"
                                    + " more comes.")
                    .within(Limit.between(1L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.roll.ms");

    static final Setting<Long> SEGMENT_JITTER =
            Setting.of(
                            "segment.jitter.ms",
                            ValueTypes.MILLIS,
                            0L,
                            "Up to so much earlier, so that not all segments are closed at once.")
                    .within(Limit.between(0L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.roll.jitter.ms");

    static final Setting<Long> INDEX_BYTES =
            Setting.of(
                            "segment.index.bytes",
                            ValueTypes.BYTES,
                            10L << 20,
                            "A segment is closed before one of its index files would grow past"
                                    + " this.")
                    .within(Limit.between(24L, 1L << 30))
                    .perTopic()
                    .alias("log.index.size.max.bytes");

    static final Setting<Long> INDEX_INTERVAL =
            Setting.of(
                            "index.interval.bytes",
                            ValueTypes.BYTES,
                            4_096L,
                            "One index entry for more than so many bytes of batches.")
                    .within(Limit.between(0L, 1L << 30))
                    .perTopic()
                    .alias("log.index.interval.bytes");

    static final Setting<Long> RETENTION_MILLIS =
            Setting.of(
                            "retention.ms",
                            ValueTypes.MILLIS,
                            WEEK_MILLIS,
                            "A closed segment goes when its newest record is older; -1: never.")
                    .within(Limit.between(-1L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.retention.ms");

    static final Setting<Long> RETENTION_BYTES =
            Setting.of(
                            "retention.bytes",
                            ValueTypes.BYTES,
                            -1L,
                            "The oldest segment of a partition goes while the others have so many"
                                    + " bytes; -1: never.")
                    .within(Limit.that("-1 or more", bytes -> bytes >= -1))
                    .perTopic()
                    .alias("log.retention.bytes");

    static final Setting<List<String>> CLEANUP =
            Setting.of(
                            "cleanup.policy",
                            ValueTypes.listOf(
                                    ValueTypes.choice(
                                            "delete or compact",
                                            List.of("delete", "compact"),
                                            policy -> policy)),
                            List.of("delete"),
                            "What becomes of old records: whole segments go (delete), or those"
                                    + " that a newer one of the same key follows (compact), or"
                                    + " both.")
                    .within(Limit.that("at least one", policies -> !policies.isEmpty()))
                    .perTopic()
                    .alias("log.cleanup.policy");

    static final Setting<Double> DIRTY_RATIO =
            Setting.of(
                            "min.cleanable.dirty.ratio",
                            ValueTypes.DECIMAL,
                            0.5,
                            "A partition is compacted when this share of its closed segments is"
                                    + " new.")
                    .within(Limit.between(0.0, 1.0))
                    .perTopic()
                    .alias("log.cleaner.min.cleanable.ratio");

    static final Setting<Long> COMPACTION_LAG_MIN =
            Setting.of(
                            "min.compaction.lag.ms",
                            ValueTypes.MILLIS,
                            0L,
                            "Compaction leaves records alone that are younger.")
                    .within(Limit.between(0L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.cleaner.min.compaction.lag.ms");

    static final Setting<Long> COMPACTION_LAG_MAX =
            Setting.of(
                            "max.compaction.lag.ms",
                            ValueTypes.MILLIS,
                            -1L,
                            "No record waits longer for compaction, which then leaves no garbage;"
                                    + " -1: as long as it likes.")
                    .within(Limit.between(-1L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.cleaner.max.compaction.lag.ms");

    static final Setting<Long> TOMBSTONE_MILLIS =
            Setting.of(
                            "delete.retention.ms",
                            ValueTypes.MILLIS,
                            DAY_MILLIS,
                            "How long a record without a value stays after compaction first saw"
                                    + " it.")
                    .within(Limit.between(0L, CENTURY_MILLIS))
                    .perTopic()
                    .alias("log.cleaner.delete.retention.ms");

    static final Setting<Long> DELETE_DELAY =
            Setting.of(
                            "file.delete.delay.ms",
                            ValueTypes.MILLIS,
                            60_000L,
                            "How long the files of a segment that went stay aside before they are"
                                    + " deleted.")
                    .within(Limit.between(0L, DAY_MILLIS))
                    .perTopic()
                    .alias("log.segment.delete.delay.ms");

    static final Setting<Boolean> PROTECTED =
            Setting.of(
                            "protected",
                            ValueTypes.FLAG,
                            false,
                            "Whether the topic cannot be deleted until this is false again.")
                    .perTopic();

    /** In the order of the reference page. */
    static final List<Setting<?>> ROWS =
            List.of(
                    BATCH_LIMIT,
                    TIMESTAMP_TYPE,
                    SEGMENT_BYTES,
                    SEGMENT_MILLIS,
                    SEGMENT_JITTER,
                    INDEX_BYTES,
                    INDEX_INTERVAL,
                    RETENTION_MILLIS,
                    RETENTION_BYTES,
                    DELETE_DELAY,
                    CLEANUP,
                    DIRTY_RATIO,
                    COMPACTION_LAG_MIN,
                    COMPACTION_LAG_MAX,
                    TOMBSTONE_MILLIS,
                    IN_SYNC_MIN,
                    UNCLEAN,
                    PROTECTED);

    private TopicTable() {}
}
