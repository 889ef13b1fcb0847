package io.skein.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files read one after the other and over again, in pieces of 1 MiB into always the same memory,
 * and not looked at. The yardstick for reading. One thread's.
 */
final class BareRead implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 20;

    private final List<FileChannel> channels = new ArrayList<>();
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private int which;

    BareRead(List<Path> files) throws IOException {
        for (Path file : files) channels.add(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Reads for that long, from where it was left. */
    Round run(long forNanos) throws IOException {
        long begin = System.nanoTime();
        long bytes = 0;
        while (System.nanoTime() - begin < forNanos) bytes += next();
        return new Round(bytes, System.nanoTime() - begin);
    }

    /** Reads all of the first file. */
    Round first() throws IOException {
        long begin = System.nanoTime();
        FileChannel channel = channels.getFirst().position(0);
        long bytes = 0;
        for (int read = 0; read >= 0; read = channel.read(piece.clear())) bytes += read;
        return new Round(bytes, System.nanoTime() - begin);
    }

    private int next() throws IOException {
        int read = channels.get(which).read(piece.clear());
        if (read >= 0) return read;
        which = (which + 1) % channels.size();
        channels.get(which).position(0);
        return 0;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) channel.close();
    }
}
