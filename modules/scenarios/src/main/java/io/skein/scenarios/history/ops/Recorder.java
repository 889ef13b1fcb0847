package io.skein.scenarios.history.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes a history down while it happens: an operation is invoked with what it would be if no
 * answer came, and completed with what it was. Owned by one thread.
 */
public final class Recorder {
    private final List<Op> done = new ArrayList<>();
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Calm> calms = new ArrayList<>();
    private long tickets;

    private record Open(Span span, Op ifUnanswered) {}

    /** An operation begins; returns the ticket to complete it with. */
    public long invoke(int process, long nowNanos, Function<Span, Op> ifUnanswered) {
        Span span = Span.open(process, nowNanos);
        open.put(tickets, new Open(span, ifUnanswered.apply(span)));
        return tickets++;
    }

    /** The answer came. */
    public void complete(long ticket, long nowNanos, Answer answer, Function<Span, Op> op) {
        Span begun = Optional.ofNullable(open.remove(ticket)).orElseThrow().span();
        Span span =
                new Span(
                        begun.process(),
                        begun.invokedNanos(),
                        nowNanos,
                        answer.outcome(),
                        answer.error());
        done.add(op.apply(span));
    }

    /** One replica was read in the end. */
    public void replica(Replica replica) {
        replicas.add(replica);
    }

    /** A majority was healthy for so long. */
    public void calm(Calm calm) {
        calms.add(calm);
    }

    /** What happened until now. */
    public History history(long nowNanos) {
        List<Op> all = new ArrayList<>(done);
        open.values().forEach(one -> all.add(one.ifUnanswered()));
        return new History(all, replicas, calms, nowNanos);
    }
}
