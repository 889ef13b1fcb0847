package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands agreed batches to the state machine, in order and each once: those of this life come from
 * memory, where they wait from their write to their commit, those of an earlier one are read from
 * the log. Owned by its {@link QuorumDriver}.
 */
final class Applier {
    /** Runs once the entry at {@code upTo} has been applied. */
    private record Due(long upTo, Runnable then) {}

    private final StateMachine machine;
    private final RaftLog log;
    private final Tail tail;
    private final int readBytesMax;
    private final ArrayDeque<Due> dues = new ArrayDeque<>();
    private Optional<Due> reign = Optional.empty();
    private LogPoint applied;
    private Members members;
    private long committedBefore;
    private long appliedBytes;
    private List<Batch> arrived = List.of();
    private long replacedCount;
    private boolean reading;
    private boolean advancing;

    Applier(StateMachine machine, RaftLog log, Tail tail, int readBytesMax) {
        this.machine = machine;
        this.log = log;
        this.tail = tail;
        this.readBytesMax = readBytesMax;
        this.applied = log.remembered().log().start();
        this.members = log.remembered().members().upTo(applied.next());
        this.committedBefore = applied.next();
    }

    /** Everything before this is agreed. */
    void commit(long before) {
        Check.ordered(committedBefore, before, "a commit is never taken back");
        committedBefore = before;
        advance();
    }

    /** A snapshot stands for all before that point; nothing before it is handed over any more. */
    void replace(RaftLog.Installed installed) {
        LogPoint at = installed.at();
        applied = at;
        members = installed.members();
        committedBefore = Math.max(committedBefore, at.next());
        appliedBytes = 0;
        arrived = List.of();
        reading = false;
        replacedCount++;
        machine.onSnapshot(installed.content(), at.next());
        advance();
    }

    /** A leadership begins when that entry, its first, is applied; if it has not ended before. */
    void whenReignBegins(long first, Runnable then) {
        reign = Optional.of(new Due(first, then));
        advance();
    }

    void reignEnded() {
        reign = Optional.empty();
    }

    /** Asked for in the order of {@code upTo}, of entries that are agreed. */
    void whenApplied(long upTo, Runnable then) {
        if (!dues.isEmpty()) Check.ordered(dues.getLast().upTo(), upTo, "dues wait in log order");
        dues.addLast(new Due(upTo, then));
        advance();
    }

    LogPoint applied() {
        return applied;
    }

    /**
     * Who votes by what has been handed over. The member itself may know of a later agreement, and
     * by then have forgotten this one.
     */
    Members members() {
        return members;
    }

    /** Bytes handed over since the last snapshot, as far as this life knows. */
    long appliedBytes() {
        return appliedBytes;
    }

    /** A snapshot is being taken of all that has been handed over. */
    void countAnew() {
        appliedBytes = 0;
    }

    private void advance() {
        // Whom we call here may ask for more; that is then done below, after they have returned.
        if (advancing) return;
        advancing = true;
        boolean more = true;
        while (more) more = advanceOnce();
        advancing = false;
    }

    private boolean advanceOnce() {
        if (reign.isPresent() && reign.get().upTo() < applied.next()) {
            Runnable begin = reign.get().then();
            reign = Optional.empty();
            begin.run();
            return true;
        }
        if (!dues.isEmpty() && dues.getFirst().upTo() < applied.next()) {
            dues.removeFirst().then().run();
            return true;
        }
        if (!arrived.isEmpty()) {
            List<Batch> batches = arrived;
            arrived = List.of();
            apply(batches);
            return true;
        }
        if (reading || applied.next() == committedBefore) return false;
        long inMemoryFrom = tail.from(committedBefore);
        if (applied.next() < inMemoryFrom) {
            read(Math.min(inMemoryFrom, committedBefore));
            return false;
        }
        apply(tail.read(applied.next(), committedBefore, readBytesMax).orElseThrow());
        return true;
    }

    private void read(long before) {
        reading = true;
        long asOf = replacedCount;
        log.read(
                applied.next(),
                before,
                readBytesMax,
                batches -> {
                    // A snapshot has come meanwhile, and stands for these.
                    if (asOf != replacedCount) return;
                    Check.that(!batches.isEmpty(), "what is agreed is there to be read");
                    reading = false;
                    arrived = batches;
                    advance();
                });
    }

    private void apply(List<Batch> batches) {
        Check.that(!batches.isEmpty(), "a commit ends with a batch");
        List<Batch> state = new ArrayList<>();
        for (Batch batch : batches) {
            Check.same(applied.next(), batch.first(), "the log has no gap");
            Check.ordered(applied.epoch(), batch.epoch(), "epochs in a log never decrease");
            applied = batch.end();
            appliedBytes += batch.content().weightBytes();
            switch (batch.content()) {
                case Batch.State _ -> state.add(batch);
                case Batch.Control(List<ControlRecord> records) -> {
                    founded(records);
                    members = members.append(batch).last();
                }
            }
        }
        Check.ordered(applied.next(), committedBefore, "only what is agreed is applied");
        machine.onCommitted(List.copyOf(state), applied.next());
    }

    private void founded(List<ControlRecord> records) {
        for (ControlRecord record : records) {
            switch (record) {
                case ControlRecord.ClusterFounded(Uuid clusterId) -> machine.onFounded(clusterId);
                case ControlRecord.LeaderChange _, ControlRecord.Voters _ -> {}
            }
        }
    }
}
