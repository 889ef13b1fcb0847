package io.skein.scenarios.history.checker;

import io.skein.foundation.PartitionId;
import io.skein.scenarios.history.ops.Calm;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A history that a mutator is about to spoil: what can be picked from it, and how it is changed.
 */
record Change(History history, Gen gen) {
    /** Later than anything that a toy history waits for. */
    static final long LATER_NANOS = 100_000_000_000L;

    /** Any operation of that kind for which this holds. */
    <T extends Op> Optional<T> any(Class<T> kind, Predicate<T> fits) {
        List<T> fitting = all(kind, fits);
        return fitting.isEmpty() ? Optional.empty() : Optional.of(gen.pick(fitting));
    }

    <T extends Op> List<T> all(Class<T> kind, Predicate<T> fits) {
        return history.ops().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .toList();
    }

    /** An acknowledged send whose values are all on the replicas. */
    Optional<Op.Send> kept() {
        return any(
                Op.Send.class, send -> send.span().isOk() && send.offset() >= start(send.home()));
    }

    /** A polled one among them. */
    Optional<Op.Poll> polled(int least) {
        return any(Op.Poll.class, poll -> poll.reads().size() >= least);
    }

    List<Replica> replicas(PartitionId home) {
        return history.replicas().stream().filter(one -> one.home().equals(home)).toList();
    }

    long start(PartitionId home) {
        return replicas(home).getFirst().told().logStart();
    }

    long end(PartitionId home) {
        return replicas(home).getFirst().told().highWatermark();
    }

    /** From here on nothing was ever asked to go. */
    long safeFrom(PartitionId home) {
        return all(Op.DeleteRecords.class, one -> one.home().equals(home)).stream()
                .mapToLong(Op.DeleteRecords::before)
                .reduce(start(home), Math::max);
    }

    History with(Op before, Op after) {
        List<Op> ops = new ArrayList<>(history.ops());
        ops.set(position(before), after);
        return withOps(ops);
    }

    /** Directly behind another one. */
    History withMore(Op behind, Op more) {
        List<Op> ops = new ArrayList<>(history.ops());
        ops.add(position(behind) + 1, more);
        return withOps(ops);
    }

    History without(Op op) {
        List<Op> ops = new ArrayList<>(history.ops());
        ops.remove(position(op));
        return withOps(ops);
    }

    private int position(Op op) {
        return history.ops().indexOf(op);
    }

    History withOps(List<Op> ops) {
        return new History(ops, history.replicas(), history.calms(), history.endNanos());
    }

    /** The same, but it went on for long, and all was well. */
    static History goesOn(History history) {
        long end = history.endNanos() + LATER_NANOS;
        return new History(history.ops(), history.replicas(), List.of(new Calm(0, end)), end);
    }

    /** Every replica of a partition is another one. */
    History withReplicas(PartitionId home, UnaryOperator<Replica> change) {
        List<Replica> replicas = new ArrayList<>(history.replicas());
        replicas.replaceAll(one -> one.home().equals(home) ? change.apply(one) : one);
        return new History(history.ops(), replicas, history.calms(), history.endNanos());
    }

    /** Only the first of them. */
    History withOneReplica(PartitionId home, UnaryOperator<Replica> change) {
        List<Replica> replicas = new ArrayList<>(history.replicas());
        int at = replicas.indexOf(replicas(home).getFirst());
        replicas.set(at, change.apply(replicas.get(at)));
        return new History(history.ops(), replicas, history.calms(), history.endNanos());
    }

    static Replica with(Replica replica, Reads reads) {
        return new Replica(replica.node(), replica.home(), replica.told(), reads);
    }

    static Replica endingAt(Replica replica, long end) {
        Told told = new Told(replica.told().logStart(), end);
        Reads left = only(replica.reads(), i -> replica.reads().offset(i) < end);
        return new Replica(replica.node(), replica.home(), told, left);
    }

    static Op.Poll with(Op.Poll poll, Reads reads) {
        return new Op.Poll(
                poll.span(), poll.home(), poll.group(), poll.position(), poll.told(), reads);
    }

    static Op.Send with(Op.Send send, Span span, long offset) {
        return new Op.Send(span, send.home(), send.value(), send.count(), offset, send.producer());
    }

    static Reads only(Reads reads, IntPredicate keep) {
        Reads.Builder left = new Reads.Builder();
        for (int i = 0; i < reads.size(); i++) {
            if (keep.test(i)) left.addFrom(reads, i);
        }
        return left.build();
    }

    /** The records with these offsets are not among them. */
    static Reads without(Reads reads, long from, long before) {
        return only(reads, i -> reads.offset(i) < from || reads.offset(i) >= before);
    }

    /** The value of one record is another. */
    static Reads withValue(Reads reads, int at, long value) {
        Reads.Builder changed = new Reads.Builder();
        for (int i = 0; i < reads.size(); i++) {
            if (i == at) changed.add(reads.offset(i), value, reads.hash(i), true);
            else changed.addFrom(reads, i);
        }
        return changed.build();
    }

    /** Where the values were from one record to another, they are the other way round. */
    static Reads turned(Reads reads, int first, int last) {
        Reads.Builder changed = new Reads.Builder();
        for (int i = 0; i < reads.size(); i++) {
            int from = i < first || i > last ? i : first + last - i;
            changed.add(reads.offset(i), reads.value(from), reads.hash(i), true);
        }
        return changed.build();
    }
}
