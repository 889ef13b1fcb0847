package io.skein.storage.journal;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One file of the ring, open for writing. Owned by the commit lane. It never grows or shrinks: what
 * is written lies on blocks that the file has had for long, so a sync has nothing else to write.
 */
final class JournalFile {
    private final String name;
    private final DiskFile file;
    private final int bytes;
    private Header header;
    private long last = -1;
    private int position = Header.FRAMES_AT;

    private JournalFile(String name, DiskFile file, int bytes, Header header) {
        this.name = name;
        this.file = file;
        this.bytes = bytes;
        this.header = header;
    }

    /** A file of zeros without a header; its name is durable once the folder is synced. */
    static JournalFile make(Disk disk, String name, int bytes) throws IOException {
        if (disk.exists(name)) disk.delete(name);
        DiskFile file = disk.create(name);
        try {
            file.preallocate(bytes);
        } catch (IOException failed) {
            file.close();
            disk.delete(name);
            throw failed;
        }
        return new JournalFile(name, file, bytes, new Header(-1, 0, 0, 0));
    }

    /** One that was in use before, and holds nothing that counts. */
    static JournalFile take(Disk disk, String name, Header header) throws IOException {
        DiskFile file = disk.open(name);
        return new JournalFile(name, file, (int) file.length(), header);
    }

    /** The sequence of its last frame. */
    long last() {
        return last;
    }

    /** The sequence of the first frame of this use. */
    long first() {
        return header.first();
    }

    long secret() {
        return header.secret();
    }

    int bytes() {
        return bytes;
    }

    boolean hasRoom(long more) {
        return position + more <= bytes;
    }

    /** All it held is forgotten, and frames from {@code first} on follow; durable. */
    void begin(long first, long liveFrom, long secret) throws IOException {
        header = new Header(header.generation() + 1, first, liveFrom, secret);
        file.write(header.bytes(), header.position());
        file.sync();
        position = Header.FRAMES_AT;
        last = first - 1;
    }

    void write(ByteBuffer from) throws IOException {
        int length = from.remaining();
        file.write(from, position);
        position += length;
    }

    /** What was written up to this frame is durable when this returns. */
    void sync(long newLast) throws IOException {
        file.sync();
        last = newLast;
    }

    void delete(Disk disk) throws IOException {
        file.close();
        disk.delete(name);
    }

    void close() throws IOException {
        file.close();
    }
}
