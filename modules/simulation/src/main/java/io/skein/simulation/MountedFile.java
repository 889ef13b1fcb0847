package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A file that one process has open; it keeps its bytes when its name is deleted or replaced. */
final class MountedFile implements DiskFile {
    private final Mount mount;
    private final SectorFile bytes;
    private boolean closed;

    MountedFile(Mount mount, Inode file) {
        this.mount = mount;
        this.bytes = file.bytes;
        mount.opened(1);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        checkOpen();
        Check.that(position >= 0, "positions start at zero", position);
        return mount.readBytes(bytes, new Drive.Span(into, position));
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        checkOpen();
        Check.that(position >= 0, "positions start at zero", position);
        mount.change(new Change.Write(bytes, from, position));
    }

    @Override
    public long length() throws IOException {
        checkOpen();
        mount.look();
        return bytes.length();
    }

    @Override
    public void sync() throws IOException {
        checkOpen();
        mount.change(new Change.FileSync(bytes));
    }

    @Override
    public void truncate(long length) throws IOException {
        checkOpen();
        Check.that(length >= 0, "no length is negative", length);
        mount.look();
        if (length >= bytes.length()) return;
        mount.change(new Change.Atomic(() -> bytes.setLength(length)));
    }

    @Override
    public void preallocate(long length) throws IOException {
        checkOpen();
        mount.look();
        long growthBytes = length - bytes.length();
        if (growthBytes <= 0) return;
        mount.change(new Change.Atomic(() -> bytes.setLength(length), growthBytes));
    }

    @Override
    public ByteBuffer map(long position, int length) throws IOException {
        checkOpen();
        Check.that(position >= 0 && length >= 0, "a view begins inside the file", position);
        Check.ordered(position + length, bytes.length(), "a view lies inside the file");
        mount.readBytes();
        return bytes.map((int) position, length);
    }

    @Override
    public void close() {
        if (!closed) mount.opened(-1);
        closed = true;
    }

    private void checkOpen() throws IOException {
        if (!mount.isAlive()) mount.look();
        if (closed) throw new ClosedChannelException();
    }
}
