package io.skein.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers what is asked of a log, from memory or by the read lane. Owned by the log's lane. */
final class LogReads {
    private final Log log;
    private final Segments segments;
    private final Tail tail;

    /** In the order in which they came; a log at rest has no room for any. */
    private List<Runnable> parked = List.of();

    private long heldFrom;
    private long heldBefore;

    LogReads(Log log, Segments segments, Tail tail) {
        this.log = log;
        this.segments = segments;
        this.tail = tail;
    }

    /** A part of the log, up to so many bytes of it. */
    record Wish(long offset, long before, int bytesMax) {}

    /** Reads from the files of these offsets wait; the files are about to be replaced. */
    void hold(long from, long before) {
        heldFrom = from;
        heldBefore = before;
    }

    /** Reads go on. */
    void release() {
        hold(0, 0);
        List<Runnable> due = parked;
        parked = List.of();
        due.forEach(Runnable::run);
    }

    /** Keeps a read for later; false if there are too many. */
    private boolean park(Runnable read) {
        int most = log.shelf().directory().world().settings().readsMax();
        if (parked.size() >= most) return false;
        if (parked.isEmpty()) parked = new ArrayList<>();
        parked.add(read);
        return true;
    }

    /** From memory, if it is there. */
    Optional<ReadResult.Batches> readTail(Wish wish) {
        boolean isHere = wish.offset() >= tail.first() && wish.offset() <= log.end();
        if (wish.offset() < log.start() || !isHere || log.truncation().isBusy())
            return Optional.empty();
        return Optional.of(tail.read(wish.offset(), wish.before(), wish.bytesMax()));
    }

    /** From memory or from files. */
    void read(Wish wish, Consumer<ReadResult> then) {
        long offset = wish.offset();
        if (log.isClosed()) {
            then.accept(new ReadResult.Offline(log.name() + " is closed"));
        } else if (log.truncation().isBusy()) {
            then.accept(new ReadResult.Overloaded());
        } else if (offset < log.start() || offset > log.end()) {
            then.accept(new ReadResult.OutOfRange(log.start(), log.end()));
        } else if (offset >= Math.min(wish.before(), log.end())) {
            then.accept(new ReadResult.Batches(List.of(), offset));
        } else if (offset >= tail.first()) {
            then.accept(tail.read(offset, wish.before(), wish.bytesMax()));
        } else if (offset >= heldFrom && offset < heldBefore) {
            if (!park(() -> read(wish, then))) then.accept(new ReadResult.Overloaded());
        } else {
            long limit = Math.min(wish.before(), log.durableEnd());
            ReadOrder order = segments.order(offset, limit, wish.bytesMax());
            boolean isTaken =
                    log.shelf()
                            .toReader(
                                    reader -> reader.read(order),
                                    result ->
                                            then.accept(
                                                    credible(
                                                            result,
                                                            ReadResult.Damaged.class,
                                                            ReadResult.Offline::new)));
            if (!isTaken) then.accept(new ReadResult.Overloaded());
        }
    }

    /** The first record at or after a time. */
    void find(long timestamp, long before, Consumer<TimeResult> then) {
        if (log.isClosed()) {
            then.accept(new TimeResult.Offline(log.name() + " is closed"));
            return;
        }
        if (heldBefore > 0) {
            boolean isParked = park(() -> find(timestamp, before, then));
            if (!isParked) then.accept(new TimeResult.Overloaded());
            return;
        }
        List<TimeOrder> orders = segments.timeOrders(Math.min(before, log.durableEnd()));
        boolean isTaken =
                !log.truncation().isBusy()
                        && log.shelf()
                                .toReader(
                                        reader -> reader.find(orders, timestamp),
                                        result ->
                                                then.accept(
                                                        credible(
                                                                result,
                                                                TimeResult.Damaged.class,
                                                                TimeResult.Offline::new)));
        if (!isTaken) then.accept(new TimeResult.Overloaded());
    }

    /** A failed sync may have taken from memory what the next start finds on the disk. */
    private <T> T credible(T found, Class<? extends T> damaged, Function<String, T> offline) {
        return damaged.isInstance(found)
                        && log.shelf().health() instanceof Health.Offline(String cause)
                ? offline.apply(cause)
                : found;
    }
}
