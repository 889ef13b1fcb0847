package io.skein.scenarios.client;

import io.skein.client.wire.ClientWorld;
import io.skein.protocol.v1.CreateTopicRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All kinds of clients. */
public enum Clients {
    /** The only one who creates, changes and deletes topics. */
    TOPIC_KEEPER,
    /** Sends batches. */
    BATCH_PRODUCER,
    /** Reads batches. */
    BATCH_READER,
    /** Asks how far partitions can be read. */
    OFFSET_PROBER,
    /** Publishes and reads single messages. */
    MESSENGER,
    /** Sends by the client library. */
    SDK_PRODUCER,
    /** Reads by the client library. */
    SDK_CONSUMER;

    /**
     * What one of them is made of.
     *
     * @param world for the client library
     * @param topics says of each new topic how many replicas it has, and its settings
     */
    public record Parts(
            Seat seat, Supplier<ClientWorld> world, Consumer<CreateTopicRequest.Builder> topics) {}

    /** One of this kind, which has not started yet. */
    public Actor make(Parts parts) {
        Seat seat = parts.seat();
        return switch (this) {
            case TOPIC_KEEPER -> new TopicKeeper(seat, parts.topics());
            case BATCH_PRODUCER -> new BatchProducer(seat);
            case BATCH_READER -> new BatchReader(seat);
            case OFFSET_PROBER -> new OffsetProber(seat);
            case MESSENGER -> new Messenger(seat);
            case SDK_PRODUCER -> new SdkProducer(seat, parts.world().get());
            case SDK_CONSUMER -> new SdkConsumer(seat, parts.world().get());
        };
    }
}
