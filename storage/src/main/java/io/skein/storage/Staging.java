package io.skein.storage;

import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The committer's buffer, in which batches that stand side by side in a file become one write. A
 * batch that would fill it alone goes to the file as it is.
 */
final class Staging {
    private final ByteBuffer buffer;

    Staging(int bytes) {
        this.buffer = ByteBuffer.allocateDirect(bytes);
    }

    /** Writes the batches from {@code position} on; returns the position after them. */
    long write(DiskFile file, long position, List<ByteBuffer> batches) throws IOException {
        buffer.clear();
        long at = position;
        for (ByteBuffer batch : batches) {
            int bytes = batch.remaining();
            if (bytes > buffer.remaining()) at = flush(file, at);
            if (bytes >= buffer.capacity()) {
                file.write(batch.duplicate(), at);
                at += bytes;
            } else {
                buffer.put(buffer.position(), batch, batch.position(), bytes);
                buffer.position(buffer.position() + bytes);
            }
        }
        return flush(file, at);
    }

    private long flush(DiskFile file, long position) throws IOException {
        int bytes = buffer.flip().remaining();
        if (bytes > 0) file.write(buffer, position);
        buffer.clear();
        return position + bytes;
    }
}
