package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest batches of the log, in memory: all that the disk has not confirmed or that is not
 * applied yet, and behind that what fits into some bytes, for those who follow closely. Owned by
 * its {@link QuorumDriver}.
 */
final class Tail {
    private final long bytesMax;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long bytes;

    Tail(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void append(Batch batch) {
        if (!batches.isEmpty()) {
            Check.same(batches.getLast().end().next(), batch.first(), "a tail has no gap");
        }
        batches.addLast(batch);
        bytes += batch.content().weightBytes();
    }

    /** The log ends there now. */
    void cut(LogPoint to) {
        while (!batches.isEmpty() && batches.getLast().end().next() > to.next()) {
            bytes -= batches.removeLast().content().weightBytes();
        }
    }

    void clear() {
        batches.clear();
        bytes = 0;
    }

    /** Lets go of what is more than it should keep, of what lies before that offset. */
    void trim(long neededFrom) {
        while (bytes > bytesMax && batches.getFirst().end().next() <= neededFrom) {
            bytes -= batches.removeFirst().content().weightBytes();
        }
    }

    /** The offset from which on all is here; the given end of the log if nothing is. */
    long from(long end) {
        return batches.isEmpty() ? end : batches.getFirst().first();
    }

    /**
     * Whole batches from that offset on, not beyond {@code before}: at least one, then as many as
     * fit. Empty if they are not here any more.
     */
    Optional<List<Batch>> read(long from, long before, long readBytesMax) {
        if (batches.isEmpty() || from < batches.getFirst().first()) return Optional.empty();
        List<Batch> found = new ArrayList<>();
        long taken = 0;
        for (Batch batch : behind(from)) {
            taken += batch.content().weightBytes();
            boolean isEnough = !found.isEmpty() && taken > readBytesMax;
            if (isEnough || batch.end().next() > before) break;
            found.add(batch);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Those who follow closely ask for the end: it is looked for from there. */
    private ArrayDeque<Batch> behind(long from) {
        ArrayDeque<Batch> last = new ArrayDeque<>();
        for (Batch batch : batches.reversed()) {
            if (batch.first() < from) break;
            last.addFirst(batch);
        }
        return last;
    }
}
