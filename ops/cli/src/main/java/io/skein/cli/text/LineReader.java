package io.skein.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Lines of bytes: what stands between two newlines, byte for byte, with no opinion about its
 * encoding. A last line may lack its newline. Owned by the thread that reads.
 */
public final class LineReader {
    /** The longest line that is kept in memory. No record may be that large. */
    public static final int LINE_BYTES_MAX = 64 << 20;

    private static final int READ_BYTES = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[READ_BYTES];
    private int start;
    private int end;
    private long number;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /** Reads until there is a line; false at the end of the input. */
    public boolean next(Consumer<byte[]> sink) throws IOException {
        int searched = start;
        while (true) {
            for (int at = searched; at < end; at++) {
                if (buffer[at] == '\n') return give(sink, at, at + 1);
            }
            searched = end - start;
            if (!fill()) return end > start && give(sink, end, end);
        }
    }

    /** The number of the last line read, from 1. */
    public long number() {
        return number;
    }

    private boolean give(Consumer<byte[]> sink, int before, int next) {
        byte[] line = Arrays.copyOfRange(buffer, start, before);
        start = next;
        number++;
        sink.accept(line);
        return true;
    }

    /** Moves what is left to the front, makes room if it fills the buffer, and reads once. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) grow();
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) end += read;
        return read >= 0;
    }

    private void grow() {
        if (buffer.length >= LINE_BYTES_MAX) {
            String where = "line " + (number + 1);
            throw Complaint.failed(where + " is longer than " + LINE_BYTES_MAX + " bytes");
        }
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
}
