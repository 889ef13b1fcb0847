package io.skein.server.rpc;

import com.google.protobuf.ByteString;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.CaughtUp;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchedBatches;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One position of a Fetch stream: where it reads next, and what it has told. */
final class FetchReader {
    /** How long a partition may have no leader that can be asked. */
    static final long LEADERLESS_NANOS_MAX = 10_000_000_000L;

    private final PartitionId partition;
    private final ByteString topicId;
    private final int positionId;
    private final boolean leaderOnly;
    private final int lastEpoch;
    private OptionalLong leaderlessSinceNanos = OptionalLong.empty();
    private long offset;
    private boolean caughtUp;
    private boolean dropped;

    FetchReader(PartitionId partition, FetchPosition position) {
        this.partition = partition;
        this.topicId = Wire.bytes(partition.topic());
        this.positionId = position.getPositionId();
        this.leaderOnly = position.getLeaderOnly();
        this.lastEpoch = position.hasLastEpoch() ? position.getLastEpoch() : Read.NO_EPOCH;
        this.offset = position.getOffset();
    }

    /** What is wrong with a position. */
    static Optional<Refusal> nonsense(FetchPosition position) {
        if (position.getOffset() < 0) return tooSmall("offset", position.getOffset());
        if (position.getLastEpoch() < 0) return tooSmall("last_epoch", position.getLastEpoch());
        return Optional.empty();
    }

    private static Optional<Refusal> tooSmall(String field, long value) {
        return Optional.of(Refusals.invalid(field, value + " is less than 0"));
    }

    /** What it reads next, within these bounds. */
    Read next(int bytesMax, long waitNanos) {
        return new Read(offset, bytesMax, waitNanos, lastEpoch);
    }

    /** Asks the partition, wherever its client wants it to be asked. */
    <R extends PartitionReply> void ask(
            FrontDoor door, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        if (leaderOnly) door.askHere(partition, request, then);
        else door.ask(partition, request, then);
    }

    /**
     * Whether it waits until the partition has a leader again, instead of passing the refusal on: a
     * client that leaves finding the leader to the node is not bothered when that takes a moment.
     */
    boolean outlasts(Refusal why, long nowNanos) {
        boolean isLeaderless = why.why() == Why.NOT_LEADER || why.why() == Why.UNAVAILABLE;
        if (leaderOnly || !isLeaderless || why.retryAfterMillis() == 0) return false;
        if (leaderlessSinceNanos.isEmpty()) leaderlessSinceNanos = OptionalLong.of(nowNanos);
        return nowNanos - leaderlessSinceNanos.getAsLong() < LEADERLESS_NANOS_MAX;
    }

    PartitionId partition() {
        return partition;
    }

    /** The client has replaced or removed it: whatever comes for it is of no interest. */
    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }

    /** Moves behind what was read; true if that is the end for now. */
    boolean advance(Batches read) {
        leaderlessSinceNanos = OptionalLong.empty();
        offset = Math.max(offset, read.nextOffset());
        boolean atEnd = offset >= read.offsets().highWatermark();
        if (!atEnd) caughtUp = false;
        return atEnd;
    }

    /** There is more than it could be given just now. */
    void fallBehind() {
        caughtUp = false;
    }

    /** True once each time it reaches what is known to be the end after having been behind. */
    boolean catchUp(Offsets offsets) {
        if (!offsets.known()) return false;
        boolean first = !caughtUp;
        caughtUp = true;
        return first;
    }

    Framed<FetchResponse> fetched(Batches read) {
        FetchResponse.Builder response =
                response(read.offsets())
                        .setFetched(FetchedBatches.newBuilder().setNextOffset(read.nextOffset()));
        return new Framed<>(response.build(), read.batches());
    }

    Framed<FetchResponse> caughtUp(Offsets offsets) {
        return Framed.of(response(offsets).setCaughtUp(CaughtUp.getDefaultInstance()).build());
    }

    Framed<FetchResponse> refused(Refusal refusal, Offsets offsets) {
        return Framed.of(response(offsets).setRefused(Refusals.toWire(refusal)).build());
    }

    private FetchResponse.Builder response(Offsets offsets) {
        return FetchResponse.newBuilder()
                .setTopicId(topicId)
                .setPartition(partition.number())
                .setPositionId(positionId)
                .setHighWatermark(offsets.highWatermark())
                .setLogStartOffset(offsets.logStart());
    }
}
