package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of every file of a log goes wrong once, and every file ends at each of its bytes. */
class VerificationFuzzTest {
    @TempDir Path folder;

    private Lying files;

    @BeforeEach
    void write() throws IOException {
        files = Lying.of(folder.resolve("data"), true);
        assertEquals(0, files.verify().problems(), files.findings.toString());
    }

    @Test
    void everyFlipInABatchIsFound() throws IOException {
        for (Path file : new Path[] {files.first(".log"), files.last(".log")}) flips(file);
    }

    @Test
    void everyFlipInAnIndexIsFound() throws IOException {
        flips(files.first(SegmentName.INDEX));
        flips(files.first(SegmentName.TIME_INDEX));
    }

    @Test
    void everyFlipInASmallFileIsSurvived() throws IOException {
        for (String name : new String[] {"leader-epoch-checkpoint", "partition.metadata"}) {
            Path file = files.log.resolve(name);
            byte[] sound = Files.readAllBytes(file);
            for (int at = 0; at < sound.length; at++) tryWith(file, flipped(sound, at, 0x81));
            Files.write(file, sound);
        }
    }

    private void flips(Path file) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        assertTrue(sound.length > 0, "there is something to flip");
        for (int at = 0; at < sound.length; at++) {
            long problems = tryWith(file, flipped(sound, at, 1 << (at % 8)));
            assertTrue(problems > 0, "a flip at " + at + " of " + file.getFileName());
        }
        Files.write(file, sound);
    }

    private static byte[] flipped(byte[] sound, int at, int bits) {
        byte[] bytes = sound.clone();
        bytes[at] ^= (byte) bits;
        return bytes;
    }

    private long tryWith(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return files.verify().problems();
    }

    @Test
    void everyLostByteOfALogIsFound() throws IOException {
        for (Path file : new Path[] {files.first(".log"), files.last(".log")}) {
            byte[] sound = Files.readAllBytes(file);
            for (int length = 0; length < sound.length; length++) {
                long problems = tryWith(file, Arrays.copyOf(sound, length));
                assertTrue(problems > 0, length + " bytes of " + file.getFileName());
            }
            Files.write(file, sound);
        }
    }

    @Test
    void everyTruncationOfAnIndexIsSurvived() throws IOException {
        for (String kind : new String[] {SegmentName.INDEX, SegmentName.TIME_INDEX}) {
            Path file = files.first(kind);
            byte[] sound = Files.readAllBytes(file);
            for (int length = 0; length < sound.length; length++) {
                long problems = tryWith(file, Arrays.copyOf(sound, length));
                boolean mayBeWhole = length % 8 == 0 && kind.equals(SegmentName.INDEX);
                assertTrue(problems > 0 || mayBeWhole, length + " bytes of " + kind);
            }
            Files.write(file, sound);
        }
    }
}
