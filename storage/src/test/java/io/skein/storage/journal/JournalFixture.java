package io.skein.storage.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A journal on a simulated disk, and what a start would hear of it. */
final class JournalFixture {
    static final int FILE_BYTES = 16 << 10;
    static final int ROOM = FILE_BYTES - Header.FRAMES_AT;
    static final Journal.Bounds BOUNDS = new Journal.Bounds(FILE_BYTES, 3, 0);
    static final long NEVER_NEEDED = Long.MAX_VALUE;
    static final String FIRST_FILE = Journal.FOLDER + "/0.journal";
    static final List<String> FILLED =
            List.of("1 a-0 one", "2 b-0 two", "3 a-0 three", "4 b-0 four", "5 a-0 five");

    long neededFrom = 1;
    SimHost host = new World(1, Tempo.calm()).host("a");
    Disk disk = host.disk("data");

    void reboot() {
        host.powerCut();
        host = host.reboot();
        disk = host.disk("data");
    }

    Journal journal() throws IOException {
        JournalScan.Ring found = new JournalScan(disk).survey(0);
        return new Journal(disk, host.entropy("journal"), found, BOUNDS);
    }

    /** What the next start would hear, a line for each thing. */
    List<String> replay(long vouched) throws IOException {
        List<String> told = new ArrayList<>();
        JournalScan scan = new JournalScan(disk);
        scan.survey(vouched);
        scan.replay(
                new JournalScan.Listener() {
                    @Override
                    public void data(Frame frame, ByteBuffer payload) {
                        String text = StandardCharsets.UTF_8.decode(payload).toString();
                        told.add(frame.sequence() + " " + frame.folder() + " " + text);
                    }

                    @Override
                    public void rotten(Frame frame) {
                        told.add(frame.sequence() + " " + frame.folder() + " is rotten");
                    }

                    @Override
                    public void missing(long from, long before) {
                        told.add(from + " to " + before + " missing");
                    }
                });
        return told;
    }

    List<String> replay() throws IOException {
        return replay(0);
    }

    static Journal.Entry entry(String folder, long segmentBase) {
        return new Journal.Entry(folder, folder.hashCode(), segmentBase, 0, 1);
    }

    static List<ByteBuffer> text(String... parts) {
        List<ByteBuffer> bytes = new ArrayList<>();
        for (String part : parts) bytes.add(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    void add(Journal journal, String folder, String text) throws IOException {
        assertTrue(journal.reserve(entry(folder, 0).sizeBytes(text.length()), neededFrom));
        journal.add(entry(folder, 0), text(text));
    }

    /** Three rounds: two frames, one, two more. */
    Journal filled() throws IOException {
        Journal journal = journal();
        add(journal, "a-0", "one");
        add(journal, "b-0", "two");
        journal.sync();
        add(journal, "a-0", "three");
        journal.sync();
        add(journal, "b-0", "four");
        add(journal, "a-0", "five");
        journal.sync();
        return journal;
    }

    /** Where in the first file the frame of this text begins. */
    int frameAt(int number) throws IOException {
        int at = Header.FRAMES_AT;
        for (String line : FILLED.subList(0, number - 1)) {
            at += (int) entry("a-0", 0).sizeBytes(line.length() - "1 a-0 ".length());
        }
        return at;
    }

    byte[] bytes(String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    void put(String name, byte[] bytes, long at) throws IOException {
        try (DiskFile file = disk.exists(name) ? disk.open(name) : disk.create(name)) {
            file.write(ByteBuffer.wrap(bytes), at);
            file.sync();
        }
    }
}
