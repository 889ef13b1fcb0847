package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An ordered sequence of batches, in segments. Owned by its shelf's lane and never touches a file:
 * appends are queued for the committer, the fresh tail is read from memory, the rest by the reader.
 * What is before {@link #durableEnd()} survives anything but damage to the disk.
 */
public final class Log {
    private final LogName name;
    private LogSettings settings;
    private final Shelf shelf;
    private final LogFiles files;
    private final Committer committer;
    private final Segments segments;
    private final Tail tail;
    private final LogReads reads;
    private final Trimming trimming;
    private final Truncation truncation;
    private final Compaction compaction;
    private final LogProducers producers;
    private EpochTrail epochs;
    private long end;
    private long durableEnd;
    private int generation;
    private boolean isClosed;
    private Optional<Handover> draft = Optional.empty();
    private Consumer<LogNews> listener = nobody -> {};

    Log(LogOrder order, Shelf shelf, LogFiles files, Standing standing) {
        this.name = order.name();
        this.settings = order.settings();
        this.shelf = shelf;
        this.files = files;
        this.committer = shelf.directory().committer();
        StorageSettings bounds = shelf.directory().world().settings();
        this.segments = new Segments(name.folder(), standing.segments(), standing.start());
        this.tail = new Tail(standing.end(), bounds.logTailBytesMax(), shelf.directory().budget());
        this.reads = new LogReads(this, segments, tail);
        this.trimming = new Trimming(this, segments, reads);
        this.truncation = new Truncation(this, segments, trimming);
        this.producers = new LogProducers(standing.producers(), committer.figures);
        Compaction.Parts parts = new Compaction.Parts(segments, reads, trimming, producers);
        this.compaction = new Compaction(this, parts);
        this.epochs = standing.epochs();
        this.end = standing.end();
        this.durableEnd = standing.end();
    }

    public LogName name() {
        return name;
    }

    /** First offset kept. */
    public long start() {
        return segments.start();
    }

    /** Next offset to be given. While it is being cut, as before. */
    public long end() {
        return end;
    }

    /** Everything before this is on the disk to stay. While it is being cut, as before. */
    public long durableEnd() {
        return durableEnd;
    }

    /** Which epochs wrote what is in the log, up to {@link #end()}. */
    public EpochTrail epochs() {
        return epochs;
    }

    /** Other settings, from the next append on. */
    public void configure(LogSettings newer) {
        settings = newer;
    }

    /** Names who hears of durability and trouble from now on; one at a time. */
    public void listen(Consumer<LogNews> newListener) {
        listener = newListener;
    }

    /**
     * Appends a batch that has passed its checks, as a leader: stamps it with the next offset and
     * {@code leaderEpoch}, which never falls. The log keeps the buffer, unchanged from now on.
     */
    public AppendResult append(ByteBuffer batch, int leaderEpoch) {
        Optional<AppendResult> refusal = refusal(batch).or(() -> producers.refusal(batch));
        if (refusal.isPresent()) return refusal.get();
        Batch.stamp(batch, batch.position(), end, leaderEpoch);
        return add(batch.slice());
    }

    /** The same for a batch as another log has it, which goes on where this one ends. */
    public AppendResult replicate(ByteBuffer batch) {
        Check.same(end, Batch.baseOffset(batch, batch.position()), "offsets have no gap");
        return refusal(batch).orElseGet(() -> add(batch.slice()));
    }

    /**
     * Reads from memory if {@code offset} is in the fresh tail: at least one whole batch, then as
     * many as fit {@code bytesMax}, all of them wholly before {@code before}.
     */
    public Optional<ReadResult.Batches> readTail(long offset, long before, int bytesMax) {
        return reads.readTail(new LogReads.Wish(offset, before, bytesMax));
    }

    /**
     * As {@link #readTail}, from the files where memory does not reach: up to {@link #durableEnd()}
     * only, and nothing that has not passed its checksum. May answer before it returns.
     */
    public void read(long offset, long before, int bytesMax, Consumer<ReadResult> then) {
        reads.read(new LogReads.Wish(offset, before, bytesMax), then);
    }

    /** Finds the first record at or after a time, in ms since 1970, before {@code before}. */
    public void offsetForTime(long timestamp, long before, Consumer<TimeResult> then) {
        reads.find(timestamp, before, then);
    }

    /**
     * Closes a segment that has grown for too long, then lets go of what {@code retention} says, as
     * far as it is wholly before {@code before}; {@code then} hears when that cannot come back.
     * Times are ms since 1970.
     */
    public void age(
            Retention retention, long nowMillis, long before, Consumer<Retention.Freed> then) {
        trimming.start(new Trimming.Order(retention, nowMillis, before, then));
    }

    /** Lets go of all before {@code offset}, which is not beyond {@code agreed}, for good. */
    public void deleteBefore(long offset, long agreed, Consumer<StartResult> then) {
        trimming.deleteBefore(offset, agreed, then);
    }

    /** Forgets the idempotent producers who have sent nothing for so long. */
    public void expireProducers(long lifeMillis, long nowMillis) {
        producers.expire(lifeMillis, nowMillis);
    }

    /** Takes back what was appended, or everything. */
    public Truncation truncation() {
        return truncation;
    }

    Trimming trimming() {
        return trimming;
    }

    /** Lets go of what newer records of the same keys have made useless. */
    public Compaction compaction() {
        return compaction;
    }

    /** Makes all durable and gives the files back. The log takes nothing from now on. */
    public void close(Consumer<Outcome> then) {
        Check.that(!isClosed, "a log is closed once");
        if (truncation.defers(() -> close(then))) return;
        isClosed = true;
        handOver();
        SegmentIndex index = segments.activeIndex();
        index.noteTime();
        SegmentIndex.Tail closing = index.unsaved();
        int closedGeneration = generation;
        shelf.toCommitter(() -> {
            Outcome outcome = committer.close(this, closedGeneration, closing);
            shelf.endReads(
                    name,
                    () -> {
                        shelf.waiting(-tail.waitingBytes());
                        tail.clear();
                        then.accept(outcome);
                    });
        });
    }

    /** Begins a new segment if the last one has anything in it. */
    void closeSegment() {
        if (isServing() && segments.active().isPresent()) roll();
    }

    boolean isClosed() {
        return isClosed;
    }

    LogSettings settings() {
        return settings;
    }

    boolean isServing() {
        return !isClosed && !truncation.isBusy() && !committer.isOffline();
    }

    LogFiles files() {
        return files;
    }

    Shelf shelf() {
        return shelf;
    }

    /** Queues for the committer what was appended since the last time. */
    void handOver() {
        if (draft.isEmpty()) return;
        Handover handover = draft.get();
        draft = Optional.empty();
        handover.seal(segments.sealed(end, epochs, producers.state()));
        shelf.toCommitter(() -> committer.write(this, handover));
    }

    void confirm(int confirmedGeneration, Extent extent) {
        // An answer from before a cut speaks of bytes that are gone.
        if (confirmedGeneration != generation) return;
        segments.durable(extent.segmentBase());
        if (extent.end() <= durableEnd) return;
        Check.ordered(extent.end(), end, "the disk is never ahead of the log");
        durableEnd = extent.end();
        shelf.waiting(-tail.durable(durableEnd));
        listener.accept(new LogNews.Durable(durableEnd));
    }

    /** The committer had no room for a handover; nothing from there on is in the files. */
    void cutBack(int newGeneration, Handover.Before before) {
        generation = newGeneration;
        draft = Optional.empty();
        shelf.waiting(-tail.cut(before.point().offset()));
        segments.cutBack(before);
        end = before.point().offset();
        epochs = before.epochs();
        producers.goTo(before.producers());
        listener.accept(new LogNews.CutBack(end));
    }

    /** The files were cut; all that is left is durable. */
    void restart(int newGeneration, Truncation.Left left) {
        generation = newGeneration;
        shelf.waiting(-tail.waitingBytes());
        end = left.end();
        tail.restart(end);
        epochs = left.epochs();
        producers.startAnew(left.producers());
        boolean isNews = end > durableEnd && !(committer.health() instanceof Health.Offline);
        durableEnd = end;
        if (isNews) listener.accept(new LogNews.Durable(end));
    }

    void lose(String cause) {
        draft = Optional.empty();
        shelf.waiting(-tail.cut(durableEnd));
        end = durableEnd;
        epochs = epochs.truncateTo(end);
        listener.accept(new LogNews.Offline(cause));
    }

    void rest() {
        tail.rest();
    }

    private Optional<AppendResult> refusal(ByteBuffer batch) {
        if (isClosed) return Optional.of(new AppendResult.Offline(name + " is closed"));
        if (truncation.isBusy()) return Optional.of(new AppendResult.Overloaded());
        return shelf.refusal(batch.remaining());
    }

    private AppendResult add(ByteBuffer batch) {
        int bytes = batch.remaining();
        Check.same(Batch.sizeBytes(batch, 0), bytes, "exactly one batch is appended");
        long first = Batch.baseOffset(batch, 0);
        long next = Batch.nextOffset(batch, 0);
        if (segments.mustRoll(bytes, next, settings)) roll();
        if (draft.isEmpty()) {
            Handover.Before before = segments.before(end, epochs, producers.state());
            draft = Optional.of(new Handover(generation, before, segments.activeBase()));
            shelf.hasAppended(this);
        }
        draft.get().add(batch);
        epochs = epochs.append(Batch.leaderEpoch(batch, 0), first);
        producers.add(batch);
        segments.note(batch);
        tail.add(batch, next);
        shelf.waiting(bytes);
        end = next;
        return new AppendResult.Appended(first, next);
    }

    private void roll() {
        handOver();
        Handover.Before before = segments.before(end, epochs, producers.state());
        SegmentIndex.Tail closing = segments.roll(end, settings.indexIntervalBytes());
        draft = Optional.of(new Handover(generation, before, end, Optional.of(closing)));
        shelf.hasAppended(this);
    }
}
