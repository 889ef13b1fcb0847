package io.skein.client.producer;

/**
 * What {@link ProducerCore#offer} did with a record. Only {@link #TAKEN} ones are heard of again.
 */
public enum Offered {
    /** It is in a batch; its callback will run. */
    TAKEN,
    /** There is no memory for it now. */
    FULL,
    /** The topic is being asked for. */
    TOPIC_NOT_KNOWN_YET,
    /** The cluster says that there is no such topic; it is watched for. */
    TOPIC_MISSING,
    /** The topic has no partition of that number. */
    PARTITION_MISSING,
    /** It is larger than the producer's settings allow. */
    TOO_LARGE,
    /** The producer is closed. */
    CLOSED;

    /** True if the same record may be taken later. */
    boolean isForLater() {
        return this == FULL || this == TOPIC_NOT_KNOWN_YET || this == TOPIC_MISSING;
    }
}
