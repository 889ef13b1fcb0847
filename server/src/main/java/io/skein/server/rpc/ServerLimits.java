package io.skein.server.rpc;

import io.skein.foundation.Check;
import io.skein.protocol.WireBounds;

/**
 * What one client may ask of a node at a time; told to clients in GetServerInfo.
 *
 * @param messageBytesMax largest message
 * @param batchBytesMax largest batch, unless its topic says otherwise
 * @param produceInFlightBytesMax bytes of batches that one Produce stream may have unanswered
 * @param produceInFlightMax batches that one Produce stream may have unanswered
 * @param fetchPositionsMax positions of one Fetch stream
 * @param partitionsPerTopicMax partitions of a topic
 */
public record ServerLimits(
        int messageBytesMax,
        int batchBytesMax,
        int produceInFlightBytesMax,
        int produceInFlightMax,
        int fetchPositionsMax,
        int partitionsPerTopicMax) {

    /** What a node has when nothing is set. */
    public static final ServerLimits DEFAULT =
            new ServerLimits(
                    WireBounds.REQUEST_BYTES_MAX, 1_048_588, 8 << 20, 10_000, 10_000, 10_000);

    public ServerLimits {
        Check.that(messageBytesMax > 0, "a message has room", messageBytesMax);
        Check.ordered(messageBytesMax, WireBounds.MESSAGE_BYTES_CEILING, "a message has an end");
        Check.that(batchBytesMax > 0, "a batch has room", batchBytesMax);
        Check.that(produceInFlightBytesMax > 0, "one may be under way", produceInFlightBytesMax);
        Check.that(produceInFlightMax > 0, "one may be under way", produceInFlightMax);
        Check.that(fetchPositionsMax > 0, "one position is allowed", fetchPositionsMax);
        Check.that(partitionsPerTopicMax > 0, "a topic has partitions", partitionsPerTopicMax);
    }
}
