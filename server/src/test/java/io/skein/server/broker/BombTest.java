package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.server.door.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

/** Blocks that hold a gigabyte, or say so: refused by the server within a small memory. */
class BombTest {
    private static final int MIB = 1 << 20;
    private static final long ALLOCATED_BYTES_MAX = 64L * MIB;

    /** Independent blocks of 4 MiB. */
    private static final byte[] LZ4_HEAD = HexFormat.of().parseHex("04224d18607073");

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(block)) {
            out.write(new byte[32 * MIB]);
        }
        return repeated(block.toByteArray(), 32);
    }

    private static byte[] snappy() throws IOException {
        byte[] block = Snappy.compress(new byte[MIB]);
        ByteBuffer framed = ByteBuffer.allocate(4 + block.length);
        framed.putInt(block.length).put(block);
        byte[] head = HexFormat.of().parseHex("82534e41505059000000000100000001");
        return joined(head, repeated(framed.array(), 1024), new byte[0]);
    }

    private static byte[] lz4() {
        return joined(LZ4_HEAD, repeated(lz4Block(4 * MIB), 256), new byte[4]);
    }

    private static byte[] lz4Block(int bytes) {
        byte[] block = LZ4Factory.fastestInstance().fastCompressor().compress(new byte[bytes]);
        ByteBuffer framed = ByteBuffer.allocate(4 + block.length).order(ByteOrder.LITTLE_ENDIAN);
        return framed.putInt(block.length).put(block).array();
    }

    private static byte[] zstd() {
        return repeated(com.github.luben.zstd.Zstd.compress(new byte[32 * MIB]), 32);
    }

    private static byte[] repeated(byte[] one, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) all.writeBytes(one);
        return all.toByteArray();
    }

    private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(middle);
        all.writeBytes(tail);
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatHoldsAGigabyteIsTooLarge(Codec codec) throws IOException {
        byte[] block =
                switch (codec) {
                    case NONE -> new byte[0];
                    case GZIP -> gzip();
                    case SNAPPY -> snappy();
                    case LZ4 -> lz4();
                    case ZSTD -> zstd();
                };
        assertEquals(Refusal.Why.TOO_LARGE, judged(codec, block).why());
    }

    /** About a kilobyte each. */
    @ParameterizedTest
    @CsvSource({
        // The length behind one stored byte.
        "GZIP, 1f8b08000000000000ff 01 0100 feff 00, 8def02d2 00000040, 0",
        // A block in a frame, and one without.
        "SNAPPY, 82534e4150505900 00000001 00000001 00000405 8080808004, fe0100, 1024",
        "SNAPPY, 8080808004, fe0100, 1023",
        // The size of the content; then a block of 4 MiB that is all one length.
        "LZ4, 04224d18 68 70 0000004000000000 19 00040000, ff, 1024",
        "LZ4, 04224d18 60 70 73 00040000, ff, 1024",
        "LZ4, 04224d18 60 70 73 ffffff7f, ff, 1024",
        // The size of the content, which is the window too; then a window of 2 GiB.
        "ZSTD, 28b52ffd a0 00000040 020000, 00, 1024",
        "ZSTD, 28b52ffd 00 a8 020000, 00, 1024"
    })
    void whatClaimsAGigabyteIsCorrupt(Codec codec, String head, String unit, int times) {
        HexFormat hex = HexFormat.of();
        byte[] rest = repeated(hex.parseHex(unit.replace(" ", "")), Math.max(1, times));
        byte[] block = joined(hex.parseHex(head.replace(" ", "")), rest, new byte[0]);
        Refusal refusal = judged(codec, block);
        assertEquals(Refusal.Why.CORRUPT_BATCH, refusal.why(), refusal.message());
    }

    @Test
    void manySmallGzipMembersAreReadInLittleMemory() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        new GZIPOutputStream(member).close();
        Refusal refusal = judged(Codec.GZIP, repeated(member.toByteArray(), 50_000));
        assertEquals(Refusal.Why.INVALID_BATCH, refusal.why());
    }

    /**
     * Where the bound is near, each of them could be given room for the little that it may hold.
     */
    @Test
    void manySmallLz4BlocksAtTheBoundAreReadInLittleMemory() {
        int nearly = DecompressionBound.DEFAULT.bytesMax() - 12 * MIB - 1000;
        byte[] blocks = joined(repeated(lz4Block(4 * MIB), 3), lz4Block(nearly), new byte[0]);
        byte[] oneLiteral = HexFormat.of().parseHex("020000001000");
        byte[] frame = joined(LZ4_HEAD, blocks, repeated(oneLiteral, 2000));
        assertEquals(Refusal.Why.TOO_LARGE, judged(Codec.LZ4, frame).why());
    }

    private static Refusal judged(Codec codec, byte[] block) {
        ByteBuffer batch = batch(codec, block);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        BatchVerdict verdict =
                BatchCheck.produced(batch, 0, batch.limit(), DecompressionBound.DEFAULT);
        long bytes = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < ALLOCATED_BYTES_MAX, codec + " took " + bytes + " bytes");
        return Refusals.invalidBatch(assertInstanceOf(BatchVerdict.Invalid.class, verdict));
    }

    /** One record, it says, and its checksum is true. */
    private static ByteBuffer batch(Codec codec, byte[] block) {
        ByteBuffer batch = ByteBuffer.allocate(61 + block.length);
        batch.putLong(0).putInt(49 + block.length).putInt(-1).put((byte) 2).putInt(0);
        batch.putShort((short) codec.id()).putInt(0).putLong(0).putLong(0);
        batch.putLong(-1).putShort((short) -1).putInt(-1).putInt(1).put(block);
        CRC32C crc = new CRC32C();
        crc.update(batch.array(), 21, batch.limit() - 21);
        return batch.putInt(17, (int) crc.getValue()).flip();
    }
}
