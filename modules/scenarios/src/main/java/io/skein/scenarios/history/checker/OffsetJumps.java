package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Told;

/**
 * {@code offset-jump}: offsets that cannot be, because not so many records had been sent by then,
 * or because they are negative.
 */
final class OffsetJumps {
    /** A producer that may send a value again does not do it more often than this. */
    private static final int ATTEMPTS_MAX = 10;

    private final Index index;
    private final Book book;
    private final Findings findings;
    private final Times times;
    private final long[] sentBefore;

    private OffsetJumps(Index index, Book book, Findings findings) {
        this.index = index;
        this.book = book;
        this.findings = findings;
        this.times = new Times(book.sends);
        this.sentBefore = new long[book.sends.size() + 1];
        for (int i = 0; i < book.sends.size(); i++) {
            Op.Send send = book.sends.get(i);
            // A send that failed for certain is counted too: that it is there is another finding.
            sentBefore[i + 1] = sentBefore[i] + send.count();
        }
    }

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) new OffsetJumps(index, book, findings).run();
        return findings;
    }

    private void run() {
        for (Op.Send send : book.sends) {
            if (send.span().isOk()) judge(send, send.offset(), send.offset() + send.count());
        }
        for (Op.Poll poll : book.polls) {
            told(poll, poll.told());
            Reads reads = poll.reads();
            for (int i = 0; i < reads.size(); i++) {
                if (reads.offset(i) < 0) judge(poll, reads.offset(i), 0);
            }
        }
        for (Op.ListOffsets list : book.listings) told(list, list.told());
    }

    private void told(Op op, Told told) {
        if (told.hasHighWatermark()) judge(op, told.highWatermark(), told.highWatermark());
        if (told.hasLogStart()) judge(op, told.logStart(), told.logStart());
    }

    private void judge(Op op, long offset, long end) {
        long most = most(op.span().completedNanos());
        if (offset >= 0 && end <= most) return;
        findings.add(Anomaly.OFFSET_JUMP, "%s names %d, and at most %d can be", op, offset, most);
    }

    /** How many records there can be at that time. */
    private long most(long nanos) {
        Options.Producers producers = index.options.producers();
        boolean again = producers.retrying() && !producers.idempotent();
        return sentBefore[times.countUpTo(nanos)] * (again ? ATTEMPTS_MAX : 1);
    }
}
