package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import java.util.TreeMap;

/**
 * Whether each consumer goes through a partition offset by offset: {@code nonmonotonic-poll},
 * {@code poll-skip}, and the same within one poll. A seek, an assignment and a rebalance begin
 * anew.
 */
final class PollOrder {
    private static final long ANYWHERE = -1;

    private final Book book;
    private final Findings findings;
    private final long existsFrom;
    private final TreeMap<Integer, Long> next = new TreeMap<>();

    private PollOrder(Book book, Findings findings) {
        this.book = book;
        this.findings = findings;
        this.existsFrom = book.mayBeGoneBefore();
    }

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            PollOrder order = new PollOrder(book, findings);
            for (Op op : book.moves) order.move(op);
        }
        return findings;
    }

    private void move(Op op) {
        int process = op.span().process();
        if (op instanceof Op.Poll poll) poll(process, poll);
        else if (op instanceof Op.Seek seek && seek.span().isOk()) next.put(process, seek.offset());
        else if (op instanceof Op.Own own && own.span().isOk()) next.put(process, own.position());
        else next.put(process, ANYWHERE);
    }

    private void poll(int process, Op.Poll poll) {
        Reads reads = poll.reads();
        long expected = next.getOrDefault(process, ANYWHERE);
        for (int i = 0; i < reads.size(); i++) {
            long offset = reads.offset(i);
            boolean isFirst = i == 0;
            if (expected != ANYWHERE && offset < expected) {
                findings.add(
                        isFirst ? Anomaly.NONMONOTONIC_POLL : Anomaly.INT_NONMONOTONIC_POLL,
                        "%s returned %d where %d was next",
                        poll,
                        offset,
                        expected);
            } else if (expected != ANYWHERE && existsBetween(expected, offset)) {
                findings.add(
                        isFirst ? Anomaly.POLL_SKIP : Anomaly.INT_POLL_SKIP,
                        "%s returned %d where %d was next, and went past value %d",
                        poll,
                        offset,
                        expected,
                        book.found().get(book.found().next(Math.max(expected, existsFrom))));
            }
            expected = offset + 1;
        }
        next.put(process, expected);
    }

    /** What the final log has at an offset was there all the time. */
    private boolean existsBetween(long from, long before) {
        return from < before && book.found().next(Math.max(from, existsFrom)) < before;
    }
}
