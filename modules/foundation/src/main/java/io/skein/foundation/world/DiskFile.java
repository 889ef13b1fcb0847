package io.skein.foundation.world;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file. One lane writes; others may read at the same time what was written before they were
 * told of it. Positions are bytes from the start.
 */
public interface DiskFile extends AutoCloseable {
    /**
     * Reads until {@code into} is full or the file ends, starting at {@code position}; moves the
     * buffer's position. Returns how many bytes were read, 0 at or after the end.
     */
    int read(ByteBuffer into, long position) throws IOException;

    /**
     * Writes all that remains in {@code from} at {@code position} and moves the buffer's position;
     * a gap before it reads as zeros. When it throws, any part may have been written, and the
     * buffer's position says nothing.
     */
    void write(ByteBuffer from, long position) throws IOException;

    /** Bytes in the file, preallocated ones included. */
    long length() throws IOException;

    /** Makes contents and length durable. See {@link Disk} for a failed sync. */
    void sync() throws IOException;

    /** Cuts the file to {@code length}, if it is longer. Durable with the next sync. */
    void truncate(long length) throws IOException;

    /**
     * Extends the file with zeros to {@code length}, if it is shorter; when it throws, part of the
     * way may be done. Durable with the next sync.
     */
    void preallocate(long length) throws IOException;

    /**
     * A read-only view of part of the file, which must lie inside it and must not be truncated
     * while the view is in use. Valid after {@link #close}.
     */
    ByteBuffer map(long position, int length) throws IOException;

    /** Ends all use but that of views; syncs nothing. Closing again does nothing. */
    @Override
    void close() throws IOException;
}
