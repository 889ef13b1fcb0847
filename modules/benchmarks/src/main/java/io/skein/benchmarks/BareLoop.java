package io.skein.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a disk gives to a program that does nothing but append to a file and sync it, over and over.
 * The yardstick for everything that also has a network, a protocol and a log. One thread's.
 */
final class BareLoop implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer piece;

    BareLoop(Path file, int pieceBytes) throws IOException {
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.piece = ByteBuffer.allocateDirect(pieceBytes);
        for (int i = 0; i < pieceBytes; i++) piece.put(i, (byte) (i * 31));
    }

    /** Appends and syncs for that long. */
    Round run(long forNanos) throws IOException {
        long begin = System.nanoTime();
        long bytes = 0;
        while (System.nanoTime() - begin < forNanos) {
            piece.clear();
            while (piece.hasRemaining()) bytes += channel.write(piece);
            channel.force(false);
        }
        return new Round(bytes, System.nanoTime() - begin);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
