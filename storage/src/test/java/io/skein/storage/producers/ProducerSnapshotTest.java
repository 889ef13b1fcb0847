package io.skein.storage.producers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The file of producers: it says what it was given, and nothing if any byte is another. */
final class ProducerSnapshotTest {
    private static Producers some() {
        Producers producers = Producers.NONE;
        long offset = 0;
        for (int i = 0; i < 40; i++) {
            Sent sent = new Sent(i % 3 == 0 ? 4 : 1000 + i, i / 20, i % 3 == 0 ? i : 0, 1 + i % 4);
            producers = sent.at(producers, offset, 70 + i);
            offset = sent.next(offset);
        }
        ByteBuffer mark = Sent.first(77).batch(offset);
        mark.putInt(53, Batch.NO_PRODUCER);
        return producers.with(mark, 0, 5);
    }

    @Test
    void isReadAsItWasWritten() {
        Producers producers = some();
        byte[] file = ProducerSnapshot.write(producers);
        assertEquals(Optional.of(producers), ProducerSnapshot.read(file, 1000));
        byte[] none = ProducerSnapshot.write(Producers.NONE);
        assertEquals(Optional.of(Producers.NONE), ProducerSnapshot.read(none, 0));
    }

    @Test
    void hasKafkasLayout() {
        Producers producers = new Sent(9, 2, 30, 5).at(Producers.NONE, 100, 7);
        byte[] file = ProducerSnapshot.write(producers);
        String entry =
                "0000000000000009"
                        + "0002"
                        + "00000022"
                        + "0000000000000068"
                        + "00000004"
                        + "0000000000000007"
                        + "ffffffff"
                        + "ffffffffffffffff";
        String text = HexFormat.of().formatHex(file);
        assertEquals("0001", text.substring(0, 4));
        assertEquals("00000001" + entry, text.substring(12));
    }

    @Test
    void theLastEntryOfAProducerIsItsNewestBatch() {
        List<ProducerSnapshot.Entry> entries =
                ProducerSnapshot.entries(ProducerSnapshot.write(some())).orElseThrow();
        long last = -1;
        int ofFour = 0;
        for (ProducerSnapshot.Entry entry : entries) {
            if (entry.producerId() != 4) continue;
            assertTrue(entry.lastOffset() > last);
            last = entry.lastOffset();
            ofFour++;
        }
        assertEquals(5, ofFour);
    }

    @Test
    void everyOtherByteIsNoticed() {
        byte[] file = ProducerSnapshot.write(some());
        for (int at = 0; at < file.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = file.clone();
                flipped[at] ^= (byte) (1 << bit);
                assertEquals(Optional.empty(), ProducerSnapshot.entries(flipped), at + "." + bit);
            }
        }
        for (int bytes = 0; bytes < file.length; bytes++) {
            byte[] shorter = Arrays.copyOf(file, bytes);
            assertEquals(Optional.empty(), ProducerSnapshot.read(shorter, 1000), "length " + bytes);
        }
        byte[] longer = Arrays.copyOf(file, file.length + 46);
        assertEquals(Optional.empty(), ProducerSnapshot.read(longer, 1000));
    }

    /** Even with a checksum that fits: each of these can be written only by somebody else. */
    @Test
    void whatCannotBeIsRefused() {
        Producers two =
                new Sent(9, 2, 40, 5).at(new Sent(9, 2, 30, 10).at(Producers.NONE, 100), 110);
        byte[] file = ProducerSnapshot.write(two);
        assertEquals(Optional.of(two), ProducerSnapshot.read(sealed(file), 115));
        assertEquals(Optional.empty(), ProducerSnapshot.read(file, 114), "behind the offset");
        assertRefused(file, 6, 3, "more entries than there are");
        assertRefused(file, 6, Integer.MAX_VALUE, "a count that is much too large");
        assertRefused(file, 10, -1, "a negative producer");
        assertRefused(file, 56 + 8, 0x00030000, "another epoch");
        assertRefused(file, 20, -2, "a negative sequence");
        assertRefused(file, 32, -1, "a negative delta");
        assertRefused(file, 32, 110, "begins before offset 0");
        assertRefused(file, 78, 5, "begins within the one before");
        assertRefused(file, 66, -1, "no batch behind a batch");
    }

    @Test
    void sixBatchesOfAProducerAreTooMany() {
        byte[] one = ProducerSnapshot.write(new Sent(9, 0, 0, 1).at(Producers.NONE, 0));
        ByteBuffer file = ByteBuffer.allocate(10 + 6 * 46).put(one, 0, 10).putInt(6, 6);
        for (int i = 0; i < 6; i++) {
            file.put(one, 10, 46);
            file.putInt(10 + i * 46 + 10, i).putLong(10 + i * 46 + 14, i);
        }
        assertTrue(ProducerSnapshot.entries(sealed(file.array())).isPresent());
        assertEquals(Optional.empty(), ProducerSnapshot.read(file.array(), 100));
        file.putInt(6, 5);
        byte[] five = Arrays.copyOf(file.array(), 10 + 5 * 46);
        assertTrue(ProducerSnapshot.read(sealed(five), 100).isPresent());
    }

    private static void assertRefused(byte[] file, int at, int value, String why) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        assertEquals(Optional.empty(), ProducerSnapshot.read(sealed(changed), 115), why);
    }

    private static byte[] sealed(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 6, file.length - 6);
        ByteBuffer.wrap(file).putInt(2, (int) crc.getValue());
        return file;
    }
}
