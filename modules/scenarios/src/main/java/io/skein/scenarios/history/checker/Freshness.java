package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether reads reach what was acknowledged: {@code stale-read} and {@code unseen}. */
final class Freshness {
    private Freshness() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            stale(index, book, findings);
            unseen(index, book, findings);
        }
        return findings;
    }

    private static void stale(Index index, Book book, Findings findings) {
        List<Op> readers = new ArrayList<>(book.polls);
        readers.addAll(book.listings);
        readers.sort(Comparator.comparingLong(op -> op.span().invokedNanos()));
        Reach reach = new Reach();
        new Sweep.Pass<>(book.sends, readers, index.options.bounds().freshnessNanos())
                .run(
                        send -> {
                            if (Book.isTold(send)) reach.extend(send);
                        },
                        reader -> {
                            if (!reader.span().isOk() || reaches(reader) >= reach.end) return;
                            // What is gone need not be reached.
                            if (index.isGoneBefore(book.home.topic(), end(reader))) return;
                            findings.add(
                                    Anomaly.STALE_READ,
                                    "%s does not reach %s, which was over before",
                                    reader,
                                    reach.by.orElseThrow());
                        });
    }

    /** A topic that was deleted meanwhile may be gone for who asked before. */
    private static Span end(Op reader) {
        Span span = reader.span();
        long after = span.completedNanos() + 1;
        return new Span(span.process(), after, after, span.outcome(), "");
    }

    /** How far an answer says that there are records; to the end of time if it does not say. */
    private static long reaches(Op reader) {
        if (reader instanceof Op.ListOffsets list && list.told().hasHighWatermark()) {
            return list.told().highWatermark();
        }
        if (!(reader instanceof Op.Poll poll)) return Long.MAX_VALUE;
        if (poll.told().hasHighWatermark()) return poll.told().highWatermark();
        // Nothing came from there, so the consumer was told that this is the end.
        boolean empty = poll.reads().size() == 0 && poll.position() != Op.UNTOLD;
        return empty ? poll.position() : Long.MAX_VALUE;
    }

    private static void unseen(Index index, Book book, Findings findings) {
        long from = firstPosition(book);
        long start = book.mayBeGoneBefore();
        for (Op.Send send : book.sends) {
            if (!Book.isTold(send)) continue;
            long waitedNanos = index.history.endNanos() - send.span().completedNanos();
            if (waitedNanos <= index.options.bounds().unseenNanos()) continue;
            for (int i = 0; i < send.count(); i++) {
                long offset = send.offset() + i;
                boolean wanted = offset >= from && offset >= start;
                if (!wanted || book.polled.has(offset) || isCleaned(index, book, offset)) continue;
                findings.add(
                        Anomaly.UNSEEN,
                        "value %d of %s was given to nobody for %d ns",
                        send.value() + i,
                        send,
                        waitedNanos);
            }
        }
    }

    private static boolean isCleaned(Index index, Book book, long offset) {
        return index.options.topics().compacted() && !book.log.has(offset);
    }

    /** From where on somebody reads this partition. */
    private static long firstPosition(Book book) {
        long first = Long.MAX_VALUE;
        for (Op.Poll poll : book.polls) {
            Reads reads = poll.reads();
            if (poll.position() != Op.UNTOLD) first = Math.min(first, poll.position());
            else if (reads.size() > 0) first = Math.min(first, reads.offset(0));
        }
        return first;
    }

    /** The end of all that was acknowledged so far. */
    private static final class Reach {
        private long end;
        private Optional<Op.Send> by = Optional.empty();

        void extend(Op.Send send) {
            long after = send.offset() + send.count();
            if (after <= end) return;
            end = after;
            by = Optional.of(send);
        }
    }
}
