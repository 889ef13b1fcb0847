package io.skein.storage.inspect;

import io.skein.storage.inspect.IndexWalk.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Holds both indexes of a segment against its batches as they go by. An index that is not there is
 * no problem, as it is made anew where it is needed; what it says must be true. One thread's.
 */
final class SegmentIndexCheck implements AutoCloseable {
    private final long base;
    private final Optional<IndexCheck> offsets;
    private final Optional<IndexCheck> times;
    private long newestMillis = -1;
    private boolean isSure = true;

    private SegmentIndexCheck(long base, Optional<IndexCheck> offsets, Optional<IndexCheck> times) {
        this.base = base;
        this.offsets = offsets;
        this.times = times;
    }

    static SegmentIndexCheck open(SegmentFiles files, Notebook notes) throws IOException {
        Optional<IndexCheck> offsets = Optional.empty();
        Optional<IndexCheck> times = Optional.empty();
        Path index = files.index();
        if (Files.exists(index)) {
            offsets = Optional.of(new IndexCheck(index, IndexWalk.offsets(index), notes));
        }
        Path time = files.timeIndex();
        if (Files.exists(time)) {
            times = Optional.of(new IndexCheck(time, IndexWalk.times(time), notes));
        }
        return new SegmentIndexCheck(files.base(), offsets, times);
    }

    /** A sound batch goes by. */
    void batch(long position, long lastOffset, long maxMillis) throws IOException {
        long last = lastOffset - base;
        if (offsets.isPresent()) offset(offsets.get(), position, last);
        if (times.isPresent()) time(times.get(), last, maxMillis);
        newestMillis = Math.max(newestMillis, maxMillis);
    }

    private static void offset(IndexCheck index, long position, long last) throws IOException {
        refuseUpTo(index, position - 1, "no batch begins at that position");
        Optional<Entry> entry = index.current();
        if (entry.isEmpty() || entry.get().value() != position) return;
        if (entry.get().key() == last) index.accept();
        else index.refuse("the batch at that position ends with relative offset " + last);
    }

    private void time(IndexCheck index, long last, long maxMillis) throws IOException {
        // Behind a damaged batch it is not known which offsets were batches' last.
        if (isSure) refuseUpTo(index, last - 1, "no batch ends with that offset");
        else passUpTo(index, last - 1);
        Optional<Entry> entry = index.current();
        if (entry.isEmpty() || entry.get().value() != last) return;
        boolean isTrue = entry.get().key() == maxMillis && maxMillis > newestMillis;
        if (isTrue) index.accept();
        else if (maxMillis > newestMillis) index.refuse("that batch's newest time is " + maxMillis);
        else index.refuse("the newest time up to there is " + newestMillis);
    }

    /** A batch goes by whose fields are not to be believed: nothing can be said of its entries. */
    void damaged(long position) throws IOException {
        isSure = false;
        if (offsets.isEmpty()) return;
        refuseUpTo(offsets.get(), position - 1, "no batch begins at that position");
        Optional<Entry> entry = offsets.get().current();
        if (entry.isPresent() && entry.get().value() == position) offsets.get().pass();
    }

    /** The file was readable to its end: there is nothing that further entries could be of. */
    void end(boolean isClosed) throws IOException {
        if (offsets.isPresent()) {
            refuseUpTo(offsets.get(), Long.MAX_VALUE, "the segment ends before that position");
        }
        if (times.isEmpty() || !isSure) return;
        refuseUpTo(times.get(), Long.MAX_VALUE, "the segment ends before that offset");
        // Retention and searches by time rely on the last entry once a segment is closed.
        boolean isToldLast = newestMillis < 0 || times.get().good().key() == newestMillis;
        if (isClosed && !isToldLast) {
            times.get().wrong("it does not tell the segment's newest time, " + newestMillis);
        }
    }

    private static void refuseUpTo(IndexCheck index, long value, String why) throws IOException {
        while (index.current().isPresent() && index.current().get().value() <= value) {
            index.refuse(why);
        }
    }

    private static void passUpTo(IndexCheck index, long value) throws IOException {
        while (index.current().isPresent() && index.current().get().value() <= value) {
            index.pass();
        }
    }

    @Override
    public void close() throws IOException {
        if (offsets.isPresent()) offsets.get().close();
        if (times.isPresent()) times.get().close();
    }
}
