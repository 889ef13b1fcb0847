package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Whether a partition's ends only move forward, and its start not too early: {@code hw-regression},
 * {@code log-start-regression}, {@code retention-overrun}.
 */
final class Extents {
    private Extents() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            List<Op> tellers = tellers(book);
            Rule.HIGH_WATERMARK.check(tellers, findings);
            Rule.LOG_START.check(tellers, findings);
            finalStarts(tellers, book, findings);
            overruns(index, book, tellers, findings);
        }
        return findings;
    }

    private static List<Op> tellers(Book book) {
        List<Op> tellers = new ArrayList<>(book.polls);
        tellers.addAll(book.listings);
        tellers.removeIf(op -> !op.span().isOk());
        tellers.sort(Comparator.comparingLong(op -> op.span().invokedNanos()));
        return tellers;
    }

    /** What an answer told of the partition; nothing if it is not about that. */
    static Told told(Op teller) {
        if (teller instanceof Op.Poll poll) return poll.told();
        return teller instanceof Op.ListOffsets list ? list.told() : Told.NOTHING;
    }

    private static void finalStarts(List<Op> tellers, Book book, Findings findings) {
        Optional<Op> highest =
                tellers.stream().max(Comparator.comparingLong(op -> told(op).logStart()));
        for (Replica replica : book.replicas) {
            long start = replica.told().logStart();
            if (highest.isEmpty() || start >= told(highest.get()).logStart()) continue;
            findings.add(
                    Anomaly.LOG_START_REGRESSION,
                    "%s starts at %d in the end, after %s",
                    Words.of(replica),
                    start,
                    highest.get());
        }
    }

    /** No record may be gone before the time that it was to stay, unless it was to be deleted. */
    private static void overruns(Index index, Book book, List<Op> tellers, Findings findings) {
        for (Op teller : tellers) {
            overrun(
                    index,
                    book,
                    new Start(told(teller).logStart(), teller, teller.span()),
                    findings);
        }
        long end = index.history.endNanos();
        Span atEnd = Span.ok(0, end, end);
        for (Replica replica : book.replicas) {
            Start start = new Start(replica.told().logStart(), Words.of(replica), atEnd);
            overrun(index, book, start, findings);
        }
    }

    /** Somebody said, in that time, that the log starts there. */
    private record Start(long offset, Object who, Span span) {}

    private static void overrun(Index index, Book book, Start start, Findings findings) {
        if (start.offset() <= 0) return;
        Optional<Op.Send> gone = index.sender(book.known(start.offset() - 1));
        if (gone.isEmpty() || wasToGo(book, start)) return;
        long ageNanos = start.span().completedNanos() - gone.get().span().invokedNanos();
        if (ageNanos >= index.options.topics().retentionNanos()) return;
        findings.add(
                Anomaly.RETENTION_OVERRUN,
                "the log starts at %d by %s, and %s is gone after %d ns",
                start.offset(),
                start.who(),
                gone.get(),
                ageNanos);
    }

    private static boolean wasToGo(Book book, Start start) {
        for (Op.DeleteRecords deletion : book.deletions) {
            boolean begun = deletion.span().invokedNanos() <= start.span().completedNanos();
            boolean may = deletion.span().mayHold() && begun;
            if (may && deletion.before() >= start.offset()) return true;
        }
        return false;
    }

    /** A number that never goes back in real time. */
    private record Rule(Anomaly anomaly, ToLongFunction<Told> number) {
        static final Rule HIGH_WATERMARK = new Rule(Anomaly.HW_REGRESSION, Told::highWatermark);
        static final Rule LOG_START = new Rule(Anomaly.LOG_START_REGRESSION, Told::logStart);

        void check(List<Op> tellers, Findings findings) {
            Highest highest = new Highest();
            new Sweep.Pass<>(tellers, tellers, 0)
                    .run(
                            done -> highest.raise(done, number.applyAsLong(told(done))),
                            now -> {
                                long value = number.applyAsLong(told(now));
                                if (value == Op.UNTOLD || value >= highest.value) return;
                                findings.add(anomaly, "%s after %s", now, highest.by.orElseThrow());
                            });
        }
    }

    /** The highest that was told so far. */
    private static final class Highest {
        private long value;
        private Optional<Op> by = Optional.empty();

        void raise(Op op, long told) {
            if (told <= value) return;
            value = told;
            by = Optional.of(op);
        }
    }
}
