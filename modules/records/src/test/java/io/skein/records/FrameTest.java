package io.skein.records;

import static io.skein.records.CompressionTest.deflated;
import static io.skein.records.CompressionTest.inflated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchVerdict.Invalid;
import io.skein.simulation.Gen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.SnappyOutputStream;

/** The many forms that other clients give to gzip, Snappy and LZ4, and those that are refused. */
class FrameTest {
    private static final byte[] PLAIN = plain();

    private static byte[] plain() {
        byte[] plain = new byte[5 << 20];
        byte[] noise = Gen.of(3).bytes(plain.length / 2);
        System.arraycopy(noise, 0, plain, 1 << 20, noise.length);
        return plain;
    }

    private static void assertHolds(byte[] plain, Codec codec, byte[] block) {
        Body body = inflated(codec, block, DecompressionBound.DEFAULT);
        assertEquals(Optional.empty(), body.refusal());
        assertEquals(ByteBuffer.wrap(plain), body.bytes());
    }

    private static String reason(Codec codec, String hex) {
        byte[] block = RawBatch.hex(hex);
        Body body = inflated(codec, block, DecompressionBound.DEFAULT);
        Invalid refusal = body.refusal().orElseThrow();
        assertEquals(BatchFault.BAD_COMPRESSION, refusal.fault());
        return refusal.reason();
    }

    @ParameterizedTest
    @EnumSource
    void lz4BlocksOfEverySizeWithAndWithoutChecksums(BLOCKSIZE size) throws IOException {
        FLG.Bits independent = FLG.Bits.BLOCK_INDEPENDENCE;
        List<FLG.Bits[]> forms =
                List.of(
                        new FLG.Bits[] {independent},
                        new FLG.Bits[] {independent, FLG.Bits.BLOCK_CHECKSUM},
                        new FLG.Bits[] {independent, FLG.Bits.CONTENT_CHECKSUM},
                        new FLG.Bits[] {
                            independent,
                            FLG.Bits.BLOCK_CHECKSUM,
                            FLG.Bits.CONTENT_CHECKSUM,
                            FLG.Bits.CONTENT_SIZE
                        });
        for (FLG.Bits[] form : forms) {
            boolean sized = Arrays.asList(form).contains(FLG.Bits.CONTENT_SIZE);
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            long known = sized ? PLAIN.length : -1;
            try (var out = new LZ4FrameOutputStream(block, size, known, form)) {
                out.write(PLAIN);
            }
            assertHolds(PLAIN, Codec.LZ4, block.toByteArray());
        }
    }

    @Test
    void lz4ChecksumsAreLookedAt() throws IOException {
        byte[] plain = RawBatch.hex(RawBatch.RECORD.repeat(30));
        for (FLG.Bits checksum : List.of(FLG.Bits.BLOCK_CHECKSUM, FLG.Bits.CONTENT_CHECKSUM)) {
            FLG.Bits[] form = {FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_SIZE, checksum};
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            BLOCKSIZE size = BLOCKSIZE.SIZE_64KB;
            try (var out = new LZ4FrameOutputStream(block, size, plain.length, form)) {
                out.write(plain);
            }
            assertHolds(plain, Codec.LZ4, block.toByteArray());
            assertNoChangePasses(plain, Codec.LZ4, block.toByteArray());
        }
    }

    @Test
    void gzipChecksumsAreLookedAt() {
        byte[] plain = RawBatch.hex(RawBatch.RECORD.repeat(30));
        assertNoChangePasses(plain, Codec.GZIP, deflated(Codec.GZIP, plain));
    }

