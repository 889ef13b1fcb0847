package io.skein.scenarios.cores;

import io.skein.raft.core.Input;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Gen;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A colony in which anything may happen next: messages come in any order or never, disks confirm
 * when they like, processes and disks are lost, voters change. Then all of that ends, and the
 * colony has to agree on something again. Owned by one thread.
 */
public final class ColonyRun {
    private static final long MILLI = 1_000_000;
    private static final long HEAL_NANOS_MAX = 60_000 * MILLI;

    private static final int ASKED_AGAIN = 200;

    private final Gen gen;
    private final Colony colony;
    private final int voters;
    private final boolean losesDisks;
    private final TreeSet<VoterId> lost = new TreeSet<>();

    /** What it is like follows from {@code gen}; each line of what happens is told. */
    public ColonyRun(Gen gen, Consumer<String> told) {
        this.gen = gen;
        this.voters = gen.between(1, 5);
        this.losesDisks = gen.flag();
        this.colony = new Colony(voters, gen.between(0, 2), settings(gen), Telling.to(told));
    }

    private static RaftSettings settings(Gen gen) {
        return new RaftSettings(
                RaftSettings.Times.defaults(),
                gen.between(1, 6),
                1_000,
                4_000,
                gen.pick(1, 100, 300),
                gen.pick(5L, 40L, 1_000_000L),
                1,
                RaftSettings.defaults().heldSendsMax(),
                gen.between(0, 3),
                gen.flag());
    }

    /** Lets so many things happen, then heals everything; returns how much was agreed. */
    public long play(int steps) {
        for (CoreNode node : colony.nodes()) node.start(gen.bits());
        for (int i = 0; i < steps; i++) step();
        heal();
        return colony.ghost().agreedBefore();
    }

    private void tell(String line) {
        colony.telling().happens(() -> line);
    }

    private CoreNode anyone() {
        return gen.pick(colony.nodes());
    }

    private void step() {
        switch (gen.weighted(40, 3, 3, 25, 20, 8, 2, 3, 1, 2, 2, 2)) {
            case 0 -> deliver(false);
            case 1 -> deliver(true);
            case 2 -> {
                if (!colony.parcels().isEmpty()) {
                    colony.lose(gen.between(0, colony.parcels().size() - 1));
                }
            }
            case 3 -> confirm(anyone());
            case 4 -> {
                colony.pass(gen.between(0L, 40L * MILLI));
                colony.tick(anyone());
            }
            case 5 -> propose(anyone());
            case 6 -> read(anyone());
            case 7 -> restart(anyone());
            case 8 -> wipe(anyone());
            case 9 -> anyone().snapshot(gen.between(0, 10));
            case 10 -> change(anyone());
            default -> breakConnection(anyone());
        }
    }

    private void deliver(boolean doubled) {
        if (colony.parcels().isEmpty()) return;
        int last = colony.parcels().size() - 1;
        // Mostly the newest or the oldest: else nothing would ever be in time.
        int at = gen.pick(0, 0, last, gen.between(0, last));
        colony.deliver(at, doubled);
    }

    private void confirm(CoreNode node) {
        int most = gen.between(1, 3);
        for (int i = 0; i < most && node.pendingCount() > 0; i++) {
            node.confirm();
        }
    }

    private void propose(CoreNode node) {
        if (!node.isUp()) return;
        long ticket = colony.ghost().ticket(node, false);
        tell(Wording.name(node.id) + " is to propose #" + ticket);
        int epoch = node.member().orElseThrow().standing().ballot().epoch();
        node.hear(new Input.Proposed(ticket, epoch, Ghost.records(ticket)));
    }

    private void read(CoreNode node) {
        if (!node.isUp()) return;
        long ticket = colony.ghost().ticket(node, true);
        tell(Wording.name(node.id) + " is to read #" + ticket);
        int epoch = node.member().orElseThrow().standing().ballot().epoch();
        node.hear(new Input.ReadAsked(ticket, epoch));
    }

    private void restart(CoreNode node) {
        if (node.isUp()) {
            tell(Wording.name(node.id) + " crashes");
            node.crash(gen.between(0, node.pendingCount()));
        } else {
            start(node);
        }
    }

    private void start(CoreNode node) {
        tell(Wording.name(node.id) + " starts");
        node.start(gen.bits());
    }

    /** Never so many disks that what was agreed may be gone. */
    private void wipe(CoreNode node) {
        if (!losesDisks || colony.ghost().agreedBefore() == 0) return;
        if (!lost.isEmpty() || voters < 3) return;
        tell(Wording.name(node.id) + " loses its disk");
        lost.add(node.voter());
        node.wipe();
    }

    private void change(CoreNode node) {
        if (!node.isUp()) return;
        CoreNode other = anyone();
        // With one voter less, and a disk lost, there might be no majority any more.
        VoterChange change =
                losesDisks || gen.flag()
                        ? new VoterChange.Add(other.endpoint())
                        : new VoterChange.Remove(other.voter());
        long ticket = colony.ghost().ticket(node, false);
        tell(Wording.name(node.id) + " is to " + Wording.change(change) + ", #" + ticket);
        int epoch = node.member().orElseThrow().standing().ballot().epoch();
        node.hear(new Input.VotersAsked(ticket, epoch, change));
    }

    private void breakConnection(CoreNode node) {
        if (node.isUp()) node.hear(new Input.ConnectionLost(anyone().id));
    }

    /** All faults end: soon there is a leader, and everybody has what it has. */
    private void heal() {
        tell("all faults end");
        for (CoreNode node : colony.nodes()) {
            if (!node.isUp()) start(node);
        }
        long endNanos = colony.nowNanos() + HEAL_NANOS_MAX;
        long goal = -1;
        for (int turn = 0; colony.nowNanos() < endNanos; turn++) {
            settle();
            // Whoever was asked before may not have known that it led no more.
            if (goal < 0 || turn % ASKED_AGAIN == 0) goal = ask();
            if (goal >= 0 && isEverywhere(goal)) return;
            colony.pass(10 * MILLI);
        }
        throw new Violation("L1 nothing is agreed", describe());
    }

    private void settle() {
        for (CoreNode node : colony.nodes()) colony.tick(node);
        for (int i = 0; i < 500 && !colony.parcels().isEmpty(); i++) {
            colony.deliver(0, false);
            for (CoreNode node : colony.nodes()) {
                while (node.pendingCount() > 0) node.confirm();
            }
        }
        for (CoreNode node : colony.nodes()) {
            while (node.pendingCount() > 0) node.confirm();
            node.snapshot(gen.between(0, 3));
        }
    }

    /** Proposes at the newest leader; where that is to be found, or -1. */
    private long ask() {
        for (CoreNode node : colony.nodes()) {
            boolean leads = node.member().orElseThrow().standing().role() instanceof Role.Leader;
            if (!leads) continue;
            long before = node.view().end().next();
            propose(node);
            if (node.view().end().next() > before) return node.view().end().next();
        }
        return -1;
    }

    private boolean isEverywhere(long goal) {
        List<CoreNode> all = colony.nodes();
        return colony.ghost().openTickets() == 0
                && all.stream().allMatch(node -> node.appliedBefore() >= goal);
    }

    private String describe() {
        StringBuilder text = new StringBuilder("after all faults have ended:\n");
        for (CoreNode node : colony.nodes()) {
            text.append(node.voter()).append(' ');
            text.append(node.member().orElseThrow().standing()).append('\n');
        }
        return text.toString();
    }
}
