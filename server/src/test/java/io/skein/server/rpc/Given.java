package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.FetchCredit;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.door.FrontDoor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/** What many tests begin with. */
final class Given {
    static final ServerLimits LIMITS = new ServerLimits(4 << 20, 1 << 20, 1000, 3, 2, 100);

    /** What a topic of the name "narrow" takes in one batch. */
    static final int NARROW = 200;

    private Given() {}

    static EndpointParts parts(SmallDoor door, Lane lane) {
        return parts(door, lane, LIMITS);
    }

    static EndpointParts parts(FrontDoor door, Lane lane, ServerLimits limits) {
        return new EndpointParts(
                door,
                new NodeFacts("0.1.0", 1, List.of(), () -> OptionalInt.of(1)),
                limits,
                _ -> List.of(new ConfigValue("retention.ms", "1h", true)),
                topic -> topic.name().equals("narrow") ? NARROW : limits.batchBytesMax(),
                report -> DescribeQuorumResponse.newBuilder().setEpoch(report.epoch()).build(),
                lane,
                clock(lane),
                new CallFigures());
    }

    private static Clock clock(Lane lane) {
        return new Clock() {
            @Override
            public long nanos() {
                return lane instanceof ManualLane manual ? manual.nowNanos() : 0;
            }

            @Override
            public long wallMillis() {
                return 1_000;
            }
        };
    }

    /** One record, whose value has this many bytes. */
    static ByteBuffer batch(int valueBytes) {
        return batch(Codec.NONE, new byte[valueBytes]);
    }

    static ByteBuffer batch(Codec codec, byte[]... values) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        for (byte[] value : values) {
            builder.add(5, Payload.ABSENT, Payload.of(value), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    static Framed<ProduceRequest> produce(Uuid topic, int partition, ByteBuffer batch) {
        ProduceRequest head =
                ProduceRequest.newBuilder()
                        .setTopicId(Wire.bytes(topic))
                        .setPartition(partition)
                        .setAcks(Acks.ACKS_ALL)
                        .build();
        return Framed.of(head, batch);
    }

    static FetchRequest position(PartitionId partition, long offset, int positionId) {
        return FetchRequest.newBuilder()
                .setPosition(
                        FetchPosition.newBuilder()
                                .setTopicId(Wire.bytes(partition.topic()))
                                .setPartition(partition.number())
                                .setOffset(offset)
                                .setPositionId(positionId))
                .build();
    }

    static FetchRequest credit(long bytes) {
        return FetchRequest.newBuilder()
                .setCredit(FetchCredit.newBuilder().setBytes(bytes))
                .build();
    }
}
