package io.skein.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Some files that all get a piece, and are all synced then, one after the other. The yardstick for
 * a round of the committer. One thread's.
 */
final class BareFiles implements AutoCloseable {
    private final List<FileChannel> channels = new ArrayList<>();
    private final ByteBuffer piece;

    BareFiles(Path folder, int count, ByteBuffer piece) throws IOException {
        Files.createDirectory(folder);
        this.piece = ByteBuffer.allocateDirect(piece.remaining()).put(piece.duplicate()).flip();
        for (int i = 0; i < count; i++) {
            channels.add(
                    FileChannel.open(
                            folder.resolve("file-" + i),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE));
        }
    }

    /** Returns how long it took, in nanoseconds. */
    long round() throws IOException {
        long begin = System.nanoTime();
        for (FileChannel channel : channels) {
            piece.rewind();
            while (piece.hasRemaining()) channel.write(piece);
        }
        for (FileChannel channel : channels) channel.force(false);
        return System.nanoTime() - begin;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) channel.close();
    }
}
