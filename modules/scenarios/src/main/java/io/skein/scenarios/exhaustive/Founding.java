package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Member;
import io.skein.raft.core.Role;
import io.skein.raft.core.Start;
import io.skein.scenarios.cores.CoreDisk;
import io.skein.scenarios.cores.Owed;
import io.skein.scenarios.cores.Telling;
import io.skein.scenarios.cores.Wording;
import io.skein.scenarios.history.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that take one step after the other: from their first start to where a search begins, and,
 * to tell what it has found, from there on. Used once.
 */
final class Founding {
    private final Terms terms;
    private final List<NodeState> nodes = new ArrayList<>();
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
    private History history = History.NONE;

    Founding(Terms terms) {
        this.terms = terms;
        for (int i = 1; i <= terms.nodes(); i++) nodes.add(unused(i));
        if (terms.start() == Terms.Start.EMPTY) return;
        for (int i = 0; history.agreed().isEmpty() && i < 5; i++) {
            settle(new Step.PatienceEnded(1));
        }
        if (terms.start() == Terms.Start.LED) return;
        for (int i = 1; i <= terms.nodes(); i++) take(new Step.Crashed(i), Telling.silent());
    }

    List<NodeState> nodes() {
        return nodes;
    }

    History history() {
        return history;
    }

    private NodeState unused(int id) {
        Member member =
                new Member(
                        terms.settings(),
                        terms.seat(Terms.node(id)),
                        CoreDisk.EMPTY.remembered(),
                        new Start(0, id));
        return new NodeState(
                Terms.node(id),
                member,
                CoreDisk.EMPTY,
                CoreDisk.EMPTY,
                new Owed(),
                0,
                List.of(),
                false);
    }

    private void settle(Step first) {
        take(first, Telling.silent());
        boolean moves = true;
        while (moves) {
            moves = !parcels.isEmpty();
            if (moves) take(new Step.Heard(parcels.removeFirst()), Telling.silent());
            for (NodeState node : List.copyOf(nodes)) {
                while (!nodes.get(node.id() - 1).owed().isEmpty()) {
                    take(new Step.Confirmed(node.id(), false), Telling.silent());
                    moves = true;
                }
            }
        }
    }

    private void take(Step step, Telling telling) {
        int at = step.node() - 1;
        StepTaken taken = NodeStep.take(terms, nodes.get(at), step, telling);
        nodes.set(at, taken.after());
        parcels.addAll(taken.sent());
        List<NodeState> others = new ArrayList<>(nodes);
        others.remove(at);
        history = Judge.judge(taken, others, history);
    }

    /** What happens in these steps, the last of which is not as it should be. */
    List<String> told(List<Step> path) {
        List<String> lines = new ArrayList<>();
        for (NodeState node : nodes) {
            Role role = node.member().standing().role();
            lines.add(Wording.name(node.id()) + " " + Wording.role(role, NodeStep.TIMELESS));
        }
        try {
            for (Step step : path) take(step, Telling.to(lines::add));
        } catch (Violation violation) {
            lines.add(String.valueOf(violation.getMessage()));
        }
        return lines;
    }
}
