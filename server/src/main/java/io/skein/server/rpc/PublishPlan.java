package io.skein.server.rpc;

import io.skein.protocol.v1.MessageHeader;
import io.skein.protocol.v1.OutgoingMessage;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Header;
import io.skein.records.Murmur2;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.TopicImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts messages into partitions and packs them into batches, in their order; a message that cannot
 * be packed is refused alone. Pure; used once, by one thread.
 */
final class PublishPlan {
    private static final int NO_PARTITION = -1;

    private final TopicImage topic;
    private final int keyless;
    private final int batchBytesMax;
    private final long nowMillis;
    private final TreeMap<Integer, Packing> packings = new TreeMap<>();
    private final List<Packed> packed = new ArrayList<>();
    private final TreeMap<Integer, NotPacked> refused = new TreeMap<>();

    /**
     * One batch.
     *
     * @param messages which messages of the request it holds, in order
     */
    record Packed(int partition, List<Integer> messages, ByteBuffer batch) {}

    /** One message that is in no batch. */
    record NotPacked(int partition, Refusal refusal) {}

    /** The batch of one partition that is being filled. */
    private static final class Packing {
        final BatchBuilder builder;
        List<Integer> messages = new ArrayList<>();

        Packing(int batchBytesMax) {
            this.builder = new BatchBuilder(Codec.NONE, batchBytesMax);
        }
    }

    /**
     * @param keyless the partition for messages without a key
     * @param nowMillis the time of messages without one
     */
    PublishPlan(TopicImage topic, int keyless, int batchBytesMax, long nowMillis) {
        this.topic = topic;
        this.keyless = keyless;
        this.batchBytesMax = batchBytesMax;
        this.nowMillis = nowMillis;
    }

    void addAll(List<OutgoingMessage> messages) {
        int number = 0;
        for (OutgoingMessage message : messages) add(number++, message);
        packings.forEach(this::finish);
    }

    /** In an order in which those of one partition are to be appended. */
    List<Packed> packed() {
        return packed;
    }

    /** By the message's place in the request. */
    Map<Integer, NotPacked> refused() {
        return refused;
    }

    private void add(int number, OutgoingMessage message) {
        int partition = NO_PARTITION;
        try {
            partition = partition(message);
            pack(number, partition, message);
        } catch (Refused why) {
            refused.put(number, new NotPacked(partition, why.refusal()));
        }
    }

    private int partition(OutgoingMessage message) throws Refused {
        if (message.hasPartition()) return Fields.partition(topic, message.getPartition());
        if (!message.hasKey()) return keyless;
        return Murmur2.partition(message.getKey().toByteArray(), topic.partitions().size());
    }

    private void pack(int number, int partition, OutgoingMessage message) throws Refused {
        Payload key =
                message.hasKey() ? Payload.of(message.getKey().toByteArray()) : Payload.ABSENT;
        Payload value =
                message.hasValue() ? Payload.of(message.getValue().toByteArray()) : Payload.ABSENT;
        List<Header> headers = headers(message);
        long timestamp =
                message.hasTimestampMillis()
                        ? Fields.atLeast("timestamp_millis", 0, message.getTimestampMillis())
                        : Math.max(0, nowMillis);
        long alone = BatchBuilder.sizeAlone(key, value, headers);
        if (alone > batchBytesMax) throw tooLarge(alone);
        Packing packing = packings.computeIfAbsent(partition, _ -> new Packing(batchBytesMax));
        if (!packing.builder.hasRoom(key, value, headers)) finish(partition, packing);
        packing.builder.add(timestamp, key, value, headers);
        packing.messages.add(number);
    }

    private Refused tooLarge(long bytes) {
        return new Refused(
                Refusal.definite(
                        Why.TOO_LARGE,
                        "a message of about "
                                + bytes
                                + " bytes; batches may have at most "
                                + batchBytesMax));
    }

    private static List<Header> headers(OutgoingMessage message) throws Refused {
        Fields.atMost("headers", RecordReader.HEADERS_MAX, message.getHeadersCount());
        List<Header> headers = new ArrayList<>(message.getHeadersCount());
        for (MessageHeader header : message.getHeadersList()) {
            Payload value =
                    header.hasValue()
                            ? Payload.of(header.getValue().toByteArray())
                            : Payload.ABSENT;
            headers.add(new Header(header.getName(), value));
        }
        return headers;
    }

    private void finish(int partition, Packing packing) {
        packed.add(
                new Packed(
                        partition, packing.messages, packing.builder.finish(ProducerStamp.NONE)));
        packing.messages = new ArrayList<>();
    }
}
