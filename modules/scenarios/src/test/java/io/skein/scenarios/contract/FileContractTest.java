package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.Gen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of a {@link DiskFile}. */
class FileContractTest {
    private static final int LENGTH_MAX = 3_000;

    @TempDir private Path directory;

    private static byte[] read(DiskFile file, long position, int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        int got = file.read(into, position);
        assertEquals(got, into.position(), "the buffer moves by what was read");
        return Arrays.copyOf(into.array(), got);
    }

    private static void write(DiskFile file, long position, byte... bytes) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        file.write(from, position);
        assertFalse(from.hasRemaining(), "all of it is written");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void aReadEndsWithTheFile(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory);
                DiskFile file = trial.disk().create("f")) {
            assertEquals(0, file.length());
            write(file, 0, bytes(1, 2, 3, 4, 5));
            assertArrayEquals(bytes(2, 3), read(file, 1, 2));
            assertArrayEquals(bytes(4, 5), read(file, 3, 10));
            assertEquals(0, read(file, 5, 10).length, "nothing at the end");
            assertEquals(0, read(file, 1_000, 10).length, "nor after it");
            assertEquals(0, read(file, 0, 0).length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteGoesWhereItIsToldAndAGapReadsAsZeros(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory);
                DiskFile file = trial.disk().create("f")) {
            write(file, 3, bytes(7, 8));
            assertArrayEquals(bytes(0, 0, 0, 7, 8), read(file, 0, 9));
            write(file, 1, bytes(5));
            write(file, 0);
            assertArrayEquals(bytes(0, 5, 0, 7, 8), read(file, 0, 9));
            assertEquals(5, file.length());
            file.sync();
        }
    }

    @ParameterizedTest
    @EnumSource
    void buffersOfEveryKindAreTaken(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory);
                DiskFile file = trial.disk().create("f")) {
            ByteBuffer part = ByteBuffer.wrap(bytes(9, 1, 2, 9)).position(1).limit(3);
            file.write(part.asReadOnlyBuffer(), 0);
            ByteBuffer direct = ByteBuffer.allocateDirect(2).put(bytes(3, 4)).flip();
            file.write(direct, 2);
            ByteBuffer into = ByteBuffer.allocateDirect(6).position(1).limit(4);
            assertEquals(3, file.read(into, 1));
            assertEquals(4, into.position());
            assertArrayEquals(bytes(2, 3, 4), new byte[] {into.get(1), into.get(2), into.get(3)});
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncateOnlyCutsAndPreallocateOnlyExtends(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory);
                DiskFile file = trial.disk().create("f")) {
            write(file, 0, bytes(1, 2, 3, 4));
            file.truncate(9);
            assertEquals(4, file.length());
            file.preallocate(2);
            assertEquals(4, file.length());
            file.truncate(2);
            assertEquals(2, file.length());
            file.preallocate(5);
            assertArrayEquals(bytes(1, 2, 0, 0, 0), read(file, 0, 9), "what was cut is gone");
            assertEquals(5, file.length());
            file.sync();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoHandlesSeeTheSameFile(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory);
                DiskFile writer = trial.disk().create("f");
                DiskFile reader = trial.disk().open("f")) {
            write(writer, 0, bytes(1, 2, 3));
            assertArrayEquals(bytes(1, 2, 3), read(reader, 0, 9));
            assertEquals(3, reader.length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aViewIsReadOnlyAndOutlivesItsFile(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            DiskFile file = trial.disk().create("f");
            write(file, 0, bytes(1, 2, 3, 4));
            ByteBuffer view = file.map(1, 2);
            assertThrows(BrokenInvariant.class, () -> file.map(3, 2), "it lies inside the file");
            file.close();
            assertTrue(view.isReadOnly());
            assertEquals(2, view.remaining());
            assertEquals(2, view.get(0));
            assertEquals(3, view.get(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedFileDoesNothing(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            DiskFile file = trial.disk().create("f");
            file.close();
            file.close();
            assertThrows(IOException.class, () -> write(file, 0, bytes(1)));
            assertThrows(IOException.class, () -> read(file, 0, 1));
            assertThrows(IOException.class, file::sync);
        }
    }

    /** Whatever is done to a file, it reads like an array to which the same was done. */
    @ParameterizedTest
    @EnumSource
    void aFileIsAnArray(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            int[] files = {0};
            Gen.check(
                    "a file is an array",
                    60,
                    gen -> {
                        try (DiskFile file = trial.disk().create("f" + files[0]++)) {
                            byte[] model = {};
                            for (int kind : gen.list(1, 20, each -> each.between(0, 3))) {
                                model = step(gen, kind, file, model);
                                assertEquals(model.length, file.length());
                            }
                            assertArrayEquals(model, read(file, 0, LENGTH_MAX + 1));
                        }
                    });
        }
    }

    private static byte[] step(Gen gen, int kind, DiskFile file, byte[] model) throws IOException {
        int at = gen.between(0, LENGTH_MAX);
        return switch (kind) {
            case 0 -> stepWrite(gen.bytes(gen.between(0, LENGTH_MAX - at)), at, file, model);
            case 1 -> {
                file.truncate(at);
                yield Arrays.copyOf(model, Math.min(model.length, at));
            }
            case 2 -> {
                file.preallocate(at);
                yield Arrays.copyOf(model, Math.max(model.length, at));
            }
            default -> {
                int end = Math.min(model.length, at + 700);
                byte[] expected = at < end ? Arrays.copyOfRange(model, at, end) : new byte[0];
                assertArrayEquals(expected, read(file, at, 700));
                yield model;
            }
        };
    }

    private static byte[] stepWrite(byte[] bytes, int at, DiskFile file, byte[] model)
            throws IOException {
        write(file, at, bytes);
        // To write nothing, wherever it is, changes nothing.
        if (bytes.length == 0) return model;
        byte[] longer = Arrays.copyOf(model, Math.max(model.length, at + bytes.length));
        System.arraycopy(bytes, 0, longer, at, bytes.length);
        return longer;
    }
}
