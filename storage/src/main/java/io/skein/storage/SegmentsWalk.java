package io.skein.storage;

import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.storage.compact.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Goes through closed segments batch by batch, some at a time, and checks each. Handed to and fro
 * between the log's lane and the read lane, which advances it.
 */
final class SegmentsWalk {
    private static final int STEP_BYTES = 1 << 20;

    private final String folder;
    private final List<Span> segments;
    private final int batchBytesMax;
    private final BatchVisitor visitor;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int segment;
    private int position;
    private long expected;
    private boolean isEnough;
    private long stepBytes;
    private long readBytes;
    private Optional<String> fault = Optional.empty();

    enum State {
        UNDER_WAY,
        DONE,
        /** A segment cannot be read or is damaged; the walk can say how. */
        FAILED
    }

    SegmentsWalk(String folder, List<Span> segments, int batchBytesMax, BatchVisitor visitor) {
        this.folder = folder;
        this.segments = List.copyOf(segments);
        this.batchBytesMax = batchBytesMax;
        this.visitor = visitor;
    }

    /** The first segment; if the log does not begin with it any more, the walk is over. */
    Span first() {
        return segments.getFirst();
    }

    /** Bytes that the last step has read. */
    long stepBytes() {
        return stepBytes;
    }

    long readBytes() {
        return readBytes;
    }

    /** What went wrong. */
    String fault() {
        return fault.orElse("");
    }

    /** Goes on for a while; throws if writing fails for lack of room. */
    State advance(Reader reader) throws IOException {
        Span current = segments.get(segment);
        if (position == 0) {
            visitor.begin(current);
            expected = current.base();
        }
        read(reader, current);
        readBytes += stepBytes;
        if (fault.isPresent()) return State.FAILED;
        if (isEnough) return State.DONE;
        if (position < current.bytes()) return State.UNDER_WAY;
        if (expected != current.end()) {
            return fail(current, "it ends at " + expected + ", not at " + current.end());
        }
        position = 0;
        segment++;
        return segment < segments.size() ? State.UNDER_WAY : State.DONE;
    }

    private void read(Reader reader, Span current) throws IOException {
        int left = current.bytes() - position;
        int capacity = Math.min(left, Math.max(STEP_BYTES, buffer.capacity()));
        if (buffer.capacity() < capacity) buffer = ByteBuffer.allocate(capacity);
        buffer.clear().limit(Math.min(left, buffer.capacity()));
        int read = reader.segment(folder, current.base()).read(buffer, position);
        stepBytes = read;
        int taken = take(current, read);
        position += taken;
        if (taken > 0 || isEnough || fault.isPresent()) return;
        int wanted = BatchReading.bytesOf(buffer, read, Math.min(batchBytesMax, left));
        if (wanted > read && read == buffer.limit() && read < left) {
            buffer = ByteBuffer.allocate(wanted);
        } else {
            fail(current, "an unfinished batch");
        }
    }

    private int take(Span current, int read) throws IOException {
        int at = 0;
        while (!isEnough && at < read) {
            if (read - at < Batch.HEADER_BYTES) break;
            long bytes = Batch.sizeBytes(buffer, at);
            if (bytes >= Batch.HEADER_BYTES && bytes > read - at) break;
            BatchVerdict verdict = BatchCheck.stored(buffer, at, read);
            if (verdict instanceof BatchVerdict.Invalid invalid) {
                fail(current, invalid.reason());
                break;
            }
            if (Batch.baseOffset(buffer, at) != expected) {
                fail(
                        current,
                        "offset "
                                + Batch.baseOffset(buffer, at)
                                + " where "
                                + expected
                                + " should be");
                break;
            }
            isEnough = !visitor.take(buffer.slice(at, (int) bytes));
            if (visitor.fault().isPresent()) {
                fail(current, visitor.fault().get());
                break;
            }
            expected = Batch.nextOffset(buffer, at);
            at += (int) bytes;
        }
        return at;
    }

    private State fail(Span current, String why) {
        fault =
                Optional.of(
                        "segment %d of %s, at offset %d: %s"
                                .formatted(current.base(), folder, expected, why));
        return State.FAILED;
    }
}
