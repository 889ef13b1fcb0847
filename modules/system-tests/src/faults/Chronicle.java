import io.skein.client.SkeinException;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.DeliveryCallback;
import io.skein.foundation.PartitionId;
import io.skein.scenarios.history.ops.Answer;
import io.skein.scenarios.history.ops.Calm;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Outcomes;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Recorder;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What clients do and what comes of it, written down while it happens. Any thread may write, ask,
 * and wait for news.
 */
final class Chronicle {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long MILLI_NANOS = 1_000_000;

    private final Recorder recorder = new Recorder();
    private final TreeMap<PartitionId, List<Stored>> stored = new TreeMap<>();
    private final TreeMap<String, Integer> errors = new TreeMap<>();

    /** When a record was sent, and when it was acknowledged. */
    private record Stored(long sentNanos, long nanos) {}

    /** A record is to be sent now; hears what comes of it. */
    synchronized DeliveryCallback sent(int process, PartitionId home, long value) {
        long now = System.nanoTime();
        long ticket = recorder.invoke(process, now, span -> send(span, home, value, Op.UNTOLD));
        return delivery -> {
            Stored times = new Stored(now, System.nanoTime());
            long offset =
                    delivery instanceof Delivery.Stored told ? told.metadata().offset() : Op.UNTOLD;
            Answer answer = Outcomes.of(delivery, Acks.ALL);
            end(ticket, times.nanos(), answer, span -> send(span, home, value, offset));
            if (answer.outcome() == Outcome.OK) stored(home, times);
            delivery.error().ifPresent(this::note);
        };
    }

    private static Op send(Span span, PartitionId home, long value, long offset) {
        return new Op.Send(span, home, value, 1, offset, new Producer(span.process(), 0));
    }

    private synchronized void end(long ticket, long nanos, Answer answer, Function<Span, Op> op) {
        recorder.complete(ticket, nanos, answer, op);
    }

    private synchronized void stored(PartitionId home, Stored times) {
        stored.computeIfAbsent(home, _ -> new ArrayList<>()).add(times);
        notifyAll();
    }

    private synchronized void note(SkeinException error) {
        errors.merge(error.toString(), 1, Integer::sum);
    }

    /** Something that began then is done now. */
    synchronized void done(int process, long beganNanos, Function<Span, Op> op) {
        long ticket = recorder.invoke(process, beganNanos, op);
        recorder.complete(ticket, System.nanoTime(), Answer.OK, op);
    }

    /** Something that was written down elsewhere. */
    synchronized void add(Op op) {
        Span span = op.span();
        long ticket = recorder.invoke(span.process(), span.invokedNanos(), _ -> op);
        if (span.completedNanos() == Span.NEVER) return;
        Answer answer = new Answer(span.outcome(), span.error());
        recorder.complete(ticket, span.completedNanos(), answer, _ -> op);
    }

    /** A majority was healthy from then until now. */
    synchronized void calmSince(long nanos) {
        recorder.calm(new Calm(nanos, System.nanoTime()));
    }

    /** A copy was read in the end. */
    synchronized void replica(Replica replica) {
        recorder.replica(replica);
    }

    synchronized History history() {
        return recorder.history(System.nanoTime());
    }

    /** Why so many records were not acknowledged. */
    synchronized TreeMap<String, Integer> errors() {
        return new TreeMap<>(errors);
    }

    /** Returns when each partition has acknowledged something that was sent from now on. */
    void awaitFlow(Topic topic) throws InterruptedException {
        awaitSentAfter(topic, System.nanoTime());
    }

    /** Returns when each partition has acknowledged something that was sent after that moment. */
    synchronized void awaitSentAfter(Topic topic, long nanos) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_MILLIS * MILLI_NANOS;
        for (int partition = 0; partition < topic.partitions(); partition++) {
            while (!isSentAfter(topic.home(partition), nanos)) {
                long left = (until - System.nanoTime()) / MILLI_NANOS;
                if (left <= 0) {
                    throw new Faults.Failed(
                            "nothing is acknowledged any more in " + topic.place(partition));
                }
                wait(left);
            }
        }
    }

    private boolean isSentAfter(PartitionId home, long nanos) {
        List<Stored> all = stored.getOrDefault(home, List.of());
        // Records of one client are acknowledged in their order, so what is new stands behind.
        for (int i = all.size() - 1; i >= 0 && all.get(i).nanos() - nanos > 0; i--) {
            if (all.get(i).sentNanos() - nanos > 0) return true;
        }
        return false;
    }

    /** The longest that nothing was acknowledged in a partition, in ns, since then. */
    synchronized long longestGapNanos(PartitionId home, long fromNanos) {
        long last = fromNanos;
        long longest = 0;
        for (long at : timesAfter(home, fromNanos)) {
            longest = Math.max(longest, at - last);
            last = at;
        }
        return Math.max(longest, System.nanoTime() - last);
    }

    /** When the first was acknowledged that was sent after that moment; there is one. */
    synchronized long firstNanos(PartitionId home, long sentAfterNanos) {
        return stored.getOrDefault(home, List.of()).stream()
                .filter(each -> each.sentNanos() - sentAfterNanos > 0)
                .mapToLong(Stored::nanos)
                .min()
                .orElseThrow();
    }

    private TreeSet<Long> timesAfter(PartitionId home, long nanos) {
        TreeSet<Long> times = new TreeSet<>();
        for (Stored each : stored.getOrDefault(home, List.of()).reversed()) {
            if (each.nanos() - nanos <= 0) break;
            times.add(each.nanos());
        }
        return times;
    }
}
