package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SegmentName;
import io.skein.storage.inspect.Finding;
import io.skein.storage.inspect.Totals;
import io.skein.storage.inspect.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification says about sound files, and about each kind of damage. */
class VerificationTest {
    @TempDir Path folder;

    private Lying files;

    @BeforeEach
    void write() throws IOException {
        files = Lying.of(folder.resolve("data"), true);
        assertTrue(files.bases.size() > 2, "several segments");
    }

    private void expect(String problem) {
        files.verify();
        assertEquals(1, files.problems().size(), files.problems().toString());
        String found = files.problems().getFirst();
        assertTrue(found.contains(problem), found);
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
    }

    private static void truncate(Path file, int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }

    @Test
    void soundFilesAreCounted() {
        Totals totals = files.verify();
        assertEquals(new Totals(1, files.bases.size(), 20, totals.records(), 0), totals);
        assertEquals(files.findings.size(), 0);
        assertEquals(totals, files.verify(files.log), "the folder alone");
    }

    @Test
    void aFlippedBitOfARecordIsFound() throws IOException {
        flip(files.first(SegmentName.LOG), 100);
        expect("damaged batch: checksum");
        Finding found = files.findings.getFirst();
        assertEquals(0, found.position().orElseThrow());
        assertEquals(Optional.of(new Finding.Offsets(0, 1)), found.offsets());
    }

    @Test
    void aSegmentThatIsCutIsFound() throws IOException {
        truncate(files.first(SegmentName.LOG), 200);
        files.verify();
        String found = files.problems().getFirst();
        assertTrue(found.contains("no batch can be made out in the last"), found);
    }

    @Test
    void zerosAreFound() throws IOException {
        Path log = files.first(SegmentName.LOG);
        byte[] bytes = Files.readAllBytes(log);
        Arrays.fill(
                bytes, (int) Batch.sizeBytes(ByteBuffer.wrap(bytes), 0), bytes.length, (byte) 0);
        Files.write(log, bytes);
        expect("no batch has the length -49");
    }

    @Test
    void aMissingSegmentIsFound() throws IOException {
        for (String kind : new String[] {".log", ".index", ".timeindex"}) {
            Files.deleteIfExists(
                    folder.resolve("data")
                            .resolve(SegmentName.of("lines-0", files.bases.get(1), kind)));
        }
        expect("are missing before this segment");
    }

    @Test
    void whatKafkaHasCompactedMayLackOffsets() throws IOException {
        Path log = files.first(SegmentName.LOG);
        byte[] bytes = Files.readAllBytes(log);
        ByteBuffer first = ByteBuffer.wrap(bytes);
        long gapEnd = Batch.nextOffset(first, 0);
        byte[] left = Arrays.copyOfRange(bytes, (int) Batch.sizeBytes(first, 0), bytes.length);
        Files.write(log, left);
        for (String kind : new String[] {SegmentName.INDEX, SegmentName.TIME_INDEX}) {
            Files.deleteIfExists(files.first(kind));
        }
        Path cleaned = files.folder.resolve(FileNames.KAFKA_CLEANED);
        expect("offset " + gapEnd + " where 0 should be");
        Files.writeString(cleaned, "0\n1\nlines 0 " + (gapEnd - 1) + "\n");
        expect("offset " + gapEnd + " where 0 should be");
        Files.writeString(cleaned, "0\n1\nothers 0 " + gapEnd + "\n");
        expect("offset " + gapEnd + " where 0 should be");
        Files.writeString(cleaned, "0\n1\nlines 0 " + gapEnd + "\n");
        files.verify();
        assertEquals(List.of(), files.problems());
        files.verify(files.log);
        assertEquals(List.of(), files.problems(), "the folder alone");
        long base = files.bases.get(1);
        for (String kind : new String[] {".log", ".index", ".timeindex"}) {
            Files.deleteIfExists(files.log.resolve(SegmentName.of(".", base, kind)));
        }
        expect("are missing before this segment");
        Files.writeString(cleaned, "0\n1\nlines 0 " + files.bases.get(2) + "\n");
        files.verify();
        assertEquals(List.of(), files.problems());
        Files.writeString(cleaned, "0\n1\nlines 0\n");
        files.verify();
        assertTrue(
                files.problems().contains(FileNames.KAFKA_CLEANED + ": it is no list of offsets"));
    }

    @Test
    void aSegmentOfAnotherLogIsFound() throws IOException {
        byte[] other = Rig.bytes(stamped(files.bases.get(1) + 7));
        Files.write(files.log.resolve(SegmentName.of(".", files.bases.get(1), ".log")), other);
        files.verify();
        assertTrue(files.problems().getFirst().contains("should be"), files.problems().toString());
    }

