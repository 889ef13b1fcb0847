package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Message;
import io.skein.raft.core.Role;
import io.skein.scenarios.cores.Telling;
import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that was met so far, each under a number: states of single nodes, messages, histories, steps.
 * As a node's step depends on that node alone, each is taken once, by the real member, and looked
 * up from then on. Owned by one {@link Search}.
 */
final class Space {
    private final Terms terms;
    private final Numbered<NodeState> nodes = new Numbered<>();
    private final Numbered<Parcel> parcels = new Numbered<>();
    private final Numbered<History> histories = new Numbered<>();
    private final Numbered<Step> steps = new Numbered<>();
    private final List<Integer> heard = new ArrayList<>();
    private final BitSet dropped = new BitSet();
    private final TreeMap<Integer, NodeState> twins = new TreeMap<>();
    private final LongTable known = new LongTable();
    private final List<Local> locals = new ArrayList<>();
    private final IntList takers = new IntList();
    private final IntList stepsTaken = new IntList();

    Space(Terms terms) {
        this.terms = terms;
    }

    int number(NodeState node) {
        int number = nodes.of(node, node.key());
        if (!nodes.get(number).equals(node)) twins.put(number, node);
        return number;
    }

    int number(History history) {
        return histories.of(history);
    }

    int number(Step step) {
        return steps.of(step);
    }

    int number(Parcel parcel) {
        int number = parcels.of(parcel);
        if (number == heard.size()) heard.add(number(new Step.Heard(parcel)));
        return number;
    }

    NodeState node(int number) {
        return nodes.get(number);
    }

    Parcel parcel(int number) {
        return parcels.get(number);
    }

    History history(int number) {
        return histories.get(number);
    }

    Step step(int number) {
        return steps.get(number);
    }

    /** The step in which that parcel arrives. */
    int heard(int parcel) {
        return heard.get(parcel);
    }

    /**
     * Whether that parcel, on its way to a node that is so, makes no difference any more: it is of
     * an epoch that the node's disk is beyond, and nothing comes of it. As epochs on a disk never
     * fall, nothing ever will; that is looked after in the end, by {@link #doubt}.
     */
    boolean isSpent(int node, int parcel) {
        if (!isBeyond(nodes.get(node), parcels.get(parcel))) return false;
        if (!take(node, heard.get(parcel)).isIdle()) return false;
        dropped.set(parcel);
        return true;
    }

    private boolean isBeyond(NodeState node, Parcel parcel) {
        if (parcel.to() != node.id()) return false;
        int epoch = parcel.message().epoch();
        int durable = node.disk().ballot().epoch();
        return switch (parcel.message()) {
            // It tells those who have nothing that there is a cluster, however old that news is.
            case Message.VoteRefused _ when terms.isFounding() -> false;
            case Message.VoteGranted _ when epoch == durable ->
                    !(node.member().standing().role() instanceof Role.Candidate);
            case Message _ -> epoch < durable;
        };
    }

    /** Looks back whether what was left out made no difference: what did, if anything. */
    Optional<Violation> doubt() {
        for (int i = dropped.nextSetBit(0); i >= 0; i = dropped.nextSetBit(i + 1)) {
            for (int node = 0; node < nodes.size(); node++) {
                boolean isBeyond = isBeyond(nodes.get(node), parcels.get(i));
                if (!isBeyond || take(node, heard.get(i)).isIdle()) continue;
                String story = nodes.get(node).key() + " " + steps.get(heard.get(i)).text();
                return Optional.of(new Violation("a message was not spent", story));
            }
        }
        for (int i = 0; i < locals.size(); i++) {
            int node = takers.get(i);
            Optional<NodeState> twin = Optional.ofNullable(twins.get(node));
            Step step = steps.get(stepsTaken.get(i));
            if (twin.isEmpty() || isLike(locals.get(i), twin.get(), step)) continue;
            String story = nodes.get(node).key() + " " + step.text();
            return Optional.of(new Violation("two that seemed to be one are not", story));
        }
        return Optional.empty();
    }

    /** Whether it does the same as the other did that it is taken for. */
    private boolean isLike(Local local, NodeState twin, Step step) {
        if (local.wrong().isPresent()) return true;
        StepTaken taken = NodeStep.take(terms, twin, step, Telling.silent());
        return taken.after().key().equals(nodes.get(local.after()).key())
                && taken.sent().stream().map(this::number).toList().equals(local.sent());
    }

    /** What comes of that step at a node that is so. */
    Local take(int node, int step) {
        long key = ((node + 1L) << Integer.SIZE) | step;
        int at = known.get(key);
        if (at >= 0) return locals.get(at);
        Local taken = taken(node, steps.get(step));
        known.add(key, locals.size());
        locals.add(taken);
        takers.add(node);
        stepsTaken.add(step);
        return taken;
    }

    private Local taken(int node, Step step) {
        StepTaken taken;
        try {
            taken = NodeStep.take(terms, nodes.get(node), step, Telling.silent());
        } catch (Violation wrong) {
            return new Local(node, List.of(), List.of(), false, Optional.of(wrong));
        }
        List<Integer> sent = taken.sent().stream().map(this::number).toList();
        int after = number(taken.after());
        boolean isIdle = after == node && sent.isEmpty() && taken.deeds().isEmpty();
        return new Local(after, sent, taken.deeds(), isIdle, Optional.empty());
    }
}
