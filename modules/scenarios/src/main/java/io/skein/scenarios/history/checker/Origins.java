package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import java.util.Optional;

/**
 * Where the values come from that are read: {@code phantom-value}, {@code corrupt-value}, {@code
 * aborted-read}, {@code error-lie}, {@code duplicate}, {@code resurrected-record}.
 */
final class Origins {
    private Origins() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            new Look(index, book, findings).run();
            duplicates(index, book, findings);
            deletedRecords(book, findings);
        }
        return findings;
    }

    private static void duplicates(Index index, Book book, Findings findings) {
        twice(index, book, book.log, findings);
        if (!book.hasReplicas()) twice(index, book, book.polled, findings);
        for (Op.Poll poll : book.polls) {
            Reads reads = poll.reads();
            for (int i = 0; book.hasReplicas() && i < reads.size(); i++) {
                // What the replicas hold at this offset was looked at already.
                if (reads.isIntact(i) && book.log.get(reads.offset(i)) != reads.value(i)) {
                    twice(index, book, reads.offset(i), findings);
                }
            }
        }
    }

    private static void twice(Index index, Book book, OffsetTable table, Findings findings) {
        long at = table.next(0);
        while (at != Long.MAX_VALUE) {
            long first = index.place(table.get(at));
            if (first != OffsetTable.NOTHING && first != at) duplicate(index, book, at, findings);
            at = table.next(at + 1);
        }
    }

    private static void twice(Index index, Book book, long at, Findings findings) {
        long value = book.polled.get(at);
        long first = index.place(value);
        boolean isHere = value != OffsetTable.NOTHING && first != OffsetTable.NOTHING;
        if (isHere && first != at) duplicate(index, book, at, findings);
    }

    private static void duplicate(Index index, Book book, long at, Findings findings) {
        long value = book.log.has(at) ? book.log.get(at) : book.polled.get(at);
        Optional<Op.Send> sender = index.sender(value);
        if (sender.isEmpty() || !sender.get().home().equals(book.home)) return;
        findings.add(
                Anomaly.DUPLICATE,
                "value %d is at %d and at %d, and was sent once: %s",
                value,
                index.place(value),
                at,
                sender.get());
    }

    /** What was deleted before a poll began must not come back with it. */
    private static void deletedRecords(Book book, Findings findings) {
        Starts starts = new Starts();
        new Sweep.Pass<>(book.deletions, book.polls, 0)
                .run(
                        deletion -> {
                            if (deletion.span().isOk()) starts.raise(deletion.before(), deletion);
                        },
                        poll -> starts.judge(poll, findings));
        Starts told = new Starts();
        new Sweep.Pass<>(book.listings, book.polls, 0)
                .run(
                        listing -> told.raise(listing.told().logStart(), listing),
                        poll -> told.judge(poll, findings));
    }

    /** From where on there are records, as last heard. */
    private static final class Starts {
        private long start;
        private Optional<Op> by = Optional.empty();

        void raise(long to, Op op) {
            if (to <= start) return;
            start = to;
            by = Optional.of(op);
        }

        void judge(Op.Poll poll, Findings findings) {
            Reads reads = poll.reads();
            if (reads.size() == 0 || by.isEmpty() || reads.offset(0) >= start) return;
            findings.add(
                    Anomaly.RESURRECTED_RECORD,
                    "%s returned %d, which was gone since %s",
                    poll,
                    reads.offset(0),
                    by.get());
        }
    }

    /** Every value that was read in one partition. */
    private record Look(Index index, Book book, Findings findings) {
        void run() {
            Optional<Op.OnTopic> deletion = index.deletion(book.home.topic());
            for (Op.Poll poll : book.polls) {
                boolean gone = deletion.filter(d -> d.span().isBefore(poll.span())).isPresent();
                if (gone && poll.reads().size() > 0) resurrected(poll, poll.reads().value(0));
                look(poll.reads(), poll, Optional.of(poll.span()));
            }
            for (Replica replica : book.replicas) {
                look(replica.reads(), Words.of(replica), Optional.empty());
            }
        }

        /**
         * @param polled empty for a replica
         */
        private void look(Reads reads, Object who, Optional<Span> polled) {
            for (int i = 0; i < reads.size(); i++) {
                long offset = reads.offset(i);
                long value = reads.value(i);
                if (!reads.isIntact(i)) {
                    findings.add(
                            Anomaly.CORRUPT_VALUE,
                            "value %d at %d, by %s, has other bytes than were sent",
                            value,
                            offset,
                            who);
                    continue;
                }
                Optional<Op.Send> sender = index.sender(value);
                if (sender.isEmpty()) {
                    findings.add(
                            Anomaly.PHANTOM_VALUE,
                            "value %d at %d, by %s, was never sent",
                            value,
                            offset,
                            who);
                } else {
                    compare(sender.get(), offset, who, polled);
                }
            }
        }

        private void compare(Op.Send send, long offset, Object who, Optional<Span> polled) {
            if (!send.home().equals(book.home)) strayed(send, offset, who, polled);
            else if (polled.filter(poll -> poll.isBefore(send.span())).isPresent()) {
                phantom(send, offset, who, "was sent only later");
            }
            if (send.span().outcome() != Outcome.FAIL) return;
            findings.add(
                    polled.isPresent() ? Anomaly.ABORTED_READ : Anomaly.ERROR_LIE,
                    "%s failed for certain, and is at %d by %s",
                    send,
                    offset,
                    who);
        }

        private void strayed(Op.Send send, long offset, Object who, Optional<Span> polled) {
            boolean old =
                    polled.isEmpty()
                            ? index.deletion(send.home().topic()).isPresent()
                            : index.isGoneBefore(send.home().topic(), polled.get());
            if (old) resurrected(who, send.value());
            phantom(send, offset, who, "was sent elsewhere");
        }

        private void phantom(Op.Send send, long offset, Object who, String why) {
            findings.add(Anomaly.PHANTOM_VALUE, "at %d, by %s: %s, %s", offset, who, send, why);
        }

        private void resurrected(Object who, long value) {
            findings.add(
                    Anomaly.RESURRECTED_RECORD,
                    "value %d, by %s, is of a topic that was deleted",
                    value,
                    who);
        }
    }
}
