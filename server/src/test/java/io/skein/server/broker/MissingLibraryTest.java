package io.skein.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.records.BatchBuilder;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine without a folder that native code can be loaded from: batches that need such code are
 * refused, the others are taken, and nothing is thrown. Another JVM plays that machine.
 */
class MissingLibraryTest {
    @TempDir private Path folder;

    @Test
    void aCodecThatCannotBeLoadedIsUnsupported() throws IOException, InterruptedException {
        for (Codec codec : Codec.values()) {
            Files.write(folder.resolve(codec.name()), batch(codec).array());
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + folder.resolve("NONE/x"),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MissingLibraryTest.class.getName(),
                                folder.toString())
                        .redirectError(folder.resolve("error").toFile())
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), Files.readString(folder.resolve("error")));
        String expected =
                """
                NONE taken
                GZIP taken
                SNAPPY UNSUPPORTED_COMPRESSION: bad batch: snappy cannot be loaded here
                LZ4 taken
                ZSTD UNSUPPORTED_COMPRESSION: bad batch: zstd cannot be loaded here
                """;
        // Twice: the JVM says it in another way the second time.
        assertEquals(expected + expected, said);
    }

    private static ByteBuffer batch(Codec codec) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        builder.add(1, Payload.ABSENT, Payload.of(new byte[1000]), List.of());
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        return ByteBuffer.allocate(batch.remaining()).put(batch).flip();
    }

    /** That other machine, whose temporary folder would lie inside a file. */
    @SuppressWarnings("SystemOut") // its answer
    public static void main(String[] folder) throws IOException {
        for (int i = 0; i < 2; i++) {
            for (Codec codec : Codec.values()) {
                ByteBuffer batch =
                        ByteBuffer.wrap(Files.readAllBytes(Path.of(folder[0], codec.name())));
                BatchVerdict verdict =
                        BatchCheck.produced(batch, 0, batch.limit(), DecompressionBound.DEFAULT);
                System.out.println(codec + " " + said(verdict));
            }
        }
    }

    private static String said(BatchVerdict verdict) {
        return switch (verdict) {
            case BatchVerdict.Valid _ -> "taken";
            case BatchVerdict.Invalid invalid -> {
                var refusal = Refusals.invalidBatch(invalid);
                yield refusal.why() + ": " + refusal.message();
            }
        };
    }
}
