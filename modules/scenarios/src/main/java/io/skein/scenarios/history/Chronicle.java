package io.skein.scenarios.history;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.Answer;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Recorder;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What clients did and what came of it, written down for the checker that judges a whole history in
 * the end. Owned by the world.
 */
public final class Chronicle {
    /** Whoever leads is asked, as clients do. */
    private static final int NOBODY = 0;

    private final LongSupplier nowNanos;
    private final Recorder recorder = new Recorder();
    private final TreeMap<Long, Sending> sendings = new TreeMap<>();
    private final TreeMap<PartitionId, Replica> whole = new TreeMap<>();
    private int processes;

    /** A record that has no outcome yet. */
    private record Sending(long ticket, PartitionId home) {}

    /** Of a topic, something that was asked for. */
    public record OnTopic(long ticket, Deed deed, String name) {}

    /** {@code nowNanos} is the one clock of all that happens. */
    public Chronicle(LongSupplier nowNanos) {
        this.nowNanos = nowNanos;
    }

    /** The number of somebody new who does one thing after another. */
    public int newProcess() {
        return processes++;
    }

    public long nowNanos() {
        return nowNanos.getAsLong();
    }

    void sends(int process, PartitionId home, long number) {
        long ticket =
                recorder.invoke(process, nowNanos(), span -> send(span, home, number, Op.UNTOLD));
        sendings.put(number, new Sending(ticket, home));
    }

    void sent(long number, Answer answer, long offset) {
        Sending one = Optional.ofNullable(sendings.remove(number)).orElseThrow();
        recorder.complete(
                one.ticket(), nowNanos(), answer, span -> send(span, one.home(), number, offset));
    }

    private static Op send(Span span, PartitionId home, long number, long offset) {
        return new Op.Send(span, home, number, 1, offset, new Producer(span.process(), 0));
    }

    /** It was given these records, which it had asked for since then. */
    public void polled(int process, long askedNanos, PartitionId home, Reads reads) {
        if (reads.size() == 0) return;
        Span span = Span.ok(process, askedNanos, nowNanos());
        long ticket = recorder.invoke(process, askedNanos, _ -> poll(span, home, reads));
        recorder.complete(ticket, nowNanos(), Answer.OK, done -> poll(done, home, reads));
    }

    private static Op poll(Span span, PartitionId home, Reads reads) {
        return new Op.Poll(span, home, "", reads.offset(0), Told.NOTHING, reads);
    }

    /**
     * Everything that is kept of a partition was read, from its start to before the end. If that
     * happens again, the last time counts: what was long on its way may have come to be meanwhile.
     */
    public void readWhole(PartitionId home, long end, Reads reads) {
        whole.put(home, new Replica(NOBODY, home, new Told(0, end), reads));
    }

    /** Something is asked for of a topic. */
    public OnTopic asks(int process, Deed deed, String name) {
        long ticket =
                recorder.invoke(
                        process,
                        nowNanos(),
                        span -> new Op.OnTopic(span, deed, name, Uuid.ZERO, ""));
        return new OnTopic(ticket, deed, name);
    }

    /** That is what came of it; the id is zero unless it was told. */
    public void answered(OnTopic asked, Answer answer, Uuid id) {
        recorder.complete(
                asked.ticket(),
                nowNanos(),
                answer,
                span -> new Op.OnTopic(span, asked.deed(), asked.name(), id, ""));
    }

    /** All of it. */
    public History history() {
        History all = recorder.history(nowNanos());
        return new History(all.ops(), List.copyOf(whole.values()), all.calms(), all.endNanos());
    }
}
