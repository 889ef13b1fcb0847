package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks put together by hand from the documents of each format, and never by its library. */
class GoldenBlockTest {
    /** Key "k", value "v". */
    @ParameterizedTest
    @CsvSource({
        // One stored block.
        "GZIP, 1f8b 0800 00000000 00ff 01 0900 f6ff 1000000002 6b027600 a37fcfa6 09000000",
        // Framed, then raw: one literal.
        "SNAPPY, 82534e4150505900 00000001 00000001 0000000b 09 20 1000000002 6b027600",
        "SNAPPY, 09 20 1000000002 6b027600",
        // A plain block, then one of literals alone.
        "LZ4, 04224d18 60 40 82 09000080 1000000002 6b027600 00000000",
        "LZ4, 04224d18 60 40 82 0a000000 90 1000000002 6b027600 00000000",
        // A single segment of one raw block.
        "ZSTD, 28b52ffd 20 09 490000 1000000002 6b027600"
    })
    void plainBytesAreRead(Codec codec, String hex) {
        ByteBuffer batch = RawBatch.packed(codec, 1, RawBatch.hex(hex));
        assertEquals("VALID", RawBatch.name(RawBatch.produced(batch)));
        BatchRecord only = RoundTripTest.read(batch, 0).getFirst();
        assertEquals("k", only.key().text());
        assertEquals("v", only.value().text());
    }

    /** No key, and a value of twenty v, of which all formats copy most. */
    @ParameterizedTest
    @CsvSource({
        // One block of fixed Huffman codes.
        "GZIP, 1f8b 0800 00000000 00ff 33616060 60d428c3 021800 29175e6b 1b000000",
        // A literal of 7, a copy of 19 from 1 back, a literal.
        "SNAPPY, 82534e4150505900 00000001 00000001 0000000e"
                + " 1b 18 340000000128 76 4a 0100 00 00",
        // 7 literals and 15 from 1 back, then 5 literals.
        "LZ4, 04224d18 60 40 82 10000000 7b 340000000128 76 0100 50 76767676 00 00000000",
        // 6 raw bytes, one byte 20 times, one raw byte.
        "ZSTD, 28b52ffd 20 1b 300000 340000000128 a20000 76 090000 00"
    })
    void copiesAreRead(Codec codec, String hex) {
        ByteBuffer batch = RawBatch.packed(codec, 1, RawBatch.hex(hex));
        assertEquals("VALID", RawBatch.name(RawBatch.produced(batch)));
        BatchRecord only = RoundTripTest.read(batch, 0).getFirst();
        assertEquals(Payload.ABSENT, only.key());
        assertEquals("v".repeat(20), only.value().text());
    }

    /** What a library may not change under us: other clients must read our frames. */
    @ParameterizedTest
    @CsvSource({
        "GZIP, 1f8b 0800 00000000 00ff",
        "SNAPPY, 82534e4150505900 00000001 00000001 0000000b 09 20 1000000002 6b027600",
        "LZ4, 04224d18 60 40 82 09000080 1000000002 6b027600 00000000",
        "ZSTD, 28b52ffd"
    })
    void oursBeginOrAreLikeThese(Codec codec, String hex) {
        byte[] plain = RawBatch.hex(RawBatch.RECORD);
        byte[] block = codec.compression().orElseThrow().deflate(plain, 0, plain.length);
        byte[] golden = RawBatch.hex(hex);
        assertArrayEquals(golden, Arrays.copyOf(block, golden.length));
    }
}
