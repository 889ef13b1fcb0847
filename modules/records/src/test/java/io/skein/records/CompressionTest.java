package io.skein.records;

import static io.skein.records.RawBatch.name;
import static io.skein.records.RawBatch.produced;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchVerdict.Invalid;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the blocks of every codec. */
class CompressionTest {
    private static final int MIB = 1 << 20;
    private static final byte CANARY = (byte) 0xCA;

    static byte[] deflated(Codec codec, byte[] plain) {
        return codec.compression().orElseThrow().deflate(plain, 0, plain.length);
    }

    static Body inflated(Codec codec, byte[] block, DecompressionBound bound) {
        return Body.unpacked(codec, ByteBuffer.wrap(block), bound);
    }

    /** Half of it noise, so that there is something to copy and something not to. */
    private static byte[] mixed(int bytes) {
        byte[] plain = new byte[bytes];
        byte[] noise = Gen.of(bytes).bytes(bytes / 2);
        System.arraycopy(noise, 0, plain, bytes / 4, noise.length);
        return plain;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void anySizeComesBackTheSame(Codec codec) {
        var bound = new DecompressionBound(64 * MIB, 1, 64 * MIB);
        int block = 64 << 10;
        for (int size :
                new int[] {1, 2, 13, 100, block - 1, block, block + 1, 3 * block, 9 * MIB}) {
            for (byte[] plain : List.of(new byte[size], Gen.of(size).bytes(size), mixed(size))) {
                byte[] room = new byte[7 + size];
                System.arraycopy(plain, 0, room, 7, size);
                byte[] packed = codec.compression().orElseThrow().deflate(room, 7, 7 + size);
                // As it arrives: somewhere inside a larger array.
                ByteBuffer arrived = ByteBuffer.allocate(3 + packed.length + 5);
                arrived.put(3, packed);
                Body body = Body.unpacked(codec, arrived.slice(10, packed.length - 7), bound);
                assertEquals(Optional.empty(), body.refusal(), codec + " " + size);
                assertEquals(ByteBuffer.wrap(plain), body.bytes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesOfManyRecordsAndOfMegabytesComeBackTheSame(Codec codec) {
        for (int count : new int[] {1, 10_000}) {
            BatchBuilder builder = new BatchBuilder(codec, 32 * MIB);
            for (int i = 0; i < count; i++) {
                byte[] value = mixed(count == 1 ? 5 * MIB : 600 + i % 10);
                builder.add(i, Payload.of("key " + i), Payload.of(value), List.of());
            }
            ByteBuffer batch = builder.finish(ProducerStamp.NONE);
            assertEquals(codec, Batch.codec(batch, 0).orElseThrow());
            assertEquals(new BatchVerdict.Valid(batch.limit(), count), produced(batch));
            List<BatchRecord> records = RoundTripTest.read(batch, 0);
            assertEquals(count, records.size());
            for (int i = 0; i < count; i++) {
                byte[] value = mixed(count == 1 ? 5 * MIB : 600 + i % 10);
                assertEquals(Payload.of(value), records.get(i).value());
                assertEquals("key " + i, records.get(i).key().text());
            }
        }
    }

    /** As compaction leaves them, with whatever codec the batch had. */
    @ParameterizedTest
    @EnumSource
    void aBatchWithoutRecordsIsEmpty(Codec codec) {
        ByteBuffer empty = RawBatch.packed(codec, 0, new byte[0]);
        empty = RawBatch.with(empty, batch -> batch.putInt(Batch.LAST_OFFSET_DELTA_AT, 3));
        assertEquals("VALID", name(RawBatch.stored(empty)));
        assertEquals(List.of(), RoundTripTest.read(empty, 0));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theBoundIsExact(Codec codec) {
        for (int size : new int[] {100, 50_000, 200_000}) {
            for (byte[] plain : List.of(Gen.of(1).bytes(size), new byte[size])) {
                byte[] block = deflated(codec, plain);
                Body fits = inflated(codec, block, new DecompressionBound(size, 10_000, 0));
                assertEquals(ByteBuffer.wrap(plain), fits.bytes());
                Body larger = inflated(codec, block, new DecompressionBound(size - 1, 10_000, 0));
                assertEquals(
                        BatchFault.TOO_LARGE_DECOMPRESSED, larger.refusal().orElseThrow().fault());
                assertEquals(0, larger.bytes().remaining());
            }
        }
    }

    /** An array that held other things must not show them, nor lose what lies behind its room. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void onlyWrittenBytesAreShown(Codec codec) {
        byte[] plain = mixed(1000);
        byte[] block = deflated(codec, plain);
        Unpacked target = new Unpacked(block.length, MIB);
        Arrays.fill(target.array, CANARY);
        target.at = 5;
        Optional<String> damage =
                codec.compression().orElseThrow().inflate(ByteBuffer.wrap(block), target);
        assertEquals(Optional.empty(), damage);
        byte[] shown = new byte[target.bytes().remaining()];
        target.bytes().get(shown);
        assertEquals(5 + plain.length, shown.length);
        assertArrayEquals(plain, Arrays.copyOfRange(shown, 5, shown.length));
        for (int i = 0; i < 5; i++) assertEquals(CANARY, shown[i]);
    }

    /** With a true checksum: it is the codec that has to find out. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyTruncationOfTheBlockIsRefused(Codec codec) {
        byte[] block = sameRecords(codec);
        assertEquals("VALID", name(produced(RawBatch.packed(codec, 30, block))));
        for (int cut = 0; cut < block.length; cut++) {
            ByteBuffer batch = RawBatch.packed(codec, 30, Arrays.copyOf(block, cut));
            String name = name(produced(batch));
            // Where a frame of Snappy's blocks ends is nowhere written: records are missing then.
            boolean unnoticed = cut == 0 || (codec == Codec.SNAPPY && cut == 16);
            assertEquals(unnoticed ? "BAD_RECORD" : "BAD_COMPRESSION", name, "cut at " + cut);
        }
    }

    private static byte[] sameRecords(Codec codec) {
        return RawBatch.block(batch(codec));
    }

    private static ByteBuffer batch(Codec codec) {
        BatchBuilder builder = new BatchBuilder(codec, MIB);
        for (int i = 0; i < 30; i++) {
            builder.add(RawBatch.TIME, Payload.of("k"), Payload.of("v"), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void bytesBehindTheBlockAreRefused(Codec codec) {
        byte[] block = sameRecords(codec);
        for (int more = 1; more < 40; more++) {
            byte[] longer = Arrays.copyOf(block, block.length + more);
            assertEquals("BAD_COMPRESSION", name(produced(RawBatch.packed(codec, 30, longer))));
        }
    }

    /**
     * Every byte becomes every other one. Not all codecs have a checksum, so another batch may come
     * of it, but a whole one; and only what the checksum of the batch would have found.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyChangedByteIsJudgedWithoutThrowing(Codec codec) {
        ByteBuffer good = batch(codec);
        assertEquals(codec, Batch.codec(good, 0).orElseThrow());
        int refused = 0;
        int changes = 0;
        for (int at = Batch.HEADER_BYTES; at < good.limit(); at++) {
            for (int mask = 1; mask < 256; mask++) {
                byte[] bytes = RawBatch.bytes(good);
                bytes[at] ^= (byte) mask;
                assertEquals("CORRUPT", name(produced(ByteBuffer.wrap(bytes))));
                ByteBuffer forged = RawBatch.with(ByteBuffer.wrap(bytes), _ -> {});
                changes++;
                if (produced(forged).isValid()) {
                    List<BatchRecord> records = RoundTripTest.read(forged, 0);
                    assertEquals(30, records.size());
                } else {
                    refused++;
                }
            }
        }
        assertTrue(refused > changes / 2, refused + " of " + changes);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noiseIsRefusedByTheNameOfItsCodec(Codec codec) {
        Gen.check(
                "noise in " + codec,
                500,
                gen -> {
                    byte[] noise = gen.bytes(gen.between(1, 300));
                    if (gen.flag()) System.arraycopy(sameRecords(codec), 0, noise, 0, 1);
                    Body body = inflated(codec, noise, DecompressionBound.DEFAULT);
                    String prefix = codec.name().toLowerCase(Locale.ROOT) + ": ";
                    // By luck a few bytes are a raw block of Snappy's.
                    String reason = body.refusal().map(Invalid::reason).orElse("snappy: luck");
                    assertTrue(reason.startsWith(prefix), reason);
                });
    }

    @Test
    void anIdWithoutAMeaningIsRefused() {
        for (int id = 5; id < 8; id++) {
            short bits = (short) id;
            ByteBuffer batch =
                    RawBatch.with(
                            batch(Codec.NONE), each -> each.putShort(Batch.ATTRIBUTES_AT, bits));
            assertEquals("UNSUPPORTED_CODEC", name(produced(batch)));
            assertFalse(RawBatch.stored(batch).isValid());
        }
    }
}
