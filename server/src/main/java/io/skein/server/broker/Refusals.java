package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.records.BatchFault;
import io.skein.records.BatchVerdict.Invalid;
import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.storage.AppendResult;
import io.skein.storage.LogName;

/** What partitions refuse, in words. */
final class Refusals {
    static final long RETRY_MILLIS = 100;

    /** About as long as it takes. */
    private static final long HANDING_OVER_MILLIS = 50;

    private Refusals() {}

    static Refusal notLeader(PartitionId id) {
        return Refusal.later(
                Why.NOT_LEADER, "this node does not lead partition " + id, RETRY_MILLIS);
    }

    static Refusal ledElsewhere(PartitionId id, Leader leader) {
        return Refusal.later(
                Why.NOT_LEADER,
                "this node does not lead partition %s, %s does".formatted(id, leader),
                RETRY_MILLIS);
    }

    static Refusal notLed(PartitionId id) {
        return Refusal.later(
                Why.NOT_LEADER, "nobody leads partition %s now".formatted(id), RETRY_MILLIS);
    }

    static Refusal unknownPartition(String topic, int partition, int count) {
        return Refusal.definite(
                Why.UNKNOWN_PARTITION,
                "topic '%s' has no partition %d; it has %d, numbered from 0"
                        .formatted(topic, partition, count));
    }

    static Refusal busy() {
        return Refusal.later(
                Why.OVERLOADED, "the partition has more to do than it keeps waiting", RETRY_MILLIS);
    }

    static Refusal notCompacted(LogName log, String cause) {
        return Refusal.definite(
                Why.STORAGE_FAILED,
                "%s could not be compacted, which is tried again later: %s".formatted(log, cause));
    }

    static Refusal noRoom(String cause) {
        return Refusal.later(
                Why.DISK_FULL, cause + "; reads go on, and writes once there is room", 1_000);
    }

    static Refusal storageFailed(String cause) {
        return Refusal.definite(Why.STORAGE_FAILED, "the data directory has failed: " + cause);
    }

    static Refusal storageFailedMeanwhile(String cause) {
        return Refusal.unknown(Why.STORAGE_FAILED, "the data directory failed meanwhile: " + cause);
    }

    static Refusal cutBack() {
        return Refusal.later(
                Why.DISK_FULL,
                "the disk was full, the batch was taken back; write again once there is room",
                1_000);
    }

    static Refusal cutBackHere() {
        return Refusal.unknown(
                Why.DISK_FULL,
                "the leader's disk was full, and it took the batch back; another replica may have"
                        + " it");
    }

    static Refusal damaged(long from, long before, String cause) {
        return Refusal.definite(
                Why.STORAGE_FAILED,
                "offsets %d to %d are damaged on this replica (%s); nothing of it is served"
                        .formatted(from, before - 1, cause));
    }

    static Refusal outOfRange(long offset, long start, long highWatermark) {
        return Refusal.definite(
                Why.OFFSET_OUT_OF_RANGE,
                "offset %d is out of range; the partition has %d to %d"
                        .formatted(offset, start, highWatermark));
    }

    static Refusal beyondAgreed(long before, long highWatermark) {
        return Refusal.definite(
                Why.OFFSET_OUT_OF_RANGE,
                "records can be deleted before offset %d at most, the high watermark, not before %d"
                        .formatted(highWatermark, before));
    }

    /** Who reads a compacted topic from its start is to find every key there; as in Kafka. */
    static Refusal notDeletable() {
        return Refusal.definite(
                Why.POLICY_VIOLATION,
                "cleanup.policy of the topic is compact alone, and lets no records be deleted by"
                        + " offset; with compact,delete it would");
    }

    static Refusal noRoomToDelete() {
        return Refusal.later(
                Why.DISK_FULL,
                "the disk has no room even to note what is to be deleted; nothing was",
                1_000);
    }

    static Refusal tooFewInSync() {
        return Refusal.later(
                Why.UNAVAILABLE,
                "fewer replicas are in sync than min.insync.replicas asks for",
                RETRY_MILLIS);
    }

