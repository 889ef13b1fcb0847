package io.skein.server.broker.replica;

import io.skein.foundation.PartitionId;
import io.skein.server.broker.replica.Leaders.Where;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Detach;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.server.replication.ReplicaMessage.Pushed;
import io.skein.server.replication.ReplicaMessage.Why;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.StartResult;
import io.skein.storage.TruncateResult;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partition that another broker leads, in one epoch. Owned by the partition's lane.
 *
 * <pre>
 *   attach ─▶ agrees ─▶ takes what is pushed, confirms what its disk has
 *     ▲   └─▶ diverges ─▶ cuts the log ─┐
 *     └─────────────────────────────────┴── or anything was amiss: after a while
 * </pre>
 */
public final class Follow {
    private static final long RETRY_NANOS_MIN = 10_000_000;
    private static final long RETRY_NANOS_MAX = 500_000_000;
    private static final long ROOM_RETRY_NANOS = 1_000_000_000;

    private final Held held;
    private final Log log;
    private final Leading leading;
    private final Leaders leaders;
    private final Events events;
    private Optional<LeaderLink> link = Optional.empty();
    private OptionalLong number = OptionalLong.empty();
    private long waitNanos = RETRY_NANOS_MIN;
    private OptionalLong overlapped = OptionalLong.empty();
    private long confirmed;
    private long startWanted;
    private boolean isAgreed;
    private boolean isCutting;
    private boolean isDeleting;
    private boolean isOver;

    /** What is held here: a copy that came with that partition epoch. */
    public record Held(PartitionId id, Log log, int copy) {}

    /** Who leads it. */
    public record Leading(Where where, int epoch) {}

    /** What the partition hears. */
    public interface Events {
        /** Everything before this is agreed, and held here. */
        void onAgreed(long highWatermark);

        /** So many bytes were taken. */
        void onTaken(int bytes);

        /** It has ended, and nothing changes the log any more. */
        void onIdle();

        /** What the leader sent cannot be believed. */
        void onBadBatch(String cause);
    }

    /** One that does nothing yet. */
    public Follow(Held held, Leading leading, Leaders leaders, Events events) {
        this.held = held;
        this.log = held.log();
        this.leading = leading;
        this.leaders = leaders;
        this.events = events;
    }

    /** Begins. */
    public void begin() {
        log.listen(this::onNews);
        leaders.follow(leading.where(), this);
    }

    /** Follows no more. */
    public void end() {
        isOver = true;
        detach();
        leaders.leave(leading.where(), this);
    }

    /** The leader may be reached on that connection. */
    void attach(LeaderLink open) {
        link = Optional.of(open);
        attach();
    }

    private void attach() {
        if (isOver || isCutting || link.isEmpty() || number.isPresent()) return;
        LeaderLink open = link.get();
        long fresh = open.nextNumber();
        number = OptionalLong.of(fresh);
        isAgreed = false;
        startWanted = 0;
        confirmed = log.durableEnd();
        open.expect(fresh, this);
        Lineage.Position at = position();
        open.send(new Attach(held.id(), fresh, leading.epoch(), at, confirmed, held.copy()));
    }

    /**
     * Where the log ends; or, once it was emptied to take a whole batch that begins before that,
     * where it did: the leader may have deleted what that batch begins with.
     */
    private Lineage.Position position() {
        Lineage.Position end = Lineage.Position.of(extent());
        long before = overlapped.orElse(end.end());
        overlapped = OptionalLong.empty();
        return end.epoch() < 0 ? new Lineage.Position(end.epoch(), before) : end;
    }

    private Lineage.Extent extent() {
        return new Lineage.Extent(log.epochs(), log.start(), log.end());
    }

    /** The connection is gone. */
    void disconnected() {
        link = Optional.empty();
        number = OptionalLong.empty();
        isAgreed = false;
    }

    /** Nothing that is still on its way counts. */
    private void detach() {
        if (number.isEmpty()) return;
        long old = number.getAsLong();
        link.ifPresent(open -> {
            open.forget(old);
            open.send(new Detach(old));
        });
        number = OptionalLong.empty();
        isAgreed = false;
    }

    private void attachAfter(long nanos) {
        detach();
        leaders.lane().after(nanos, this::attach);
    }

    private void attachLater() {
        attachAfter(waitNanos);
        waitNanos = Math.min(2 * waitNanos, RETRY_NANOS_MAX);
    }

