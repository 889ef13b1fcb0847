package io.skein.cli.text;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output for records: bytes gather in one buffer and go out when it is full or when there
 * is nothing more to do. Only whole lines are counted as written. Owned by one thread; {@link
 * #flush} may also come from the hook that ends the process, so both hold the same lock.
 */
public final class RecordWriter {
    private static final int BUFFER_BYTES = 64 << 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    public RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the parts with tabs between them and a newline behind. */
    public synchronized void line(byte[]... parts) {
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) put((byte) '\t');
            put(parts[i]);
        }
        put((byte) '\n');
    }

    /** Hands on what has gathered. */
    public synchronized void flush() {
        if (filled == 0) return;
        int length = filled;
        filled = 0;
        write(buffer, length);
    }

    private void put(byte one) {
        if (filled == buffer.length) flush();
        buffer[filled++] = one;
    }

    private void put(byte[] bytes) {
        if (bytes.length > buffer.length - filled) flush();
        if (bytes.length > buffer.length) {
            write(bytes, bytes.length);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
    }

    private void write(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
            out.flush();
        } catch (IOException e) {
            throw Complaint.unwritable(e);
        }
    }
}
