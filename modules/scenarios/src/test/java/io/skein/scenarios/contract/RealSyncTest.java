package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.jdk.FileDisk;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which forces of the real disk reach the system. No read can tell: the JDK's recorder does. */
final class RealSyncTest {
    private static final String FORCE = "jdk.FileForce";

    @TempDir private Path temporary;

    /** What may be the first to need the data directory. */
    enum Need {
        FILE {
            @Override
            void meet(Disk disk) throws IOException {
                disk.create("a").close();
            }
        },
        DIRECTORY {
            @Override
            void meet(Disk disk) throws IOException {
                disk.makeDirectory("a");
            }
        },
        LOCK {
            @Override
            void meet(Disk disk) throws IOException {
                disk.lock(".lock").close();
            }
        };

        abstract void meet(Disk disk) throws IOException;
    }

    private interface Work {
        void run() throws IOException;
    }

    @Test
    void aFileIsForcedByItsSyncAloneAndWithoutItsTimes() throws IOException {
        Files.createDirectory(temporary.resolve("data"));
        Disk disk = new FileDisk(temporary.resolve("data"));
        Work work =
                () -> {
                    try (DiskFile file = disk.create("a")) {
                        file.write(ByteBuffer.wrap(new byte[] {1}), 0);
                        file.sync();
                    }
                };
        assertEquals(List.of("data/a false"), forced(work));
    }

    @Test
    void aDirectoryIsForcedWithItsNames() throws IOException {
        Disk disk = new FileDisk(temporary);
        disk.makeDirectory("a/b");
        Work work =
                () -> {
                    disk.syncDirectory("a/b");
                    disk.syncDirectory("");
                };
        assertEquals(List.of("a/b true", " true"), forced(work));
    }

    @Test
    void ofManyAtOnceEachIsForced() throws IOException {
        Disk disk = new FileDisk(temporary);
        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int number = 100; number < 140; number++) {
            disk.makeDirectory("d" + number);
            disk.create("d" + number + "/f").close();
            folders.add("d" + number);
            files.add("d" + number + "/f");
            expected.add("d" + number + " true");
            expected.add("d" + number + "/f false");
        }
        List<String> forced = forced(() -> disk.syncAll(files, folders));
        assertEquals(expected, forced.stream().sorted().toList());
        assertEquals(List.of(), forced(() -> disk.syncAll(List.of(), List.of())));
    }

    @Test
    void whatCannotBeSyncedAmongManyIsTold() throws IOException {
        Disk disk = new FileDisk(temporary);
        for (String name : List.of("a", "b", "c")) disk.create(name).close();
        List<String> files = List.of("a", "b", "missing", "c");
        assertThrows(NoSuchFileException.class, () -> disk.syncAll(files, List.of("")));
    }

    @ParameterizedTest
    @EnumSource
    void theNameOfEachDirectoryMadeOnTheWayIsForced(Need need) throws IOException {
        Files.createDirectory(temporary.resolve("there"));
        Disk disk = new FileDisk(temporary.resolve("there/made/when/needed"));
        List<String> parents = List.of("there true", "there/made true", "there/made/when true");
        assertEquals(parents, forced(() -> need.meet(disk)));
        assertEquals(List.of(), forced(() -> disk.create("b").close()));
    }

    /** Each force below {@link #temporary}, in order: the path, and whether metadata went along. */
    private List<String> forced(Work work) throws IOException {
        Path written = Files.createTempFile("forces", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(FORCE).withoutThreshold().withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(written);
            return RecordingFile.readAllEvents(written).stream()
                    .filter(event -> Path.of(event.getString("path")).startsWith(temporary))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .map(this::line)
                    .toList();
        } finally {
            Files.delete(written);
        }
    }

    private String line(RecordedEvent force) {
        Path path = temporary.relativize(Path.of(force.getString("path")));
        return path + " " + force.getBoolean("metaData");
    }
}
