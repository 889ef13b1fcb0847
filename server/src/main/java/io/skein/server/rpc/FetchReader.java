package io.skein.server.rpc;

import com.google.protobuf.ByteString;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.CaughtUp;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchedBatches;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.Refusal;

/** One position of a Fetch stream: where it reads next, and what it has told. */
final class FetchReader {
    private final PartitionId partition;
    private final ByteString topicId;
    private final int positionId;
    private long offset;
    private boolean caughtUp;
    private boolean dropped;

    FetchReader(PartitionId partition, FetchPosition position) {
        this.partition = partition;
        this.topicId = Wire.bytes(partition.topic());
        this.positionId = position.getPositionId();
        this.offset = position.getOffset();
    }

    PartitionId partition() {
        return partition;
    }

    /** The next offset to read. */
    long offset() {
        return offset;
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
        offset = Math.max(offset, read.nextOffset());
        boolean atEnd = offset >= read.offsets().highWatermark();
        if (!atEnd) caughtUp = false;
        return atEnd;
    }

    /** There is more than it could be given just now. */
    void fallBehind() {
        caughtUp = false;
    }

    /** True once each time it reaches the end after having been behind. */
    boolean catchUp() {
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
