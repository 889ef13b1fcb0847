package io.skein.storage.format;

/** Names of the files in a data directory, and in a log's folder, that are not a segment's. */
public final class FileNames {
    /** Whose the data directory is. */
    public static final String MARK = "meta.properties";

    /** Up to where each log of the data directory is durable. */
    public static final String RECOVERY_POINTS = "recovery-point-offset-checkpoint";

    /** Where logs begin whose first records were deleted. */
    public static final String LOG_STARTS = "log-start-offset-checkpoint";

    /** Logs that were made and hold nothing yet. */
    public static final String NEW_LOGS = "new-logs-checkpoint";

    /** Which leader epoch wrote which offsets of a log. */
    public static final String EPOCHS = "leader-epoch-checkpoint";

    /** How far compaction has come in a log. */
    public static final String COMPACTION = "compaction-checkpoint";

    /** Kafka's only: how far it has compacted each log of the data directory. */
    public static final String KAFKA_CLEANED = "cleaner-offset-checkpoint";

    /** Whose a log's folder is. */
    public static final String PARTITION = "partition.metadata";

    private FileNames() {}
}
