package io.skein.storage.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read only: a node may be using it, and whoever looks may have no right to write.
 * It counts as long as it was when it was opened, however much a node appends. One thread's.
 */
final class ReadOnlyFile implements AutoCloseable {
    /** Small files are read as a whole; one that is larger is none of ours. */
    static final int WHOLE_BYTES_MAX = 64 << 20;

    private final FileChannel channel;
    private final long length;

    private ReadOnlyFile(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    static ReadOnlyFile open(Path file) throws IOException {
        // To open a pipe would wait until somebody writes into it.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new ReadOnlyFile(channel, channel.size());
    }

    /** All of a small file. */
    static byte[] whole(Path file) throws IOException {
        try (ReadOnlyFile opened = open(file)) {
            if (opened.length() > WHOLE_BYTES_MAX) {
                throw new IOException("it has " + opened.length() + " bytes, which is too many");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) opened.length());
            if (opened.read(bytes, 0) < bytes.capacity()) throw new IOException("it ends early");
            return bytes.array();
        }
    }

    long length() {
        return length;
    }

    /** Reads until the buffer is full or the file ends; says how many bytes. */
    int read(ByteBuffer into, long position) throws IOException {
        int all = 0;
        while (into.hasRemaining()) {
            int read = channel.read(into, position + all);
            if (read < 0) return all;
            all += read;
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
