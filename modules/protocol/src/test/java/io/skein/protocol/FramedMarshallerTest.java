package io.skein.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.KnownLength;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchedBatches;
import io.skein.protocol.v1.LogServiceGrpc;
import io.skein.protocol.v1.ProduceRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramedMarshallerTest {
    private static final int BYTES_MAX = 1 << 20;
    private static final FramedMarshaller<ProduceRequest> PRODUCE =
            new FramedMarshaller<>(ProduceRequest.getDefaultInstance(), BYTES_MAX);
    private static final FramedMarshaller<FetchResponse> FETCH =
            new FramedMarshaller<>(FetchResponse.getDefaultInstance(), BYTES_MAX);

    @Test
    void writesWhatTheGeneratedMarshallerWrites() throws IOException {
        for (int size : new int[] {0, 1, 127, 128, 8192, 8193, 300_000}) {
            byte[] batch = randomBytes(size);
            ProduceRequest plain = request().setBatch(ByteString.copyFrom(batch)).build();
            byte[] expected = generated(plain);
            Framed<ProduceRequest> framed = Framed.of(request().build(), ByteBuffer.wrap(batch));
            assertArrayEquals(expected, drained(PRODUCE.stream(framed)), "drained " + size);
            assertArrayEquals(expected, PRODUCE.stream(framed).readAllBytes(), "read " + size);
            assertEquals(expected.length, PRODUCE.stream(framed).available());
        }
    }

    @Test
    void readsWhatTheGeneratedMarshallerReads() throws IOException {
        for (int size : new int[] {0, 1, 127, 500, 512, 513, 300_000}) {
            byte[] batch = randomBytes(size);
            ProduceRequest plain = request().setBatch(ByteString.copyFrom(batch)).build();
            Framed<ProduceRequest> framed = PRODUCE.parse(known(generated(plain)));
            assertEquals(request().build(), framed.message());
            assertArrayEquals(batch, bytes(framed.joined()));
        }
    }

    @Test
    void readsWithoutKnowingTheLength() {
        byte[] batch = randomBytes(100_000);
        ProduceRequest plain = request().setBatch(ByteString.copyFrom(batch)).build();
        Framed<ProduceRequest> framed =
                PRODUCE.parse(new ByteArrayInputStream(plain.toByteArray()));
        assertEquals(request().build(), framed.message());
        assertArrayEquals(batch, bytes(framed.joined()));
    }

    @Test
    void severalSlicesGoOutAsOneField() throws IOException {
        byte[] all = randomBytes(50_000);
        ByteBuffer mapped = ByteBuffer.allocateDirect(20_000).put(all, 10_000, 20_000).flip();
        List<ByteBuffer> slices =
                List.of(
                        ByteBuffer.wrap(all, 0, 10_000).slice(),
                        mapped.asReadOnlyBuffer(),
                        ByteBuffer.allocate(0),
                        ByteBuffer.wrap(all, 30_000, 20_000).asReadOnlyBuffer());
        FetchResponse head =
                FetchResponse.newBuilder()
                        .setPartition(7)
                        .setFetched(FetchedBatches.newBuilder().setNextOffset(9))
                        .build();
        FetchResponse plain = head.toBuilder().setBatches(ByteString.copyFrom(all)).build();
        Framed<FetchResponse> framed = new Framed<>(head, slices);
        assertArrayEquals(plain.toByteArray(), drained(FETCH.stream(framed)));
        assertArrayEquals(plain.toByteArray(), FETCH.stream(framed).readAllBytes());
        assertArrayEquals(all, bytes(framed.joined()));
    }

    @Test
    void sendingTwiceSendsTheSame() throws IOException {
        Framed<ProduceRequest> framed =
                Framed.of(request().build(), ByteBuffer.wrap(randomBytes(1000)));
        byte[] first = drained(PRODUCE.stream(framed));
        assertArrayEquals(first, drained(PRODUCE.stream(framed)));
    }

    @Test
    void aReceivedPayloadIsWritableExactAndOurs() {
        ProduceRequest plain = request().setBatch(ByteString.copyFrom(randomBytes(100))).build();
        ByteBuffer payload = PRODUCE.parse(known(plain.toByteArray())).joined();
        assertTrue(payload.hasArray());
        assertFalse(payload.isReadOnly());
        assertEquals(100, payload.capacity());
        Framed<ProduceRequest> framed = PRODUCE.parse(known(plain.toByteArray()));
        assertSame(framed.payload().get(0), framed.joined());
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(wire);
        out.writeByteArray(15, new byte[] {1, 2, 3});
        out.writeEnum(3, Acks.ACKS_ALL_VALUE);
        out.writeByteArray(15, new byte[] {4, 5});
        out.writeInt32(2, 5);
        out.writeBytes(1, ByteString.copyFrom(new byte[16]));
        out.flush();
        Framed<ProduceRequest> framed = PRODUCE.parse(known(wire.toByteArray()));
        ProduceRequest plain = ProduceRequest.parseFrom(wire.toByteArray());
        assertEquals(plain.toBuilder().clearBatch().build(), framed.message());
        assertArrayEquals(plain.getBatch().toByteArray(), bytes(framed.joined()));
    }

    @Test
    void unknownFieldsAreKept() {
        UnknownFieldSet later =
                UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(7)
                                        .addGroup(UnknownFieldSet.getDefaultInstance())
                                        .build())
                        .build();
        ProduceRequest plain =
                request()
                        .setBatch(ByteString.copyFrom(randomBytes(9)))
                        .setUnknownFields(later)
                        .build();
        Framed<ProduceRequest> framed = PRODUCE.parse(known(plain.toByteArray()));
        assertEquals(later, framed.message().getUnknownFields());
        assertEquals(9, framed.payloadBytes());
    }

    @Test
    void everyTruncationIsRefusedOrAShorterMessage() {
        byte[] batch = randomBytes(600);
        byte[] whole = request().setBatch(ByteString.copyFrom(batch)).build().toByteArray();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            boolean plainReads = generatedReads(cut);
            assertEquals(plainReads, framedReads(cut), "cut to " + length);
        }
    }

    @Test
    void hugeClaimsAreRefusedWithoutTakingTheMemory() throws IOException {
        for (long claim : new long[] {BYTES_MAX, Integer.MAX_VALUE, 0xFFFFFFFFL, -1L}) {
            for (int field : new int[] {1, 15, 77}) {
                ByteArrayOutputStream wire = new ByteArrayOutputStream();
                CodedOutputStream out = CodedOutputStream.newInstance(wire);
                out.writeTag(field, 2);
                out.writeUInt64NoTag(claim);
                out.writeRawByte((byte) 1);
                out.flush();
                assertInvalid(wire.toByteArray());
            }
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertInvalid(new byte[] {0});
        assertInvalid(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
        assertInvalid(new byte[] {(1 << 3) | 4});
        assertInvalid(new byte[] {(9 << 3) | 6});
        byte[] nested = new byte[100_000];
        java.util.Arrays.fill(nested, (byte) ((9 << 3) | 3));
        assertInvalid(nested);
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertEquals(generatedReads(bytes), framedReads(bytes));
        }
    }

    @Test
    void aMessageOverTheLimitIsRefusedBeforeItIsRead() {
        byte[] tooLarge = new byte[BYTES_MAX + 1];
        StatusRuntimeException refused =
                assertThrows(StatusRuntimeException.class, () -> PRODUCE.parse(known(tooLarge)));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
        assertTrue(String.valueOf(refused.getMessage()).contains(String.valueOf(BYTES_MAX)));
    }

    private static ProduceRequest.Builder request() {
        return ProduceRequest.newBuilder()
                .setTopicId(ByteString.copyFrom(new byte[16]))
                .setPartition(3)
                .setAcks(Acks.ACKS_LEADER);
    }

    private static byte[] generated(ProduceRequest request) throws IOException {
        return LogServiceGrpc.getProduceMethod().streamRequest(request).readAllBytes();
    }

    private static boolean generatedReads(byte[] wire) {
        try {
            return ProduceRequest.parseFrom(wire).getSerializedSize() >= 0;
        } catch (IOException malformed) {
            return false;
        }
    }

    private static boolean framedReads(byte[] wire) {
        try {
            PRODUCE.parse(known(wire));
            return true;
        } catch (StatusRuntimeException refused) {
            assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
            return false;
        }
    }

    private static void assertInvalid(byte[] wire) {
        assertFalse(framedReads(wire), "must not be readable");
    }

    private static byte[] drained(InputStream stream) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int claimed = stream.available();
        assertEquals(claimed, ((io.grpc.Drainable) stream).drainTo(out));
        assertEquals(claimed, out.size());
        assertEquals(0, stream.available());
        return out.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static InputStream known(byte[] bytes) {
        return new KnownBytes(bytes);
    }

    /** As gRPC hands over a message that was not compressed. */
    private static final class KnownBytes extends ByteArrayInputStream implements KnownLength {
        KnownBytes(byte[] bytes) {
            super(bytes);
        }
    }
}