    private static ByteBuffer stamped(long offset) {
        ByteBuffer batch = Rig.batch(1, 10, 5);
        Batch.stamp(batch, 0, offset, 1);
        return batch;
    }

    @Test
    void aFileThatIsNoneOfOursIsFound() throws IOException {
        Files.writeString(files.log.resolve("notes.txt"), "x");
        expect("notes.txt: it is no file of a log");
    }

    @Test
    void aWrongIndexEntryIsFoundAlone() throws IOException {
        Path index = files.first(SegmentName.INDEX);
        assertTrue(Files.size(index) >= 24, "entries before and behind");
        flip(index, 8 + 2);
        expect("it does not ascend between its neighbours");
    }

    @Test
    void anIndexEntryThatNamesAnotherOffsetIsFound() throws IOException {
        Path index = files.first(SegmentName.INDEX);
        byte[] bytes = Files.readAllBytes(index);
        bytes[3]++;
        Files.write(index, bytes);
        expect("the batch at that position ends with relative offset");
    }

    @Test
    void anIndexThatIsCutInAnEntryIsFound() throws IOException {
        truncate(files.first(SegmentName.INDEX), 13);
        expect("5 bytes are left behind the last whole entry");
    }

    @Test
    void aWrongTimeIsFoundAlone() throws IOException {
        Path times = files.first(SegmentName.TIME_INDEX);
        byte[] bytes = Files.readAllBytes(times);
        bytes[7]--;
        Files.write(times, bytes);
        expect("that batch's newest time is");
    }

    @Test
    void aClosedSegmentTellsItsNewestTime() throws IOException {
        Path times = files.first(SegmentName.TIME_INDEX);
        truncate(times, (int) Files.size(times) - 12);
        expect("it does not tell the segment's newest time");
    }

    @Test
    void epochsAreHeldAgainstTheBatches() throws IOException {
        Path epochs = files.log.resolve("leader-epoch-checkpoint");
        Path saved = Files.copy(epochs, folder.resolve("saved"));
        Files.writeString(epochs, "0\n2\n1 0\n0 9\n");
        expect("it is no ascending list of epochs");
        Files.writeString(epochs, "0\n1\n0 0\n");
        files.verify();
        String found = files.problems().getFirst();
        assertTrue(found.contains("leader epoch 1 where the epochs file has 0"), found);
        Files.writeString(
                epochs, Files.readString(saved).replace("0\n2\n", "0\n3\n") + "2 100000\n");
        expect("epoch 2 begins at offset 100000, behind the log's end");
    }

    @Test
    void aLostTailIsFoundByTheRecoveryPoint() throws IOException {
        truncate(files.last(SegmentName.LOG), 0);
        files.verify();
        String all = files.problems().toString();
        assertTrue(all.contains("the log ends here, and had been synced up to"), all);
    }

    @Test
    void whatStandsBehindTheRecoveryPointIsATornTail() throws IOException {
        Lying torn = Lying.of(folder.resolve("torn"), false);
        assertEquals(0, torn.verify().problems(), torn.findings.toString());
        Path log = torn.last(SegmentName.LOG);
        flip(log, (int) Files.size(log) - 1);
        assertEquals(0, torn.verify().problems(), torn.findings.toString());
        assertEquals(1, torn.findings.size());
        assertTrue(torn.findings.getFirst().what().startsWith("torn tail, which the next start"));
    }

    @Test
    void withoutRecoveryPointsATailIsDamage() throws IOException {
        Lying torn = Lying.of(folder.resolve("torn"), false);
        Path log = torn.last(SegmentName.LOG);
        truncate(log, (int) Files.size(log) - 1);
        Files.delete(torn.folder.resolve("recovery-point-offset-checkpoint"));
        assertEquals(2, torn.verify().problems(), torn.findings.toString());
    }

    @Test
    void theSmallFilesMustMakeSense() throws IOException {
        Files.writeString(files.log.resolve("partition.metadata"), "version: 0\n");
        Files.writeString(files.folder.resolve("meta.properties"), "version=1\n");
        assertEquals(2, files.verify().problems(), files.problems().toString());
        Files.writeString(files.folder.resolve("log-start-offset-checkpoint"), "0\n1\nx 0 7\n");
        assertEquals(2, files.verify().problems(), "Kafka's form is good enough");
        String wrong = "0\n1\nx 0 7 12345678\n";
        Files.writeString(files.folder.resolve("log-start-offset-checkpoint"), wrong);
        assertEquals(3, files.verify().problems(), files.problems().toString());
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        for (Path place : new Path[] {other, folder.resolve("none"), files.first(".log")}) {
            assertInstanceOf(
                    Verification.Result.NothingThere.class,
                    Verification.verify(place, files.findings::add));
        }
    }
}
