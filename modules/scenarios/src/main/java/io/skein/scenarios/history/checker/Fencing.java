package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Producer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code zombie-append}: a record of an old producer epoch that was sent after the fence, or that
 * lies behind a record of a newer epoch.
 */
final class Fencing {
    private Fencing() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            if (!index.fences.isEmpty()) sentAfterFence(index, book, findings);
            behindNewer(index, book, findings);
        }
        return findings;
    }

    private static void sentAfterFence(Index index, Book book, Findings findings) {
        List<Op.OpenProducer> fences = new ArrayList<>(index.fences);
        fences.removeIf(fence -> !fence.span().isOk());
        TreeMap<Long, Op.OpenProducer> newest = new TreeMap<>();
        new Sweep.Pass<>(fences, book.sends, 0)
                .run(
                        fence -> newest.merge(fence.producer().id(), fence, Fencing::newer),
                        send -> {
                            Producer producer = send.producer();
                            Op.OpenProducer fence = newest.get(producer.id());
                            if (fence == null || fence.producer().epoch() <= producer.epoch()) {
                                return;
                            }
                            if (!index.isStored(send)) return;
                            findings.add(
                                    Anomaly.ZOMBIE_APPEND, "%s was stored after %s", send, fence);
                        });
    }

    private static Op.OpenProducer newer(Op.OpenProducer a, Op.OpenProducer b) {
        return Comparator.<Op.OpenProducer>comparingInt(open -> open.producer().epoch())
                                .compare(a, b)
                        >= 0
                ? a
                : b;
    }

    private static void behindNewer(Index index, Book book, Findings findings) {
        boolean fenced = book.sends.stream().anyMatch(send -> send.producer().epoch() > 0);
        if (!fenced) return;
        TreeMap<Long, Op.Send> newest = new TreeMap<>();
        OffsetTable table = book.found();
        long at = table.next(0);
        while (at != Long.MAX_VALUE) {
            Optional<Op.Send> send = index.sender(table.get(at));
            if (send.isPresent()) behind(newest, send.get(), at, findings);
            at = table.next(at + 1);
        }
    }

    private static void behind(
            Map<Long, Op.Send> newest, Op.Send send, long at, Findings findings) {
        Op.Send before = newest.getOrDefault(send.producer().id(), send);
        if (before.producer().epoch() <= send.producer().epoch()) {
            newest.put(send.producer().id(), send);
            return;
        }
        findings.add(Anomaly.ZOMBIE_APPEND, "%s is at %d, behind %s", send, at, before);
    }
}
