package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a disk, a network or an attacker does to the bytes of a good batch. */
class DamageTest {
    private static ByteBuffer good(Gen gen, Codec codec) {
        return Drawn.batch(codec, Drawn.records(gen), Drawn.stamp(gen));
    }

    @Test
    void everyTruncationIsRefused() {
        for (Codec codec : Codec.values()) {
            ByteBuffer batch = good(Gen.of(codec.id()), codec);
            for (int cut = 0; cut < batch.limit(); cut++) {
                for (var verdict : verdicts(batch, cut)) {
                    assertEquals("TRUNCATED", RawBatch.name(verdict), "cut at " + cut);
                }
            }
        }
    }

    @Test
    void everyFlippedBitThatTheChecksumCoversIsCorrupt() {
        for (Codec codec : Codec.values()) {
            ByteBuffer batch = good(Gen.of(7), codec);
            for (int bit = Batch.CRC_AT * 8; bit < batch.limit() * 8; bit++) {
                for (var verdict : verdicts(flipped(batch, bit), batch.limit())) {
                    assertEquals("CORRUPT", RawBatch.name(verdict), "bit " + bit);
                }
            }
        }
    }

    @Test
    void aFlippedLengthIsRefusedWhateverFollows() {
        ByteBuffer batch = good(Gen.of(3), Codec.NONE);
        ByteBuffer roomy = ByteBuffer.allocate(1 << 20).put(0, batch, 0, batch.limit());
        for (int bit = Batch.LENGTH_AT * 8; bit < Batch.LEADER_EPOCH_AT * 8; bit++) {
            for (ByteBuffer buffer : List.of(batch, roomy)) {
                for (var verdict : verdicts(flipped(buffer, bit), buffer.limit())) {
                    String name = RawBatch.name(verdict);
                    assertTrue(
                            List.of("TRUNCATED", "BAD_LENGTH", "CORRUPT").contains(name),
                            bit + ": " + name);
                }
            }
        }
    }

    @Test
    void aFlippedMagicIsUnsupported() {
        ByteBuffer batch = good(Gen.of(4), Codec.NONE);
        for (int bit = Batch.MAGIC_AT * 8; bit < Batch.CRC_AT * 8; bit++) {
            for (var verdict : verdicts(flipped(batch, bit), batch.limit())) {
                assertEquals("UNSUPPORTED_MAGIC", RawBatch.name(verdict));
            }
        }
    }

    /**
     * Base offset and leader epoch are the leader's to write, so only impossible ones are refused.
     */
    @Test
    void flippedOffsetsAndEpochsAreRefusedWhenTheyCannotBe() {
        ByteBuffer batch = good(Gen.of(5), Codec.NONE);
        Batch.stamp(batch, 0, 1000, 3);
        for (int bit = 0; bit < Batch.LENGTH_AT * 8; bit++) {
            String expected = bit == 0 ? "BAD_OFFSETS" : "VALID";
            for (var verdict : verdicts(flipped(batch, bit), batch.limit())) {
                assertEquals(expected, RawBatch.name(verdict), "bit " + bit);
            }
        }
        for (int bit = Batch.LEADER_EPOCH_AT * 8; bit < Batch.MAGIC_AT * 8; bit++) {
            ByteBuffer flipped = flipped(batch, bit);
            boolean sign = bit == Batch.LEADER_EPOCH_AT * 8;
            assertEquals(sign ? "BAD_OFFSETS" : "VALID", RawBatch.name(RawBatch.stored(flipped)));
            assertEquals("VALID", RawBatch.name(RawBatch.produced(flipped)));
        }
    }

    /** An attacker makes the checksum true: then it may pass or not, but nothing may break. */
    @Test
    void anyBytesUnderATrueChecksumAreJudgedWithoutThrowing() {
        Gen.check(
                "damage under a true checksum",
                3000,
                gen -> {
                    ByteBuffer batch = good(gen, Drawn.codec(gen));
                    int changes = gen.between(1, 4);
                    for (int i = 0; i < changes; i++) {
                        int at = gen.between(Batch.ATTRIBUTES_AT, batch.limit() - 1);
                        batch.put(at, (byte) gen.between(-128, 127));
                    }
                    ByteBuffer sealed = RawBatch.with(batch, _ -> {});
                    if (RawBatch.produced(sealed).isValid()) {
                        assertEquals(Batch.count(sealed, 0), RoundTripTest.read(sealed, 0).size());
                    }
                    if (RawBatch.stored(sealed).isValid()) {
                        RecordReader reader =
                                RecordReader.open(sealed, 0, DecompressionBound.DEFAULT);
                        int read = 0;
                        while (reader.next()) {
                            var _ = reader.read();
                            read++;
                        }
                        assertTrue(read <= Batch.count(sealed, 0));
                        assertFalse(reader.next());
                    }
                });
    }

    @Test
    void anyBytesAtAllAreJudgedWithoutThrowing() {
        Gen.check(
                "noise",
                3000,
                gen -> {
                    ByteBuffer noise = ByteBuffer.wrap(gen.bytes(gen.between(0, 200)));
                    for (var verdict : verdicts(noise, noise.limit())) {
                        assertFalse(verdict.isValid());
                    }
                });
    }

    private static List<BatchVerdict> verdicts(ByteBuffer buffer, int end) {
        return List.of(
                BatchCheck.stored(buffer, 0, end),
                BatchCheck.produced(buffer, 0, end, DecompressionBound.DEFAULT));
    }

    /** Bits are counted from the highest of the first byte. */
    private static ByteBuffer flipped(ByteBuffer batch, int bit) {
        byte[] bytes = RawBatch.bytes(batch);
        bytes[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
        return ByteBuffer.wrap(bytes);
    }
}
