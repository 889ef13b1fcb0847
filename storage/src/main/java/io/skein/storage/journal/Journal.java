package io.skein.storage.journal;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Entropy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A ring of files of fixed size, used one after the other. Owned by the commit lane. Frames are
 * numbered without a gap; whoever uses it says which of them are still needed, and a file is begun
 * anew once none of its frames is. Nobody reads it but {@link JournalScan} after a crash.
 */
public final class Journal {
    /** Beside the logs' folders; no log has such a name. */
    public static final String FOLDER = "__journal";

    /** How the names of its files end. */
    public static final String SUFFIX = ".journal";

    private static final int STAGING_BYTES = 256 << 10;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(Frame.ALIGNMENT).asReadOnlyBuffer();

    private final Disk disk;
    private final Entropy entropy;
    private final int fileBytes;
    private final int filesMax;
    private final long reserveBytes;
    private final ArrayDeque<JournalFile> ring = new ArrayDeque<>();
    private final ByteBuffer staging;
    private boolean isBegun;
    private long next;
    private long confirmed;

    /**
     * How large it may get.
     *
     * @param fileBytes size of new files
     * @param reserveBytes room on the disk that no new file may take
     */
    public record Bounds(int fileBytes, int filesMax, long reserveBytes) {}

    /**
     * @param found what was there; nothing of it counts any more once the journal is begun
     */
    public Journal(Disk disk, Entropy entropy, JournalScan.Ring found, Bounds bounds)
            throws IOException {
        this.disk = disk;
        this.entropy = entropy;
        this.fileBytes = bounds.fileBytes();
        this.filesMax = bounds.filesMax();
        this.reserveBytes = bounds.reserveBytes();
        this.next = found.last() + 1;
        this.confirmed = found.last();
        this.staging = ByteBuffer.allocateDirect(Math.min(STAGING_BYTES, fileBytes));
        for (JournalScan.Use use : found.uses()) {
            ring.add(JournalFile.take(disk, use.name(), use.header()));
        }
    }

    /** Which bytes of which log a frame has, or which of its segments need no frames any more. */
    public record Entry(String folder, long incarnation, long segmentBase, int position, long end) {
        /** How much of the journal it takes with so many bytes. */
        public long sizeBytes(long payloadBytes) {
            return Frame.sizeBytes(folder, payloadBytes);
        }
    }

    /** The sequence of the newest frame. */
    public long last() {
        return next - 1;
    }

    /** Bytes of the files, used or not. */
    public long sizeBytes() {
        return (long) ring.size() * fileBytes;
    }

    /** Bytes that can be written before a frame from {@code liveFrom} on is in the way; roughly. */
    public long freeBytes(long liveFrom) {
        int needed = 0;
        for (JournalFile file : ring) {
            if (!isFree(file, liveFrom)) needed++;
        }
        return (long) (filesMax - needed) * fileBytes;
    }

    /** How many bytes there may be at the most. */
    public long bytesMax() {
        return (long) filesMax * fileBytes;
    }

    /** Whether so much fits a file at all. */
    public boolean canHold(long bytes) {
        return bytes <= fileBytes - Header.FRAMES_AT;
    }

    /**
     * Sees to it that so many bytes fit without another file; false if for that a file would have
     * to be begun anew that holds frames from {@code liveFrom} on.
     *
     * @throws DiskFull if a file had to be made; nothing has changed
     */
    public boolean reserve(long bytes, long liveFrom) throws IOException {
        Check.that(canHold(bytes), "a round is no larger than a file", bytes);
        if (isBegun && ring.getLast().hasRoom(staging.position() + bytes)) return true;
        return advance(liveFrom);
    }

    /** All that was written before counts no more; durable. Nothing if there never was anything. */
    public void forget() throws IOException {
        if (ring.isEmpty()) return;
        boolean isForgotten = advance(next);
        Check.that(isForgotten, "no frame is needed");
    }

