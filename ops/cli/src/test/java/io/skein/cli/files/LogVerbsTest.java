package io.skein.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.text.ExitCode;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Header;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two commands print, and how they end. */
class LogVerbsTest {
    private static final String ID = "AAAAAAAAAAcAAAAAAAAACQ";

    private final Typing typing = new Typing();
    private final ByteArrayOutputStream out = typing.out;
    private final ByteArrayOutputStream err = typing.err;

    @TempDir Path data;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        Path folder = Files.createDirectory(data.resolve("lines-0"));
        log = folder.resolve("00000000000000000000.log");
        Files.writeString(
                data.resolve("meta.properties"), "version=1\nnode.id=1\ndirectory.id=" + ID);
        Files.writeString(data.resolve("recovery-point-offset-checkpoint"), "0\n1\nlines 0 4\n");
        Files.writeString(folder.resolve("partition.metadata"), "version: 0\ntopic_id: " + ID);
        Files.writeString(folder.resolve("leader-epoch-checkpoint"), "0\n1\n3 0\n");
        ByteBuffer both = ByteBuffer.allocate(1000).put(batch(0)).put(batch(2)).flip();
        Files.write(log, Arrays.copyOf(both.array(), both.limit()));
    }

    private static ByteBuffer batch(long offset) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1000);
        Header header = new Header("h", Payload.of("x"));
        builder.add(1_000, Payload.of("k"), Payload.of("a\u001b[2J"), List.of(header));
        builder.add(2_000, Payload.ABSENT, Payload.of(new byte[] {(byte) 0xff}), List.of());
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        Batch.stamp(batch, 0, offset, 3);
        return batch;
    }

    @Test
    void aBatchIsALine() {
        assertEquals(ExitCode.OK, run("dump", log.toString()));
        List<String> lines = lines();
        assertEquals(3, lines.size(), lines.toString());
        assertEquals("file: " + log, lines.getFirst());
        assertTrue(
                lines.get(2).startsWith("baseOffset: 2  lastOffset: 3  position: "), lines.get(2));
        assertTrue(lines.get(2).endsWith("leaderEpoch: 3  crc: ok"), lines.get(2));
        assertTrue(lines.get(2).contains("maxTime: 1970-01-01T00:00:02Z"), lines.get(2));
    }

    @Test
    void recordsAreShownSafely() {
        assertEquals(ExitCode.OK, run("dump", log.toString(), "--records", "--max-batches", "1"));
        assertEquals(
                List.of(
                        "offset: 0  time: 1970-01-01T00:00:01Z  key: k  value: a\\x1b[2J"
                                + "  headers: h=x",
                        "offset: 1  time: 1970-01-01T00:00:02Z  valueBase64: /w=="),
                lines().subList(2, 4));
        assertEquals(4, lines().size());
    }

    @Test
    void jsonHasTheSameFields() {
        assertEquals(ExitCode.OK, run("dump", data.toString(), "--records", "-o", "json"));
        String all = out.toString(StandardCharsets.UTF_8);
        assertTrue(lines().stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")));
        assertTrue(all.contains("\"topic\":\"lines\",\"partition\":0,\"offset\":4"), all);
        assertTrue(all.contains("{\"epoch\":3,\"startOffset\":0}"), all);
        assertTrue(all.contains("\"producerId\":null"), all);
        assertTrue(
                all.contains("\"headers\":[{\"key\":\"h\",\"value\":\"x\",\"valueBase64\":null}]"),
                all);
    }

    @Test
    void soundFilesAreCountedInTheLastLine() {
        assertEquals(ExitCode.OK, run("verify", data.toString()));
        assertEquals(List.of("1 partition, 1 segment, 2 batches, 4 records, 0 problems"), lines());
    }

    @Test
    void damageHasAnExitCodeOfItsOwn() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        bytes[70] ^= 1;
        Files.write(log, bytes);
        assertEquals(ExitCode.DAMAGED, run("verify", data.toString()));
        assertEquals(4, ExitCode.DAMAGED.number());
        List<String> lines = lines();
        assertTrue(
                lines.getFirst().startsWith(log + " at 0, offsets 0 to 1: damaged batch: "),
                lines.getFirst());
        assertEquals("1 partition, 1 segment, 2 batches, 2 records, 1 problem", lines.getLast());
        out.reset();
        assertEquals(ExitCode.DAMAGED, run("verify", data.toString(), "-o", "json"));
        assertTrue(lines().getFirst().startsWith("{\"isProblem\":true,\"file\":"));
        assertTrue(lines().getLast().endsWith("\"problems\":1,\"unsaid\":0}"));
        out.reset();
        assertEquals(ExitCode.OK, run("dump", log.toString()));
        assertTrue(lines().get(1).contains("crc: bad  fault: checksum "), lines().get(1));
    }

    @Test
    void noMoreThanAHundredFindingsArePrinted() throws IOException {
        for (int i = 0; i < 130; i++) Files.writeString(log.resolveSibling("odd" + i), "");
        assertEquals(ExitCode.DAMAGED, run("verify", data.toString()));
        assertEquals(Verdict.LINES_MAX + 2, lines().size());
        assertEquals("and 30 more", lines().get(Verdict.LINES_MAX));
        assertTrue(lines().getLast().endsWith(", 130 problems"), lines().getLast());
    }

    @Test
    void whatIsNoneOfOursGetsALine() throws IOException {
        Path foreign = Files.writeString(data.resolve("notes.txt"), "x");
        Path empty = Files.createDirectory(data.resolve("empty"));
        Path other = Files.createDirectory(data.resolve("other"));
        Files.createDirectory(other.resolve("session-1"));
        String[][] wrong = {
            {"dump", other.toString()},
            {"verify", other.toString()},
            {"dump", foreign.toString()},
            {"dump", empty.toString()},
            {"dump", data + "/none"},
            {"verify", foreign.toString()},
            {"verify", empty.toString()},
            {"verify", data + "/none"}
        };
        for (String[] words : wrong) {
            err.reset();
            assertEquals(ExitCode.FAILED, run(words), words[0] + " " + words[1]);
            assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
        }
        assertEquals(0, out.size());
        assertEquals(ExitCode.USAGE, run("dump", ""));
        assertEquals(ExitCode.USAGE, run("verify", " "));
    }

    @Test
    void theMetadataOfANodeIsShownAndCheckedToo() throws IOException {
        Path inner = Files.createDirectory(data.resolve("__metadata"));
        Path folder = Files.createDirectory(inner.resolve("__cluster_metadata-0"));
        Files.copy(data.resolve("meta.properties"), inner.resolve("meta.properties"));
        Path points = inner.resolve("recovery-point-offset-checkpoint");
        Files.writeString(points, "0\n1\n__cluster_metadata 0 4\n");
        for (String each : List.of("partition.metadata", "leader-epoch-checkpoint")) {
            Files.copy(log.resolveSibling(each), folder.resolve(each));
        }
        Files.copy(log, folder.resolve(log.getFileName()));
        assertEquals(ExitCode.OK, run("verify", data.toString()));
        assertEquals(
                "2 partitions, 2 segments, 4 batches, 8 records, 0 problems", lines().getLast());
        run("dump", data.toString());
        assertTrue(lines().contains("file: " + folder.resolve(log.getFileName())), "" + lines());
        byte[] bytes = Files.readAllBytes(log);
        bytes[70] ^= 1;
        Files.write(folder.resolve(log.getFileName()), bytes);
        assertEquals(ExitCode.DAMAGED, run("verify", data.toString()));
    }

    @Test
    void aReaderThatGoesAwayEndsItQuietly() {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertEquals(ExitCode.OK, run(closed, "dump", log.toString()));
        assertEquals(ExitCode.OK, run(closed, "verify", data.toString()));
        assertEquals(0, err.size());
    }

    private List<String> lines() {
        return typing.lines();
    }

    private ExitCode run(String... words) {
        return run(out, words);
    }

    private ExitCode run(OutputStream to, String... words) {
        return typing.run(to, words);
    }
}
