package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Calm;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code liveness-unanswered}, {@code liveness-late} and {@code liveness-stall}. */
final class Liveness {
    private Liveness() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Op op : index.history.ops()) answer(index, op, findings);
        List<Op.Send> sends = new ArrayList<>();
        if (!index.history.calms().isEmpty()) {
            for (Book book : index.books()) sends.addAll(book.sends);
        }
        for (Calm calm : index.history.calms()) stalls(index, calm, sends, findings);
        return findings;
    }

    private static void answer(Index index, Op op, Findings findings) {
        Span span = op.span();
        long boundNanos = index.options.bounds().answerNanos();
        if (span.completedNanos() != Span.NEVER) {
            if (span.completedNanos() - span.invokedNanos() <= boundNanos) return;
            findings.add(Anomaly.LIVENESS_LATE, "%s took more than %d ns", op, boundNanos);
        } else if (index.history.endNanos() - span.invokedNanos() > boundNanos) {
            findings.add(Anomaly.LIVENESS_UNANSWERED, "%s within %d ns", op, boundNanos);
        }
    }

    /** From one stored send to the next, while somebody wants to store something. */
    private static void stalls(Index index, Calm calm, List<Op.Send> sends, Findings findings) {
        long from = calm.fromNanos();
        long end = Math.min(calm.beforeNanos(), index.history.endNanos());
        List<Op.Send> stored = new ArrayList<>(sends);
        stored.removeIf(send -> !send.span().isOk());
        stored.removeIf(send -> send.span().completedNanos() < calm.fromNanos());
        stored.removeIf(send -> send.span().completedNanos() >= end);
        stored.sort(Comparator.comparingLong(send -> send.span().completedNanos()));
        for (Op.Send send : stored) {
            gap(index, new Calm(from, send.span().completedNanos()), sends, findings);
            from = send.span().completedNanos();
        }
        gap(index, new Calm(from, end), sends, findings);
    }

    private static void gap(Index index, Calm gap, List<Op.Send> sends, Findings findings) {
        long boundNanos = index.options.bounds().stallNanos();
        if (gap.beforeNanos() - gap.fromNanos() <= boundNanos) return;
        for (Op.Send send : sends) {
            Span span = send.span();
            long wantedNanos = Math.max(span.invokedNanos(), gap.fromNanos());
            boolean isOver = span.completedNanos() <= gap.fromNanos();
            if (isOver || gap.beforeNanos() - wantedNanos <= boundNanos) continue;
            findings.add(
                    Anomaly.LIVENESS_STALL,
                    "nothing was stored from %d to %d ns, though %s wanted to",
                    gap.fromNanos(),
                    gap.beforeNanos(),
                    send);
            return;
        }
    }
}
