package io.skein.storage;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One read from one segment: from the anchor to the batch that holds the offset by headers alone,
 * then whole checked batches. Offsets must go on without a gap from the anchor, which the index or
 * the segment's name vouches for, for a base offset is not under a batch's checksum.
 */
final class SegmentRead {
    private static final int SKIP_BYTES = 64 << 10;

    private final ReadOrder order;
    private final DiskFile file;
    private final int batchBytesMax;
    private final ReadMemory memory;
    private final List<ByteBuffer> found = new ArrayList<>();
    private Anchor anchor;
    private int position;
    private long expected;
    private int foundBytes;
    private String fault = "";

    /** What was read last lies in it. */
    private Lease lease = Lease.NONE;

    SegmentRead(ReadOrder order, DiskFile file, Terms terms) {
        this.order = order;
        this.file = file;
        this.batchBytesMax = terms.batchBytesMax();
        this.memory = terms.memory();
        this.anchor = Anchor.BEGINNING;
    }

    /** What all reads of a lane share. */
    record Terms(int batchBytesMax, ReadMemory memory) {}

    ReadResult from(Anchor start) throws IOException {
        anchor = start;
        position = start.position();
        expected = start.isBeginning() ? order.base() : Anchor.UNKNOWN;
        if (position < 0 || position >= order.bytes()) stop("the segment ends too early");
        else if (!start.isBeginning() && order.bytesMax() > SKIP_BYTES) stepOverLarge();
        return read();
    }

    /** From where the batch of the offset begins, as the read before this one has found. */
    ReadResult goOn(int start) throws IOException {
        position = start;
        expected = order.offset();
        return read();
    }

    /** After a read: what was not brought begins here. */
    int position() {
        return position;
    }

    private ReadResult read() throws IOException {
        try {
            return readOn();
        } finally {
            if (found.isEmpty()) lease.giveBack();
        }
    }

    private ReadResult readOn() throws IOException {
        // The same whether memory was lent or not: answers must not depend on who gave back when.
        int usual = Math.clamp(order.bytesMax(), SKIP_BYTES, ReadMemory.PIECE_BYTES);
        int wanted = usual;
        boolean goesOn = true;
        while (goesOn && fault.isEmpty()) {
            ByteBuffer buffer = memory(Math.min(wanted, left()));
            int read = file.read(buffer, position);
            int before = position;
            goesOn = take(buffer, read);
            wanted = goesOn && position == before ? grown(buffer, read) : usual;
        }
        if (!found.isEmpty()) return new ReadResult.Batches(found, expected, lease);
        if (fault.isEmpty()) return new ReadResult.Batches(List.of(), order.offset());
        long from = Math.max(order.offset(), Math.max(expected, order.base()));
        return new ReadResult.Damaged(from, order.limit(), fault);
    }

    /** A piece is too much for a small read, and too small for a large batch. */
    private ByteBuffer memory(int bytes) {
        lease.giveBack();
        boolean isFitting = bytes > SKIP_BYTES && bytes <= ReadMemory.PIECE_BYTES;
        lease = isFitting ? memory.lend().orElse(Lease.NONE) : Lease.NONE;
        return lease.equals(Lease.NONE) ? ByteBuffer.allocate(bytes) : lease.first(bytes);
    }

    /**
     * An index leads to the batch before the one that is wanted: of a large one the header is read
     * alone, which saves more than it costs where much is to be read at once. Whatever is odd there
     * is found, and told, by those who read on.
     */
    private void stepOverLarge() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Batch.HEADER_BYTES);
        if (file.read(header, position) < Batch.HEADER_BYTES) return;
        long bytes = Batch.sizeBytes(header, 0);
        boolean isLarge = bytes >= SKIP_BYTES && bytes < left();
        if (!isLarge || !continues(header, 0)) return;
        long next = Batch.nextOffset(header, 0);
        if (next > order.offset()) return;
        expected = next;
        position += (int) bytes;
    }

    /** Takes what is whole in the buffer; true if more must be read. */
    private boolean take(ByteBuffer buffer, int read) {
        int at = 0;
        while (position < order.bytes() && expected < order.limit()) {
            if (read - at < Batch.HEADER_BYTES) return found.isEmpty();
            long bytes = Batch.sizeBytes(buffer, at);
            if (bytes < Batch.HEADER_BYTES || bytes > order.bytes() - position) {
                return stop("a batch at " + position + " of the file claims " + bytes + " bytes");
            }
            if (!continues(buffer, at)) {
                return stop("the batch at " + position + " of the file is not the next one");
            }
            long next = Batch.nextOffset(buffer, at);
            if (next > order.offset()) {
                boolean isBeyond = next > order.limit();
                boolean isEnough = isBeyond || foundBytes + bytes > order.bytesMax();
                if (!found.isEmpty() && isEnough) return false;
                if (bytes > read - at) return found.isEmpty();
                // Nothing is served that fails its checksum, whatever it was when it was written.
                if (!BatchCheck.stored(buffer, at, read).isValid()) {
                    return stop("the batch at " + position + " of the file fails its checks");
                }
                // Checked first: a wrong count must not look like a batch that has to wait.
                if (isBeyond) return false;
                found.add(buffer.slice(at, (int) bytes));
                foundBytes += (int) bytes;
            }
            expected = next;
            position += (int) bytes;
            at += (int) bytes;
            if (at > read) return true;
        }
        if (found.isEmpty()) fault = "the segment ends before offset " + order.limit();
        return false;
    }

    private boolean continues(ByteBuffer buffer, int at) {
        long base = Batch.baseOffset(buffer, at);
        if (expected == Anchor.UNKNOWN) {
            return Batch.lastOffset(buffer, at) == anchor.lastOffset() && base <= order.offset();
        }
        return base == expected && Batch.lastOffsetDelta(buffer, at) >= 0;
    }

    private boolean stop(String why) {
        fault = why;
        return false;
    }

    private int grown(ByteBuffer buffer, int read) {
        int bytes = BatchReading.bytesOf(buffer, read, Math.min(batchBytesMax, left()));
        if (bytes > buffer.capacity()) return bytes;
        fault = "the file ends inside the batch at " + position;
        return 0;
    }

    private int left() {
        return order.bytes() - position;
    }
}
