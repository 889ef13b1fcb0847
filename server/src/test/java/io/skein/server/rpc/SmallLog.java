package io.skein.server.rpc;

import io.skein.records.Batch;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of one partition in memory. */
final class SmallLog {
    private final List<ByteBuffer> batches = new ArrayList<>();
    private List<Waiting> waiting = new ArrayList<>();
    private long start;
    private long end;
    private boolean known = true;
    private int lent;

    /** A read that found nothing yet. */
    record Waiting(PartitionRequest.Read read, Consumer<Answer<PartitionReply.Batches>> then) {}

    long append(ByteBuffer batch) {
        long base = end;
        Batch.stamp(batch, batch.position(), base, 0);
        batches.add(batch);
        end = Batch.nextOffset(batch, batch.position());
        return base;
    }

    PartitionReply.Offsets offsets() {
        return new PartitionReply.Offsets(start, end, known);
    }

    PartitionReply.Batches read(long offset, int bytesMax) {
        List<ByteBuffer> found = new ArrayList<>();
        long next = offset;
        int bytes = 0;
        for (ByteBuffer batch : batches) {
            long after = Batch.nextOffset(batch, batch.position());
            if (after <= offset) continue;
            if (!found.isEmpty() && bytes + batch.remaining() > bytesMax) break;
            found.add(lent(batch));
            bytes += batch.remaining();
            next = after;
        }
        if (!found.isEmpty()) lent++;
        return new PartitionReply.Batches(found, next, offsets(), () -> giveBack(found));
    }

    private static ByteBuffer lent(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    private void giveBack(List<ByteBuffer> found) {
        if (found.isEmpty()) return;
        lent--;
        // As if something else were read into the same memory.
        for (ByteBuffer batch : found) {
            for (int at = 0; at < batch.limit(); at++) batch.put(at, (byte) -1);
        }
    }

    /** Answers whose memory was not given back. */
    int lent() {
        return lent;
    }

    void await(Waiting read) {
        waiting.add(read);
    }

    List<Waiting> takeWaiting() {
        List<Waiting> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    int waiting() {
        return waiting.size();
    }

    /** Whether it knows that nothing is agreed behind its end. */
    void know(boolean is) {
        known = is;
    }

    void trim(long newStart) {
        start = newStart;
    }

    ByteBuffer batch(int at) {
        return batches.get(at);
    }
}
