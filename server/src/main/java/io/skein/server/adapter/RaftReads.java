package io.skein.server.adapter;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.raft.RaftLog;
import io.skein.raft.core.Batch;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The reads of the metadata log that are under way. Owned by the quorum lane. Whatever was cut off
 * after it was asked for is answered with nothing, though other entries may stand there by now.
 */
final class RaftReads {
    private static final long RETRY_NANOS = 1_000_000;

    private final Log log;
    private final Lane quorum;
    private final List<Read> underWay = new ArrayList<>();
    private boolean isClosed;

    RaftReads(Log log, Lane quorum) {
        this.log = log;
        this.quorum = quorum;
    }

    /** Which entries. */
    record Wish(long from, long before, int bytesMax) {
        Wish {
            Check.ordered(from + 1, before, "something is read");
        }
    }

    /** A read and what has become of it. */
    private static final class Read {
        private final Wish wish;
        private final Consumer<List<Batch>> then;
        private boolean isGone;

        Read(Wish wish, Consumer<List<Batch>> then) {
            this.wish = wish;
            this.then = then;
        }
    }

    void ask(Wish wish, Consumer<List<Batch>> then) {
        Check.that(underWay.size() < RaftLog.READS_MAX, "too many reads at a time");
        Read read = new Read(wish, then);
        underWay.add(read);
        begin(read);
    }

    /** The log is about to end there. */
    void cut(long end) {
        for (Read read : underWay) read.isGone |= read.wish.before() > end;
    }

    /** The log has been replaced. */
    void forget() {
        for (Read read : underWay) read.isGone = true;
    }

    /** Nothing is told from now on. */
    void close() {
        isClosed = true;
    }

    private void begin(Read read) {
        if (isClosed) return;
        Wish wish = read.wish;
        if (read.isGone) {
            finish(read, new ReadResult.Batches(List.of(), wish.from()));
        } else {
            log.read(wish.from(), wish.before(), wish.bytesMax(), result -> finish(read, result));
        }
    }

    private void finish(Read read, ReadResult result) {
        if (result instanceof ReadResult.Overloaded) {
            // The log is being cut, or the reader is behind.
            quorum.after(RETRY_NANOS, () -> begin(read));
        } else {
            // Memory answers at once; whoever asked is told later all the same.
            quorum.answer(() -> tell(read, result));
        }
    }

    private void tell(Read read, ReadResult result) {
        underWay.remove(read);
        if (isClosed) return;
        read.then.accept(read.isGone ? List.of() : batches(read.wish, result));
    }

    private List<Batch> batches(Wish wish, ReadResult result) {
        return switch (result) {
            case ReadResult.Batches(List<ByteBuffer> buffers, _, _) -> decoded(wish, buffers);
            case ReadResult.OutOfRange(long start, long end) -> {
                if (wish.from() < start) yield List.of();
                throw new BrokenInvariant(
                        "the metadata log begins at %d and ends at %d".formatted(start, end));
            }
            case ReadResult.Damaged(long from, long before, String cause) ->
                    throw damaged("from %d to %d: %s".formatted(from, before - 1, cause));
            case ReadResult.Offline(String cause) -> throw StorageRaftLog.failed(cause);
            case ReadResult.Overloaded _ -> throw Check.unreachable("asked again before");
        };
    }

    private static List<Batch> decoded(Wish wish, List<ByteBuffer> buffers) {
        try {
            List<Batch> batches = batches(buffers);
            Check.that(!batches.isEmpty(), "what is durable can be read", wish.from());
            Check.same(wish.from(), batches.getFirst().first(), "reads begin between batches");
            return batches;
        } catch (Nonsense nonsense) {
            throw damaged("behind %d: %s".formatted(wish.from(), nonsense.why()));
        }
    }

    /** What the log has served, batch behind batch. */
    static List<Batch> batches(List<ByteBuffer> buffers) throws Nonsense {
        List<Batch> all = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            for (Batch batch : RaftBatches.decode(buffer)) {
                if (!all.isEmpty()) RaftBatches.follow(all.getLast().end(), batch);
                all.add(batch);
            }
        }
        return List.copyOf(all);
    }

    private static BrokenInvariant damaged(String where) {
        return new BrokenInvariant(
                "the metadata log is damaged", new IOException("damaged " + where));
    }
}