    static Refusal tooFewInSyncMeanwhile() {
        return Refusal.unknown(
                Why.UNAVAILABLE,
                "fewer replicas are in sync than min.insync.replicas asks for, since the batch was"
                        + " written");
    }

    static Refusal notYetKnown() {
        return Refusal.later(
                Why.UNAVAILABLE,
                "a new leader has yet to learn how much of the partition is agreed",
                RETRY_MILLIS);
    }

    static Refusal handingOver() {
        return Refusal.later(
                Why.UNAVAILABLE,
                "the leader is about to stop, and another one takes over; try again",
                HANDING_OVER_MILLIS);
    }

    static Refusal suspended() {
        return Refusal.later(
                Why.UNAVAILABLE,
                "the leader's disk was full, and the partition is about to be led anew",
                RETRY_MILLIS);
    }

    static Refusal badCopy(LogName log, String cause) {
        return Refusal.definite(
                Why.CORRUPT_BATCH,
                "%s: what its leader sent was not taken: %s".formatted(log, cause));
    }

    static Refusal movedOn() {
        return Refusal.later(
                Why.NOT_LEADER, "this node does not lead the partition any more", RETRY_MILLIS);
    }

    static Refusal notServing() {
        return Refusal.later(Why.UNAVAILABLE, "the node is starting or stopping", RETRY_MILLIS);
    }

    static Refusal stopping() {
        return Refusal.later(Why.UNAVAILABLE, "the node is stopping", RETRY_MILLIS);
    }

    static Refusal outOfOrder(AppendResult.OutOfOrder found) {
        String what =
                "producer %d sent sequence %d where %d comes next"
                        .formatted(found.producerId(), found.got(), found.expected());
        if (found.isGap()) {
            return Refusal.definite(
                    Why.OUT_OF_ORDER_SEQUENCE,
                    what + "; send the missing batches first, or begin anew with a new epoch");
        }
        return Refusal.unknown(
                Why.OUT_OF_ORDER_SEQUENCE,
                what + "; only its last batches are remembered, so it may be stored already");
    }

    static Refusal oldEpoch(AppendResult.OldEpoch found) {
        return Refusal.unknown(
                Why.OLD_PRODUCER_EPOCH,
                "producer %d has epoch %d, and epoch %d has written since; stop this one"
                        .formatted(found.producerId(), found.epoch(), found.current()));
    }

    static Refusal unknownProducer(AppendResult.UnknownProducer found) {
        return Refusal.unknown(
                Why.UNKNOWN_PRODUCER,
                ("nothing is known of producer %d, which sent sequence %d; begin anew with a new"
                                + " producer id")
                        .formatted(found.producerId(), found.sequence()));
    }

    static Refusal tooLarge(long bytes, int bytesMax) {
        return Refusal.definite(
                Why.TOO_LARGE,
                "the batch has %d bytes, max.message.bytes allows %d".formatted(bytes, bytesMax));
    }

    static Refusal invalidBatch(Invalid invalid) {
        String hint =
                invalid.fault() == BatchFault.MISSING_KEY
                        ? ", and the topic is compacted by key (cleanup.policy)"
                        : "";
        return Refusal.definite(why(invalid.fault()), "bad batch: " + invalid.reason() + hint);
    }

    private static Why why(BatchFault fault) {
        return switch (fault) {
            case CORRUPT, BAD_COMPRESSION -> Why.CORRUPT_BATCH;
            case UNSUPPORTED_MAGIC, RESERVED_ATTRIBUTES -> Why.UNSUPPORTED_BATCH;
            case UNSUPPORTED_CODEC -> Why.UNSUPPORTED_COMPRESSION;
            case TOO_LARGE_DECOMPRESSED -> Why.TOO_LARGE;
            case TRUNCATED,
                    BAD_LENGTH,
                    TRAILING_BYTES,
                    NOT_FOR_CLIENTS,
                    BAD_COUNT,
                    BAD_OFFSETS,
                    BAD_TIMESTAMPS,
                    BAD_PRODUCER,
                    BAD_RECORD,
                    MISSING_KEY ->
                    Why.INVALID_BATCH;
        };
    }
}
