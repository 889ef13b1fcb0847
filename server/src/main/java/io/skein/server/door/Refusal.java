package io.skein.server.door;

/**
 * Why something was not done, for programs and for people.
 *
 * @param why the kind
 * @param message one line: what was wrong, and what to do
 * @param certainty whether it is certain that nothing was done
 * @param retryAfterMillis how long to wait before the same is worth another try; 0 for never
 */
public record Refusal(Why why, String message, Certainty certainty, long retryAfterMillis) {

    /** Refused for good: nothing was done, and the same again would be refused again. */
    public static Refusal definite(Why why, String message) {
        return new Refusal(why, message, Certainty.DEFINITE, 0);
    }

    /** Not done now; worth another try later. */
    public static Refusal later(Why why, String message, long retryAfterMillis) {
        return new Refusal(why, message, Certainty.DEFINITE, retryAfterMillis);
    }

    /** It may or may not have been done. */
    public static Refusal unknown(Why why, String message) {
        return new Refusal(why, message, Certainty.UNKNOWN, 0);
    }

    /** Whether the effect is known. */
    public enum Certainty {
        DEFINITE,
        UNKNOWN
    }

    /** The kinds, as in the public contract. */
    public enum Why {
        INVALID_REQUEST,
        UNKNOWN_TOPIC,
        UNKNOWN_PARTITION,
        TOPIC_EXISTS,
        INVALID_NAME,
        INVALID_PARTITIONS,
        INVALID_REPLICATION,
        INVALID_CONFIG,
        CORRUPT_BATCH,
        INVALID_BATCH,
        UNSUPPORTED_BATCH,
        UNSUPPORTED_COMPRESSION,
        TOO_LARGE,
        OFFSET_OUT_OF_RANGE,
        NOT_LEADER,
        OVERLOADED,
        DISK_FULL,
        STORAGE_FAILED,
        UNAVAILABLE,
        TOPIC_PROTECTED,
        OUT_OF_ORDER_SEQUENCE,
        OLD_PRODUCER_EPOCH,
        UNKNOWN_PRODUCER,
        POLICY_VIOLATION
    }
}
