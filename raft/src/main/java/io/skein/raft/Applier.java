package io.skein.raft;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.Quorum;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands agreed batches to the state machine, in order and each once: those an earlier life wrote
 * are read from the log, those of this life come from memory, where they wait from their write to
 * their commit. Owned by its {@link QuorumDriver}.
 */
final class Applier {
    /** Runs once the entry at {@code upTo} has been applied. */
    private record Due(long upTo, Runnable then) {}

    private final StateMachine machine;
    private final RaftLog log;
    private final Quorum quorum;
    private final int readBytesMax;
    private final ArrayDeque<RaftBatch> tail = new ArrayDeque<>();
    private final ArrayDeque<Due> dues = new ArrayDeque<>();
    private long committedBefore;
    private long appliedBefore;
    private int appliedEpoch;
    private List<RaftBatch> arrived = List.of();
    private boolean reading;
    private boolean advancing;

    Applier(StateMachine machine, RaftLog log, Quorum quorum, int readBytesMax) {
        this.machine = machine;
        this.log = log;
        this.quorum = quorum;
        this.readBytesMax = readBytesMax;
    }

    /** A batch was appended; its commit may or may not follow. */
    void wrote(RaftBatch batch) {
        tail.addLast(batch);
    }

    /** Everything before this is agreed. */
    void commit(long before) {
        Check.ordered(committedBefore, before, "a commit is never taken back");
        committedBefore = before;
        advance();
    }

    /** Asked for in the order of {@code upTo}. */
    void whenApplied(long upTo, Runnable then) {
        if (!dues.isEmpty()) Check.ordered(dues.getLast().upTo(), upTo, "dues wait in log order");
        dues.addLast(new Due(upTo, then));
        advance();
    }

    long appliedBefore() {
        return appliedBefore;
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
        if (!dues.isEmpty() && dues.getFirst().upTo() < appliedBefore) {
            dues.removeFirst().then().run();
            return true;
        }
        if (!arrived.isEmpty()) {
            List<RaftBatch> batches = arrived;
            arrived = List.of();
            apply(batches);
            return true;
        }
        if (reading || appliedBefore == committedBefore) return false;
        long inMemoryFrom = tail.isEmpty() ? committedBefore : tail.getFirst().first();
        if (appliedBefore < inMemoryFrom) {
            read(Math.min(inMemoryFrom, committedBefore));
            return false;
        }
        apply(takeCommitted());
        return true;
    }

    private void read(long before) {
        reading = true;
        log.read(
                appliedBefore,
                before,
                readBytesMax,
                batches -> {
                    Check.that(!batches.isEmpty(), "a read brings a batch");
                    reading = false;
                    arrived = batches;
                    advance();
                });
    }

    private List<RaftBatch> takeCommitted() {
        List<RaftBatch> taken = new ArrayList<>();
        while (!tail.isEmpty() && tail.getFirst().end().next() <= committedBefore) {
            taken.add(tail.removeFirst());
        }
        return taken;
    }

    private void apply(List<RaftBatch> batches) {
        Check.that(!batches.isEmpty(), "a commit ends with a batch");
        List<RaftBatch> state = new ArrayList<>();
        for (RaftBatch batch : batches) {
            Check.same(appliedBefore, batch.first(), "the log has no gap");
            Check.ordered(appliedEpoch, batch.epoch(), "epochs in a log never decrease");
            appliedBefore = batch.end().next();
            appliedEpoch = batch.epoch();
            switch (batch.kind()) {
                case CONTROL -> batch.records().forEach(this::applyControl);
                case STATE -> state.add(batch);
            }
        }
        Check.ordered(appliedBefore, committedBefore, "only what is agreed is applied");
        machine.onCommitted(List.copyOf(state), appliedBefore);
    }

    private void applyControl(ByteBuffer record) {
        switch (ControlFormat.decode(record)) {
            case Decoded.Valid<ControlRecord>(ControlRecord.Voters(var voters)) ->
                    Check.that(
                            voters.quorum().equals(quorum),
                            "the log was written for the voters " + voters.quorum().voters());
            case Decoded.Valid<ControlRecord>(ControlRecord.LeaderChange _) -> {}
            case Decoded.Damaged<ControlRecord>(String why) ->
                    throw new BrokenInvariant(
                            "control record before " + appliedBefore + ": " + why);
        }
    }
}
