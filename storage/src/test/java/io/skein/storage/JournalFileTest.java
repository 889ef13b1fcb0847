package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.storage.inspect.FileKind;
import io.skein.storage.inspect.JournalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's files as they are shown. */
class JournalFileTest {
    @TempDir Path folder;

    private final Story story = new Story(2, Rig.JOURNALED);

    private List<Path> written() throws IOException {
        Log log = story.open();
        for (int i = 0; i < 12; i++) story.append(log, 2, 0);
        story.rig.<TruncateResult>ask(then -> log.truncation().to(20, then));
        story.append(log, 2, 1);
        story.append(log, 2, 1);
        story.restart();
        return JournalFile.in(Lying.of(folder.resolve("data"), story).folder);
    }

    @Test
    void eachFrameIsTold() throws IOException {
        List<JournalFile.Line> lines = new ArrayList<>();
        for (Path file : written()) {
            assertEquals(Optional.of(FileKind.JOURNAL), FileKind.of(file.getFileName().toString()));
            JournalFile content = JournalFile.of(file).orElseThrow();
            assertEquals(content.first(), content.lines().getFirst().sequence());
            lines.addAll(content.lines());
        }
        String owner = Files.readString(folder.resolve("data/lines-0/partition.metadata"));
        long sequence = lines.getFirst().sequence();
        for (JournalFile.Line line : lines) {
            assertEquals(sequence++, line.sequence());
            assertTrue(line.isSound() && line.confirmed() < line.sequence());
            assertEquals("lines-0", line.folder());
            assertTrue(owner.contains("incarnation: " + line.incarnation() + "\n"), owner);
            assertEquals(line.revokes(), line.bytes() == 0);
        }
        assertTrue(lines.size() > 5, lines.toString());
        assertEquals(1, lines.stream().filter(JournalFile.Line::revokes).count());
        assertEquals(story.end(), lines.getLast().end());
    }

    @Test
    void damageIsTold() throws IOException {
        Path file = written().getFirst();
        JournalFile.Line last = JournalFile.of(file).orElseThrow().lines().getLast();
        byte[] bytes = Files.readAllBytes(file);
        int payload = (int) last.at() + 64 + "lines-0".length();
        bytes[payload + last.bytes() / 2] ^= 1;
        Files.write(file, bytes);
        JournalFile rotten = JournalFile.of(file).orElseThrow();
        assertEquals(last.sequence(), rotten.lines().getLast().sequence());
        assertTrue(!rotten.lines().getLast().isSound());
        bytes[(int) last.at() + 20] ^= 1;
        Files.write(file, bytes);
        JournalFile shorter = JournalFile.of(file).orElseThrow();
        assertEquals(rotten.lines().size() - 1, shorter.lines().size());
        for (int at = 0; at < 8192; at += 2048) bytes[at + 9] ^= 1;
        Files.write(file, bytes);
        assertTrue(JournalFile.of(file).isEmpty());
    }

    @Test
    void aDirectoryMayHaveNone() throws IOException {
        assertEquals(List.of(), JournalFile.in(folder));
    }
}
