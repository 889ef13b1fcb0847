package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.LogServiceGrpc;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicServiceGrpc;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that no client of ours would send: each is refused by name, and nothing is appended. */
class BadBatchTest {
    private static final int LENGTH_AT = 8;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int PRODUCER_ID_AT = 43;
    private static final int COUNT_AT = 57;
    private static final int RECORDS_AT = 61;

    private static final RefusalReason CORRUPT = RefusalReason.REFUSAL_REASON_CORRUPT_BATCH;
    private static final RefusalReason INVALID = RefusalReason.REFUSAL_REASON_INVALID_BATCH;
    private static final RefusalReason UNSUPPORTED = RefusalReason.REFUSAL_REASON_UNSUPPORTED_BATCH;
    private static final RefusalReason NO_CODEC =
            RefusalReason.REFUSAL_REASON_UNSUPPORTED_COMPRESSION;
    private static final RefusalReason TOO_LARGE = RefusalReason.REFUSAL_REASON_TOO_LARGE;

    @TempDir private Path folder;

    private record Case(String title, RefusalReason reason, ByteBuffer batch) {}

    @Test
    void eachIsRefusedAndTheStreamGoesOn() throws Exception {
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic("batches", 1);
            ManagedChannel channel =
                    Grpc.newChannelBuilder(node.address(), InsecureChannelCredentials.create())
                            .build();
            try {
                sendAll(channel);
            } finally {
                channel.shutdownNow();
            }
            assertEquals("", node.log());
        }
    }

    private static void sendAll(ManagedChannel channel) throws Exception {
        ByteString topic =
                TopicServiceGrpc.newBlockingStub(channel)
                        .describeTopic(DescribeTopicRequest.newBuilder().setName("batches").build())
                        .getTopicId();
        BlockingClientCall<ProduceRequest, ProduceResponse> call =
                ClientCalls.blockingBidiStreamingCall(
                        channel,
                        LogServiceGrpc.getProduceMethod(),
                        CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(60)));
        for (Case bad : bad()) {
            call.write(request(topic, bad.batch()));
            ProduceResponse answer = call.read();
            assertTrue(answer.hasRefused(), () -> bad.title() + ": " + answer);
            assertEquals(bad.reason(), answer.getRefused().getReason(), bad.title());
            assertEquals(Certainty.CERTAINTY_DEFINITE, answer.getRefused().getCertainty());
            assertTrue(!answer.getRefused().getMessage().isBlank(), bad.title());
        }
        call.write(request(topic, good()));
        assertEquals(0, call.read().getAppended().getBaseOffset(), "nothing was appended before");
        // Each codec's library is there, in the program as it is packaged.
        for (Codec codec : Codec.values()) {
            call.write(request(topic, of(codec, "x".repeat(1_000))));
            ProduceResponse answer = call.read();
            assertTrue(answer.hasAppended(), () -> codec + ": " + answer);
        }
        call.halfClose();
    }

    private static ProduceRequest request(ByteString topic, ByteBuffer batch) {
        return ProduceRequest.newBuilder()
                .setTopicId(topic)
                .setAcks(Acks.ACKS_ALL)
                .setBatch(UnsafeByteOperations.unsafeWrap(batch))
                .build();
    }

    private static List<Case> bad() {
        List<Case> cases = new ArrayList<>();
        for (int bit : List.of(0, 1, 40, 8 * 30)) {
            int at = CRC_AT * 8 + bit;
            cases.add(raw("bit " + at, CORRUPT, batch -> flipped(batch, at)));
        }
        for (int size : List.of(0, 1, 11, 12, 60, 61, 70)) {
            cases.add(raw("cut to " + size, INVALID, batch -> batch.slice(0, size)));
        }
        for (int length : List.of(-1, 0, 48, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            cases.add(raw("length " + length, INVALID, batch -> batch.putInt(LENGTH_AT, length)));
        }
        for (int count : List.of(-1, 0, 1, 4, Integer.MAX_VALUE)) {
            cases.add(signed("count " + count, INVALID, batch -> batch.putInt(COUNT_AT, count)));
        }
        for (int delta : List.of(-1, 0, 3, Integer.MAX_VALUE)) {
            cases.add(
                    signed(
                            "delta " + delta,
                            INVALID,
                            each -> each.putInt(LAST_OFFSET_DELTA_AT, delta)));
        }
        attributes(cases, INVALID, 0x20, 0x10, 0x40);
        attributes(cases, UNSUPPORTED, 0x80, 0x8000);
        attributes(cases, NO_CODEC, 5, 6, 7);
        attributes(cases, CORRUPT, 1, 2, 3, 4);
        cases.add(raw("magic 1", UNSUPPORTED, batch -> batch.put(MAGIC_AT, (byte) 1)));
        cases.add(signed("producer", INVALID, batch -> batch.putLong(PRODUCER_ID_AT, 7)));
        cases.add(signed("record length", INVALID, batch -> batch.put(RECORDS_AT, (byte) 0xFF)));
        cases.add(new Case("two batches", INVALID, joined(good(), good())));
        cases.add(new Case("a byte behind", INVALID, joined(good(), ByteBuffer.allocate(1))));
        cases.add(new Case("too large", TOO_LARGE, of(Codec.NONE, "x".repeat(2 << 20))));
        return cases;
    }

    private static void attributes(List<Case> cases, RefusalReason reason, int... each) {
        for (int bits : each) {
            UnaryOperator<ByteBuffer> set = batch -> batch.putShort(ATTRIBUTES_AT, (short) bits);
            cases.add(signed("bits " + bits, reason, set));
        }
    }

    private static Case raw(String title, RefusalReason reason, UnaryOperator<ByteBuffer> damage) {
        return new Case(title, reason, damage.apply(good()));
    }

    /** Damaged by somebody who knows how to make the checksum fit again. */
    private static Case signed(
            String title, RefusalReason reason, UnaryOperator<ByteBuffer> damage) {
        ByteBuffer batch = damage.apply(good());
        CRC32C crc = new CRC32C();
        crc.update(batch.slice(ATTRIBUTES_AT, batch.limit() - ATTRIBUTES_AT));
        return new Case(title, reason, batch.putInt(CRC_AT, (int) crc.getValue()));
    }

    private static ByteBuffer flipped(ByteBuffer batch, int bit) {
        int at = bit / 8;
        return batch.put(at, (byte) (batch.get(at) ^ (1 << (bit % 8))));
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.allocate(one.limit() + other.limit()).put(one).put(other).flip();
    }

    private static ByteBuffer good() {
        return of(Codec.NONE, "one", "two", "three");
    }

    private static ByteBuffer of(Codec codec, String... values) {
        BatchBuilder builder = new BatchBuilder(codec, 4 << 20);
        for (String value : values) {
            builder.add(1, Payload.ABSENT, Payload.of(value.getBytes(UTF_8)), List.of());
        }
        ByteBuffer built = builder.finish(ProducerStamp.NONE);
        return ByteBuffer.allocate(built.remaining()).put(built).flip();
    }
}
