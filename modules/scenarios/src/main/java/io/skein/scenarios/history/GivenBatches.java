package io.skein.scenarios.history;

import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The batches that a log has taken, in order, and where each ends. Owned by who judges the log. */
public final class GivenBatches {
    private final List<byte[]> batches = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private long origin;

    /** One more was taken; the next offset after it. */
    public void add(byte[] batch, long end) {
        batches.add(batch);
        ends.add(end);
    }

    /** All of them. */
    public List<byte[]> all() {
        return List.copyOf(batches);
    }

    /** The next offset after all, or the one where the log began. */
    public long end() {
        return ends.isEmpty() ? origin : ends.getLast();
    }

    /** Where the log ends if the batch that holds this offset goes, and all behind it. */
    public long endIfCutAt(long offset) {
        long last = origin;
        for (long end : ends) if (end <= offset) last = end;
        return last;
    }

    /** Those that do not end before it are gone. */
    public void forgetAfter(long end) {
        while (!ends.isEmpty() && ends.getLast() > end) {
            ends.removeLast();
            batches.removeLast();
        }
    }

    /** All are gone, and the first one to come begins here. */
    public void beginAt(long offset) {
        batches.clear();
        ends.clear();
        origin = offset;
    }

    /** The one that begins there. */
    public Optional<byte[]> at(long base) {
        int nth = base == origin ? 0 : ends.indexOf(base) + 1;
        boolean isKnown = base == origin || nth > 0;
        return isKnown && nth < batches.size() ? Optional.of(batches.get(nth)) : Optional.empty();
    }

    /** Whether it is one of them, byte for byte. */
    public boolean holds(ByteBuffer batch) {
        Optional<byte[]> given = at(Batch.baseOffset(batch, batch.position()));
        return given.isPresent() && batch.equals(ByteBuffer.wrap(given.get()));
    }
}