    /** Whether the files are of the size and number they should be. */
    public boolean isFit() {
        boolean isFit = ring.size() <= filesMax;
        for (JournalFile file : ring) isFit &= file.bytes() == fileBytes;
        return isFit;
    }

    /** Takes the files away, after {@link #forget}. Numbers begin anew: nobody may remember any. */
    public void remove() throws IOException {
        // The one that says that nothing counts goes last, or the others would count again.
        while (!ring.isEmpty()) {
            ring.removeFirst().delete(disk);
            disk.syncDirectory(FOLDER);
        }
        isBegun = false;
        next = 1;
        confirmed = 0;
    }

    /** Adds the bytes of one log, for which there is room; durable after {@link #sync}. */
    public long add(Entry entry, List<ByteBuffer> payload) throws IOException {
        return add(Frame.Kind.DATA, entry, payload);
    }

    /**
     * From here on no earlier frame counts for the log's segments before {@code entry}'s base;
     * durable after {@link #sync}.
     */
    public long revoke(Entry entry) throws IOException {
        return add(Frame.Kind.VOID, entry, List.of());
    }

    /** Makes durable all that was added. */
    public void sync() throws IOException {
        flush();
        ring.getLast().sync(last());
        confirmed = last();
    }

    /** Gives the files back; syncs nothing. */
    public void close() throws IOException {
        for (JournalFile file : ring) file.close();
    }

    private long add(Frame.Kind kind, Entry entry, List<ByteBuffer> payload) throws IOException {
        Check.that(isBegun, "room is reserved first");
        int length = 0;
        for (ByteBuffer part : payload) length += part.remaining();
        Frame frame =
                new Frame(
                        kind,
                        next,
                        confirmed,
                        entry.folder(),
                        entry.incarnation(),
                        entry.segmentBase(),
                        entry.end(),
                        entry.position(),
                        length);
        int headBytes = (int) Frame.unpaddedBytes(entry.folder(), 0);
        if (staging.remaining() < headBytes) flush();
        frame.put(staging, payload, ring.getLast().secret());
        for (ByteBuffer part : payload) stage(part);
        stage(ZEROS.slice(0, (int) (entry.sizeBytes(length) - headBytes - length)));
        return next++;
    }

    private void stage(ByteBuffer part) throws IOException {
        int bytes = part.remaining();
        if (staging.remaining() < bytes) flush();
        if (bytes > staging.capacity()) {
            ring.getLast().write(part.duplicate());
        } else {
            staging.put(staging.position(), part, part.position(), bytes);
            staging.position(staging.position() + bytes);
        }
    }

    private void flush() throws IOException {
        staging.flip();
        if (staging.hasRemaining()) ring.getLast().write(staging);
        staging.clear();
    }

    private boolean advance(long liveFrom) throws IOException {
        Check.same(last(), confirmed, "a file is left only once all in it is durable");
        if (isLastUnused()) {
            // Two files that begin with the same frame would leave open which one has it.
        } else if (!ring.isEmpty() && isFree(ring.getFirst(), liveFrom)) {
            ring.add(ring.removeFirst());
        } else if (ring.size() < filesMax) {
            make();
        } else {
            return false;
        }
        ring.getLast().begin(next, liveFrom, entropy.nextLong());
        isBegun = true;
        return true;
    }

    private boolean isLastUnused() {
        return !ring.isEmpty() && ring.getLast().first() == next;
    }

    private static boolean isFree(JournalFile file, long liveFrom) {
        return file.last() < liveFrom;
    }

    private void make() throws IOException {
        if (disk.freeBytes() - fileBytes < reserveBytes) {
            throw new DiskFull("no room for a file of the journal at " + disk.place());
        }
        disk.makeDirectory(FOLDER);
        JournalFile made = JournalFile.make(disk, freeName(), fileBytes);
        disk.syncDirectory(FOLDER);
        disk.syncDirectory("");
        ring.add(made);
    }

    private String freeName() throws IOException {
        for (int i = 0; ; i++) {
            String name = FOLDER + "/" + i + SUFFIX;
            if (!disk.exists(name)) return name;
        }
    }
}