    /** A bit may be padding, or a copy may be taken from elsewhere: then all is still the same. */
    private static void assertNoChangePasses(byte[] plain, Codec codec, byte[] block) {
        for (int bit = 0; bit < block.length * 8; bit++) {
            byte[] changed = block.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Body body = inflated(codec, changed, DecompressionBound.DEFAULT);
            boolean same = ByteBuffer.wrap(plain).equals(body.bytes());
            assertTrue(same || body.refusal().isPresent(), "bit " + bit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'04224d18 60 40 83 00000000', the header's checksum is wrong",
        "'04224d19 60 40 82 00000000', not a frame",
        "'04224d18 40 40 c0 00000000', its blocks lean on each other",
        "'04224d18 61 40 00000000 00 00000000', it needs a dictionary",
        "'04224d18 62 40 00 00000000', a reserved flag is set",
        "'04224d18 a0 40 00 00000000', not version 1",
        "'04224d18 60 30 00 00000000', block size code 48",
        "'04224d18 60 c0 00 00000000', block size code -64",
        "'04224d18 60 41 00 00000000', block size code 65",
        "'04224d18 60 40 82 01000100', a block of 65537 bytes",
        "'04224d18 60 40 82 ffffff7f', a block of 2147483647 bytes",
        "'04224d18 60 40 82 ffffffff', a block of 2147483647 bytes",
        "'04224d18 60 40 82 00000000 00', bytes follow the frame",
        "'04224d18 60 40 82 04000000 10 41 0200', a block is damaged",
        "'04224d18 60 40 82 04000000 10 41 0000', a block is damaged",
        "'04224d18 60 40 82 05000000 ff ffffffff', a block is damaged",
        "'04224d18 60 40 82 04000000 f0 ff ff ff', a block is damaged"
    })
    void lz4FramesThatAreRefused(String hex, String reason) {
        assertEquals("lz4: " + reason, reason(Codec.LZ4, hex));
    }

    /** The second block copies from the first: what was there before is nothing it may see. */
    @Test
    void anLz4BlockCannotLookBehindItself() {
        String first = "06000000 50 4141414141";
        String second = "0a000000 00 0500 50 4242424242 00";
        String hex = "04224d18 60 40 82" + first + second + "00000000";
        assertEquals("lz4: a block is damaged", reason(Codec.LZ4, hex));
    }

    @Test
    void snappyBlocksOfAnySizeAndFrameAfterFrame() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        for (int blockBytes : new int[] {1 << 10, 32 << 10, 1 << 20, 8 << 20}) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            try (var out = new SnappyOutputStream(frame, blockBytes)) {
                out.write(PLAIN);
            }
            assertHolds(PLAIN, Codec.SNAPPY, frame.toByteArray());
            if (blockBytes > 1 << 20) continue;
            frames.writeBytes(frame.toByteArray());
            twice.writeBytes(PLAIN);
        }
        assertHolds(twice.toByteArray(), Codec.SNAPPY, frames.toByteArray());
        assertHolds(PLAIN, Codec.SNAPPY, org.xerial.snappy.Snappy.compress(PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "82534e4150505900 00000000 00000001 0000000b, version 0",
        "82534e4150505900 00000001 00000001 0000000b, the block is cut off",
        "82534e4150505900 00000001 00000001 00000000, the block is cut off",
        "82534e4150505900 00000001 00000001 ffffffff 00, the block is cut off",
        "82534e4150505900 00000001 00000001 7fffffff 00, the block is cut off",
        "82534e4150505900 00000001 00000001 000000, the block is cut off"
    })
    void snappyFramesThatAreRefused(String hex, String reason) {
        assertEquals("snappy: " + reason, reason(Codec.SNAPPY, hex));
    }

    /** Claims of 0, 5, 100, 2^31 - 1, 2^31 and 2^32 - 1 bytes, and one without an end. */
    @ParameterizedTest
    @CsvSource({
        "00 20 41",
        "05 20 41",
        "64 20 41",
        "ff ff ff ff 07 20 41",
        "80 80 80 80 08 20 41",
        "ff ff ff ff 0f 20 41",
        "ff ff ff ff ff ff 20 41"
    })
    void snappyBlocksThatClaimOtherSizes(String hex) {
        assertTrue(reason(Codec.SNAPPY, hex).startsWith("snappy: "));
    }

    /** Extra field, name, comment and checksum of the header; then members behind each other. */
    @Test
    void gzipHeadersAndMembers() {
        byte[] member = deflated(Codec.GZIP, PLAIN);
        String fields = "0300 616263" + "6e616d6500" + "776f72647300";
        byte[] head = RawBatch.hex("1f8b 08 1e 00000000 00ff" + fields);
        CRC32 crc = new CRC32();
        crc.update(head);
        ByteBuffer noted = ByteBuffer.allocate(head.length + 2 + member.length - 10);
        noted.put(head).put((byte) crc.getValue()).put((byte) (crc.getValue() >> 8));
        noted.put(member, 10, member.length - 10);
        assertHolds(PLAIN, Codec.GZIP, noted.array());
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(noted.array());
        members.writeBytes(deflated(Codec.GZIP, new byte[0]));
        members.writeBytes(member);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(PLAIN);
        twice.writeBytes(PLAIN);
        assertHolds(twice.toByteArray(), Codec.GZIP, members.toByteArray());
        noted.put(head.length, (byte) ~noted.get(head.length));
        String hex = HexFormat.of().formatHex(noted.array(), 0, 100);
        assertEquals("gzip: the header's checksum is wrong", reason(Codec.GZIP, hex));
    }

    @ParameterizedTest
    @CsvSource({
        "1f8c 0800 00000000 00ff 0300 00000000 00000000, not a gzip header",
        "1f8b 0900 00000000 00ff 0300 00000000 00000000, not deflated",
        "1f8b 0820 00000000 00ff 0300 00000000 00000000, reserved flags are set",
        "1f8b 0800 00000000 00ff 0300 01000000 00000000, the checksum is wrong",
        "1f8b 0800 00000000 00ff 0300 00000000 01000000, it is not as long as it says",
        "1f8b 0800 00000000 00ff 0300 00000000 000000, the block is cut off",
        "1f8b 0800 00000000 00ff 0300 00000000 00000000 1f, the block is cut off",
        "1f8b 0800 00000000 00ff 07, invalid block type",
        "1f8b 0808 00000000 00ff 6e616d65, the block is cut off",
        "1f8b 0804 00000000 00ff ffff 00, the block is cut off",
        "1f8b 0802 00000000 00ff 00, the block is cut off"
    })
    void gzipMembersThatAreRefused(String hex, String reason) {
        assertEquals("gzip: " + reason, reason(Codec.GZIP, hex));
    }
}
