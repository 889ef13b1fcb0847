package io.skein.server.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;

/** Refusals as the contract writes them: in replies, and as the status and trailer of a call. */
final class Refusals {
    // Proxies drop calls whose trailers are larger than a few KiB.
    private static final int MESSAGE_CHARS_MAX = 1_000;

    private Refusals() {}

    static Refusal invalid(String field, String problem) {
        return Refusal.definite(Why.INVALID_REQUEST, field + ": " + problem);
    }

    static Refusal stopping() {
        return Refusal.later(Why.UNAVAILABLE, "stopping: this node is going down", 1_000);
    }

    static io.skein.protocol.v1.Refusal toWire(Refusal refusal) {
        return io.skein.protocol.v1.Refusal.newBuilder()
                .setReason(reason(refusal.why()))
                .setMessage(oneLine(refusal.message()))
                .setCertainty(
                        switch (refusal.certainty()) {
                            case DEFINITE -> Certainty.CERTAINTY_DEFINITE;
                            case UNKNOWN -> Certainty.CERTAINTY_UNKNOWN;
                        })
                .setRetryAfterMillis(refusal.retryAfterMillis())
                .build();
    }

    static Status status(Refusal refusal) {
        return code(refusal.why()).toStatus().withDescription(oneLine(refusal.message()));
    }

    static Metadata trailers(Refusal refusal) {
        Metadata trailers = new Metadata();
        trailers.put(Wire.REFUSAL, toWire(refusal));
        return trailers;
    }

    static void fail(Caller<?> caller, Refusal refusal) {
        caller.fail(status(refusal), trailers(refusal));
    }

    /** Names from clients end up in messages, and messages in terminals and logs. */
    private static String oneLine(String message) {
        String shown = message;
        if (shown.length() > MESSAGE_CHARS_MAX) shown = shown.substring(0, MESSAGE_CHARS_MAX) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static RefusalReason reason(Why why) {
        return switch (why) {
            case INVALID_REQUEST -> RefusalReason.REFUSAL_REASON_INVALID_REQUEST;
            case UNKNOWN_TOPIC -> RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC;
            case UNKNOWN_PARTITION -> RefusalReason.REFUSAL_REASON_UNKNOWN_PARTITION;
            case TOPIC_EXISTS -> RefusalReason.REFUSAL_REASON_TOPIC_EXISTS;
            case INVALID_NAME -> RefusalReason.REFUSAL_REASON_INVALID_NAME;
            case INVALID_PARTITIONS -> RefusalReason.REFUSAL_REASON_INVALID_PARTITIONS;
            case INVALID_REPLICATION -> RefusalReason.REFUSAL_REASON_INVALID_REPLICATION;
            case INVALID_CONFIG -> RefusalReason.REFUSAL_REASON_INVALID_CONFIG;
            case CORRUPT_BATCH -> RefusalReason.REFUSAL_REASON_CORRUPT_BATCH;
            case INVALID_BATCH -> RefusalReason.REFUSAL_REASON_INVALID_BATCH;
            case UNSUPPORTED_BATCH -> RefusalReason.REFUSAL_REASON_UNSUPPORTED_BATCH;
            case UNSUPPORTED_COMPRESSION -> RefusalReason.REFUSAL_REASON_UNSUPPORTED_COMPRESSION;
            case TOO_LARGE -> RefusalReason.REFUSAL_REASON_TOO_LARGE;
            case OFFSET_OUT_OF_RANGE -> RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE;
            case NOT_LEADER -> RefusalReason.REFUSAL_REASON_NOT_LEADER;
            case OVERLOADED -> RefusalReason.REFUSAL_REASON_OVERLOADED;
            case DISK_FULL -> RefusalReason.REFUSAL_REASON_DISK_FULL;
            case STORAGE_FAILED -> RefusalReason.REFUSAL_REASON_STORAGE_FAILED;
            case UNAVAILABLE -> RefusalReason.REFUSAL_REASON_UNAVAILABLE;
            case TOPIC_PROTECTED -> RefusalReason.REFUSAL_REASON_TOPIC_PROTECTED;
            case OUT_OF_ORDER_SEQUENCE -> RefusalReason.REFUSAL_REASON_OUT_OF_ORDER_SEQUENCE;
            case OLD_PRODUCER_EPOCH -> RefusalReason.REFUSAL_REASON_OLD_PRODUCER_EPOCH;
            case UNKNOWN_PRODUCER -> RefusalReason.REFUSAL_REASON_UNKNOWN_PRODUCER;
            case POLICY_VIOLATION -> RefusalReason.REFUSAL_REASON_POLICY_VIOLATION;
        };
    }

    private static Status.Code code(Why why) {
        return switch (why) {
            case INVALID_REQUEST,
                    INVALID_NAME,
                    INVALID_PARTITIONS,
                    INVALID_REPLICATION,
                    INVALID_CONFIG,
                    CORRUPT_BATCH,
                    INVALID_BATCH,
                    UNSUPPORTED_BATCH,
                    UNSUPPORTED_COMPRESSION ->
                    Status.Code.INVALID_ARGUMENT;
            case UNKNOWN_TOPIC, UNKNOWN_PARTITION -> Status.Code.NOT_FOUND;
            case TOPIC_EXISTS -> Status.Code.ALREADY_EXISTS;
            case OFFSET_OUT_OF_RANGE -> Status.Code.OUT_OF_RANGE;
            case NOT_LEADER,
                    TOPIC_PROTECTED,
                    OUT_OF_ORDER_SEQUENCE,
                    OLD_PRODUCER_EPOCH,
                    UNKNOWN_PRODUCER,
                    POLICY_VIOLATION ->
                    Status.Code.FAILED_PRECONDITION;
            case TOO_LARGE, OVERLOADED, DISK_FULL -> Status.Code.RESOURCE_EXHAUSTED;
            case STORAGE_FAILED, UNAVAILABLE -> Status.Code.UNAVAILABLE;
        };
    }
}
