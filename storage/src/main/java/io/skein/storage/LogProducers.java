package io.skein.storage;

import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.SequenceVerdict;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The idempotent producers of a log as of its end: says which batches it may take, and forgets who
 * has been silent for long. Owned by the log's lane.
 */
final class LogProducers {
    private static final long UNTOLD = -1;

    private final DirectoryFigures figures;
    private Producers state;
    private long sinceMillis = UNTOLD;
    private long nowMillis = UNTOLD;

    LogProducers(Producers state, DirectoryFigures figures) {
        this.state = state;
        this.figures = figures;
    }

    /** An immutable value. */
    Producers state() {
        return state;
    }

    /** What was added last is taken back. */
    void goTo(Producers before) {
        state = before;
    }

    /**
     * The log's end is another now, and this is what its files tell. They know the times of records
     * alone, so everybody has a whole life again, as after a start.
     */
    void startAnew(Producers told) {
        state = told;
        sinceMillis = nowMillis;
    }

    /** Why the batch at the buffer's position is not to be appended now. */
    Optional<AppendResult> refusal(ByteBuffer batch) {
        int at = batch.position();
        long id = Batch.producerId(batch, at);
        if (id == Batch.NO_PRODUCER || Batch.baseSequence(batch, at) == Batch.NO_PRODUCER) {
            return Optional.empty();
        }
        ProducerStamp stamp =
                new ProducerStamp(
                        id, Batch.producerEpoch(batch, at), Batch.baseSequence(batch, at));
        return switch (state.check(stamp, Batch.lastOffsetDelta(batch, at) + 1)) {
            case SequenceVerdict.InOrder() -> Optional.empty();
            case SequenceVerdict.Duplicate(long first, long next) ->
                    Optional.of(new AppendResult.Duplicate(first, next));
            case SequenceVerdict.OutOfOrder(int expected, int got) ->
                    Optional.of(new AppendResult.OutOfOrder(id, expected, got));
            case SequenceVerdict.OldEpoch(int current) ->
                    Optional.of(new AppendResult.OldEpoch(id, stamp.producerEpoch(), current));
            case SequenceVerdict.UnknownProducer() ->
                    Optional.of(new AppendResult.UnknownProducer(id, stamp.baseSequence()));
        };
    }

    /** A batch has been appended, which the buffer begins with. */
    void add(ByteBuffer batch) {
        // A record's time may be years ago: it says nothing of when its producer was last here.
        long used = nowMillis == UNTOLD ? Batch.maxTimestampMillis(batch, 0) : nowMillis;
        Producers next = state.with(batch, 0, used);
        // Nobody goes, or many at once and for one that is new.
        boolean isPushing = next.size() < state.size();
        if (isPushing) figures.producersPushedOut().add(state.size() + 1L - next.size());
        state = next;
    }

    /** Forgets who has been silent for so long, and never since before the first call. */
    void expire(long lifeMillis, long atMillis) {
        if (sinceMillis == UNTOLD) sinceMillis = atMillis;
        nowMillis = atMillis;
        state = state.expire(atMillis, lifeMillis, sinceMillis);
    }
}
