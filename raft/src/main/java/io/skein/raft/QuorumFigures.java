package io.skein.raft;

import io.skein.foundation.Durations;
import io.skein.foundation.world.Clock;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.Role;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What a member has done in this life. Written by the quorum lane; what is public may be read by
 * any thread. KIP-595 names most of these for KRaft.
 */
public final class QuorumFigures {
    private final Clock clock;
    private final Durations commits = new Durations();
    private final Durations elections = new Durations();
    private final LongAdder candidacies = new LongAdder();
    private final LongAdder snapshotsTaken = new LongAdder();
    private final LongAdder snapshotsInstalled = new LongAdder();
    private Optional<Long> leaderlessNanos;

    QuorumFigures(Clock clock) {
        this.clock = clock;
        this.leaderlessNanos = Optional.of(clock.nanos());
    }

    /** From a proposal to this member as leader until it is agreed and applied. */
    public Durations commits() {
        return commits;
    }

    /** From when this member lost its leader, or began, until it had one again or led. */
    public Durations elections() {
        return elections;
    }

    /** How often it has asked for votes, to lead an epoch. */
    public long candidacies() {
        return candidacies.sum();
    }

    /** How many snapshots of its own it holds durably. */
    public long snapshotsTaken() {
        return snapshotsTaken.sum();
    }

    /** How many snapshots of others have taken the place of its log. */
    public long snapshotsInstalled() {
        return snapshotsInstalled.sum();
    }

    /** The same, with a look at how long it took if it is committed. */
    Consumer<Outcome> timed(Consumer<Outcome> then) {
        long began = clock.nanos();
        return outcome -> {
            if (outcome instanceof Outcome.Committed) commits.note(clock.nanos() - began);
            then.accept(outcome);
        };
    }

    void became(Role role) {
        switch (role) {
            case Role.Following _, Role.Leader _ -> {
                leaderlessNanos.ifPresent(since -> elections.note(clock.nanos() - since));
                leaderlessNanos = Optional.empty();
            }
            case Role.Waiting _, Role.PreCandidate _, Role.Candidate _, Role.Resigned _ -> {
                if (role instanceof Role.Candidate) candidacies.increment();
                if (leaderlessNanos.isEmpty()) leaderlessNanos = Optional.of(clock.nanos());
            }
        }
    }

    void snapshotTaken() {
        snapshotsTaken.increment();
    }

    void snapshotInstalled() {
        snapshotsInstalled.increment();
    }
}
