package io.skein.records;

import static io.skein.records.RawBatch.name;
import static io.skein.records.RawBatch.produced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import io.skein.simulation.Gen;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZstdTest {
    private static final byte[] PLAIN = RawBatch.hex(RawBatch.RECORD);

    private static byte[] packed(byte[] plain) {
        return com.github.luben.zstd.Zstd.compress(plain);
    }

    private static ByteBuffer zstd(int count, byte[] block) {
        return RawBatch.packed(Codec.ZSTD, count, block);
    }

    @Test
    void oneFrameOrSeveralHoldTheRecords() {
        assertEquals("VALID", name(produced(zstd(1, packed(PLAIN)))));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(packed(Arrays.copyOf(PLAIN, 3)));
        frames.writeBytes(packed(Arrays.copyOfRange(PLAIN, 3, PLAIN.length)));
        ByteBuffer batch = zstd(1, frames.toByteArray());
        assertEquals("VALID", name(produced(batch)));
        assertEquals("v", RoundTripTest.read(batch, 0).getFirst().value().text());
    }

    @Test
    void everyTruncationOfTheBlockIsRefused() {
        byte[] block = packed(PLAIN);
        for (int cut = 0; cut < block.length; cut++) {
            String name = name(produced(zstd(1, Arrays.copyOf(block, cut))));
            assertEquals(cut == 0 ? "BAD_RECORD" : "BAD_COMPRESSION", name, "cut at " + cut);
        }
    }

    @Test
    void bytesBehindTheBlockAreRefused() {
        byte[] block = packed(PLAIN);
        for (int more = 1; more < 20; more++) {
            byte[] longer = Arrays.copyOf(block, block.length + more);
            assertEquals("BAD_COMPRESSION", name(produced(zstd(1, longer))));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10 00 00 00 02 6b 06 76 00", "2, 10 00 00 00 02 6b 02 76 00"})
    void garbageThatUnpacksWellIsRefused(int count, String hex) {
        ByteBuffer batch = zstd(count, packed(RawBatch.hex(hex)));
        assertEquals("BAD_RECORD", name(produced(batch)));
        assertEquals("VALID", name(RawBatch.stored(batch)));
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) assertEquals("v", reader.value().text());
        assertTrue(reader.fault().isPresent());
    }

    @Test
    void aHugeCountIsBelievedOnlyAsFarAsRecordsCome() {
        assertEquals("BAD_RECORD", name(produced(zstd(Integer.MAX_VALUE, packed(PLAIN)))));
    }

    @Test
    void bombsStopAtTheBound() {
        byte[] bomb = packed(new byte[64 << 20]);
        assertTrue(bomb.length < 10_000);
        assertEquals("TOO_LARGE_DECOMPRESSED", name(produced(zstd(1, bomb))));
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        byte[] link = packed(new byte[1 << 20]);
        for (int i = 0; i < 64; i++) chain.writeBytes(link);
        ByteBuffer chained = zstd(1, chain.toByteArray());
        assertEquals("TOO_LARGE_DECOMPRESSED", name(produced(chained)));
    }

    @Test
    void theBoundIsExact() {
        byte[] plain = Gen.of(1).bytes(50_000);
        ByteBuffer block = ByteBuffer.wrap(packed(plain));
        var enough = new DecompressionBound(50_000, 1000, 0);
        assertEquals(
                50_000, Body.unpacked(Codec.ZSTD, block.duplicate(), enough).bytes().remaining());
        var tooSmall = new DecompressionBound(49_999, 1000, 0);
        var refusal =
                Body.unpacked(Codec.ZSTD, block.duplicate(), tooSmall).refusal().orElseThrow();
        assertEquals(BatchFault.TOO_LARGE_DECOMPRESSED, refusal.fault());
    }

    @ParameterizedTest
    @CsvSource({"100, 1000", "1, 1000", "300, 3000", "1000, 10000", "2147483647, 10000"})
    void theBoundIsByRatioBetweenTwoSizes(int compressedBytes, int allowed) {
        var bound = new DecompressionBound(10_000, 10, 1000);
        assertEquals(allowed, bound.allowedBytes(compressedBytes));
    }

    /** A frame header is 6 bytes; these ask for windows of 128 MiB and 2 GiB of native memory. */
    @ParameterizedTest
    @CsvSource({"28 b5 2f fd 00 88 01 00 00", "28 b5 2f fd 00 a8 01 00 00"})
    void aHugeWindowIsRefused(String hex) {
        assertEquals("BAD_COMPRESSION", name(produced(zstd(1, RawBatch.hex(hex)))));
    }

    @Test
    void aFrameThatClaimsAHugeSizeGetsNoMoreThanItHolds() {
        // Single segment, 8-byte content size of 2^40, one empty last block.
        byte[] liar = RawBatch.hex("28 b5 2f fd e0 00 00 00 00 00 01 00 00 01 00 00");
        assertEquals("BAD_COMPRESSION", name(produced(zstd(1, liar))));
    }

    @Test
    void whateverAnHonestCompressorDoesUpToItsWindowIsRead() {
        byte[] plain = new byte[3 << 20];
        byte[] noise = Gen.of(2).bytes(plain.length / 2);
        System.arraycopy(noise, 0, plain, 0, noise.length);
        for (int level : new int[] {-5, 1, 3, 9, 19}) {
            try (ZstdCompressCtx context = new ZstdCompressCtx()) {
                context.setLevel(level).setChecksum(true).setContentSize(false);
                ByteBuffer block = ByteBuffer.wrap(context.compress(plain));
                Body body = Body.unpacked(Codec.ZSTD, block, DecompressionBound.DEFAULT);
                assertFalse(body.refusal().isPresent());
                assertEquals(ByteBuffer.wrap(plain), body.bytes());
            }
        }
    }
}