    void judged(Lineage.Verdict verdict) {
        switch (verdict) {
            case Lineage.Verdict.Agrees() -> {
                isAgreed = true;
                confirm();
            }
            case Lineage.Verdict.Diverges(var leaders) -> {
                Optional<Long> end = Lineage.cut(extent(), leaders);
                detach();
                isCutting = true;
                if (end.isPresent()) log.truncation().to(end.get(), this::cut);
                else log.truncation().wholly(log.start(), this::cut);
            }
            case Lineage.Verdict.BeginsAt(long start) -> {
                detach();
                isCutting = true;
                log.truncation().wholly(start, this::cut);
            }
        }
    }

    /** Whether the log is being cut: until that is done nobody else may use it. */
    public boolean isCutting() {
        return isCutting;
    }

    private void cut(TruncateResult result) {
        isCutting = false;
        if (isOver) {
            events.onIdle();
            return;
        }
        switch (result) {
            case TruncateResult.Done _ -> attach();
            case TruncateResult.NoRoom() -> attachAfter(ROOM_RETRY_NANOS);
            // What is left cannot be told from what is damaged: all of it is fetched anew.
            case TruncateResult.Damaged _ -> {
                isCutting = true;
                log.truncation().wholly(log.start(), this::cut);
            }
            case TruncateResult.Offline _ -> {}
        }
    }

    /** The leader will not have it so. */
    void turned(Why why) {
        number.ifPresent(old -> link.ifPresent(open -> open.forget(old)));
        number = OptionalLong.empty();
        isAgreed = false;
        attachLater();
    }

    void take(Pushed pushed) {
        if (!isAgreed) return;
        for (ByteBuffer batch : pushed.batches()) {
            if (!take(batch, pushed.mark().agreed())) return;
        }
        mark(pushed.mark());
    }

    /** False if what comes behind it is not wanted any more. */
    private boolean take(ByteBuffer batch, long agreed) {
        Arrival.Leader leader = new Arrival.Leader(leading.epoch(), agreed);
        return switch (Arrival.of(batch, extent(), leader)) {
            case Arrival.Next() -> append(batch);
            case Arrival.Overlaps(long base) -> {
                overlapped = OptionalLong.of(log.end());
                detach();
                isCutting = true;
                log.truncation().to(base, this::cut);
                yield false;
            }
            case Arrival.Odd(String cause) -> {
                events.onBadBatch(cause);
                attachLater();
                yield false;
            }
        };
    }

    private boolean append(ByteBuffer batch) {
        int bytes = batch.remaining();
        switch (log.replicate(batch)) {
            case AppendResult.Appended _ -> {
                events.onTaken(bytes);
                return true;
            }
            case AppendResult.Offline _ -> detach();
            case AppendResult.NoRoom _ -> attachAfter(ROOM_RETRY_NANOS);
            case AppendResult.Overloaded _,
                    AppendResult.Duplicate _,
                    AppendResult.OutOfOrder _,
                    AppendResult.OldEpoch _,
                    AppendResult.UnknownProducer _ ->
                    attachLater();
        }
        return false;
    }

    void mark(Mark mark) {
        if (!isAgreed) return;
        waitNanos = RETRY_NANOS_MIN;
        events.onAgreed(Math.min(mark.agreed(), log.end()));
        if (mark.logStart() <= mark.agreed()) startWanted = mark.logStart();
        deleteOld();
    }

    /** The leader may have nothing to say again, so this is tried until it is done. */
    private void deleteOld() {
        boolean isDue = startWanted > log.start() && startWanted <= log.durableEnd();
        if (!isDue || !isAgreed || isDeleting) return;
        isDeleting = true;
        log.deleteBefore(
                startWanted,
                startWanted,
                result -> {
                    isDeleting = false;
                    if (result instanceof StartResult.Done) deleteOld();
                });
    }

    /** What there is to confirm. */
    Optional<Progress> progress() {
        if (!isAgreed || log.durableEnd() <= confirmed) return Optional.empty();
        confirmed = log.durableEnd();
        return Optional.of(new Progress(number.orElseThrow(), confirmed));
    }

    private void confirm() {
        if (isAgreed) link.ifPresent(open -> open.due(this));
    }

    private void onNews(LogNews news) {
        if (isOver) return;
        switch (news) {
            case LogNews.Durable _ -> {
                confirm();
                deleteOld();
            }
            case LogNews.CutBack _ -> attachAfter(ROOM_RETRY_NANOS);
            case LogNews.Offline _ -> detach();
        }
    }
}
