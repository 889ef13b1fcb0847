package io.skein.foundation.jdk;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * A file of a {@link FileDisk}, by positional reads and writes; no position is kept, so readers and
 * the writer do not meet. Closing twice does nothing.
 */
final class ChannelFile implements DiskFile {
    /**
     * Most bytes handed to the system at once. The JDK copies heap buffers into off-heap memory of
     * the same size, which each thread keeps; this bounds it.
     */
    private static final int TRANSFER_BYTES_MAX = 1 << 20;

    private final Path path;
    private final FileChannel channel;

    ChannelFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        Check.that(position >= 0, "files begin at position zero", position);
        int before = into.position();
        int end = into.limit();
        try {
            int got = 0;
            while (into.position() < end && got >= 0) {
                into.limit(part(into.position(), end));
                got = channel.read(into, position + into.position() - before);
            }
        } catch (IOException failed) {
            throw new Disk.ReadFailed(failed);
        } finally {
            into.limit(end);
        }
        return into.position() - before;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        Check.that(position >= 0, "files begin at position zero", position);
        int before = from.position();
        int end = from.limit();
        try {
            while (from.position() < end) {
                from.limit(part(from.position(), end));
                channel.write(from, position + from.position() - before);
            }
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, path, end - from.position());
        } finally {
            from.limit(end);
        }
    }

    private static int part(int start, int end) {
        return (int) Math.min(end, (long) start + TRANSFER_BYTES_MAX);
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public void sync() throws IOException {
        // Not for the metadata: fdatasync takes a changed length along, and a changed time of last
        // writing would cost a journal commit of the file system. A full disk is no excuse here,
        // so the exception stays what it is.
        try {
            channel.force(false);
        } catch (IOException failed) {
            throw new Disk.SyncFailed(failed);
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        channel.truncate(length);
    }

    @Override
    public void preallocate(long length) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(TRANSFER_BYTES_MAX);
        // Written, not merely promised: blocks that are already there are what makes a later sync
        // cheap, and room that is already there cannot run out.
        for (long at = length(); at < length; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(TRANSFER_BYTES_MAX, length - at));
            write(zeros, at);
        }
    }

    @Override
    public ByteBuffer map(long position, int length) throws IOException {
        Check.that(position >= 0 && length >= 0, "files begin at position zero", position);
        Check.ordered(position + length, length(), "a view lies inside its file");
        return channel.map(MapMode.READ_ONLY, position, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
