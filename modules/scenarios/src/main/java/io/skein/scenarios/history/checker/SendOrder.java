package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether what was sent is in the order in which it was sent: {@code nonmonotonic-send}, {@code
 * int-nonmonotonic-send}, {@code reordered-in-flight}, {@code realtime-order}.
 */
final class SendOrder {
    private SendOrder() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            byProcess(index, book, findings);
            batches(index, book, findings);
            byClock(index, book, findings);
        }
        return findings;
    }

    private static void byProcess(Index index, Book book, Findings findings) {
        TreeMap<Integer, Op.Send> highest = new TreeMap<>();
        for (Op.Send send : book.sends) {
            long at = index.at(send);
            if (at == OffsetTable.NOTHING || !hasPlace(index, send)) continue;
            Op.Send before = highest.getOrDefault(send.span().process(), send);
            if (index.at(before) > at) {
                boolean inTurn = before.span().isBefore(send.span());
                findings.add(
                        inTurn ? Anomaly.NONMONOTONIC_SEND : Anomaly.REORDERED_IN_FLIGHT,
                        "%s is at %d, and the later %s at %d",
                        before,
                        index.at(before),
                        send,
                        at);
            } else {
                highest.put(send.span().process(), send);
            }
        }
    }

    /**
     * Whether it has its place among the others. Without numbers, what was given up may be carried
     * out at any later time, and before what was refused at first and is sent again.
     */
    private static boolean hasPlace(Index index, Op.Send send) {
        return send.span().isOk() || index.options.producers().idempotent();
    }

    private static void batches(Index index, Book book, Findings findings) {
        for (Op.Send send : book.sends) {
            long before = OffsetTable.NOTHING;
            for (int i = 0; i < send.count() && send.count() > 1; i++) {
                long at = index.place(send.value() + i);
                if (at == OffsetTable.NOTHING) continue;
                if (at <= before) {
                    findings.add(
                            Anomaly.INT_NONMONOTONIC_SEND,
                            "value %d of %s is at %d, and one before it at %d",
                            send.value() + i,
                            send,
                            at,
                            before);
                }
                before = Math.max(before, at);
            }
        }
    }

    private static void byClock(Index index, Book book, Findings findings) {
        Highest highest = new Highest();
        new Sweep.Pass<>(book.sends, book.sends, 0)
                .run(
                        done -> {
                            if (Book.isTold(done)) highest.raise(done);
                        },
                        send -> {
                            long at = index.at(send);
                            if (at == OffsetTable.NOTHING || at >= highest.offset()) return;
                            findings.add(
                                    Anomaly.REALTIME_ORDER,
                                    "%s was over before %s began, and this is at %d",
                                    highest.send.orElseThrow(),
                                    send,
                                    at);
                        });
    }

    /** The acknowledged send with the highest offset so far. */
    private static final class Highest {
        private Optional<Op.Send> send = Optional.empty();

        long offset() {
            return send.map(Op.Send::offset).orElse(OffsetTable.NOTHING);
        }

        void raise(Op.Send done) {
            if (done.offset() > offset()) send = Optional.of(done);
        }
    }
}
