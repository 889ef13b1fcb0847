package io.skein.scenarios.exhaustive;

import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every state that can come about under some terms, those that take fewer steps first, so
 * that what is found wrong is told in as few steps as there can be. Used once, by one thread.
 *
 * <pre>
 *   a state:  history | budget | node 1 .. node n | parcels on their way, sorted, twice if doubled
 * </pre>
 */
public final class Search {
    private static final int HISTORY_AT = 0;
    private static final int BUDGET_AT = 1;
    private static final int NODES_AT = 2;
    private static final int STATE_MAX = 256;

    private static final int STATES_MAX = 15_000_000;

    private final Terms terms;
    private final Space space;
    private final Choices choices;
    private final LongTable seen = new LongTable();
    private final IntList parents = new IntList();
    private final IntList steps = new IntList();
    private final int parcelsAt;
    private final int[] scratch = new int[STATE_MAX];
    private List<int[]> found = new ArrayList<>();
    private long taken;
    private int at;
    private int last;

    public Search(Terms terms) {
        this.terms = terms;
        this.space = new Space(terms);
        this.choices = new Choices(terms);
        this.parcelsAt = NODES_AT + terms.nodes();
    }

    /** Until nothing is left to be looked at, or something is wrong. */
    public Result run() {
        int[] root = new int[parcelsAt];
        try {
            begin(root);
        } catch (Violation wrong) {
            List<String> story = List.of("while the cluster is founded", told(wrong));
            return result(0, Optional.of(new Result.Fault(wrong, story)));
        }
        add(root, root.length, -1);
        int depth = 0;
        int first = 0;
        while (!found.isEmpty() && parents.size() < STATES_MAX) {
            List<int[]> level = found;
            found = new ArrayList<>();
            for (int i = 0; i < level.size(); i++) {
                at = first + i;
                try {
                    expand(level.get(i));
                } catch (Violation wrong) {
                    return result(depth, Optional.of(fault(wrong)));
                }
                level.set(i, root);
            }
            first += level.size();
            depth++;
        }
        return result(
                depth, space.doubt().map(doubt -> new Result.Fault(doubt, List.of(told(doubt)))));
    }

    private static String told(Violation wrong) {
        return String.valueOf(wrong.getMessage());
    }

    private Result result(int depth, Optional<Result.Fault> fault) {
        return new Result(terms.name(), parents.size(), taken, depth, found.size(), fault);
    }

    private void begin(int[] root) {
        Founding founding = new Founding(terms);
        root[HISTORY_AT] = space.number(founding.history());
        root[BUDGET_AT] = terms.budget().packed();
        for (int i = 0; i < terms.nodes(); i++) {
            root[NODES_AT + i] = space.number(founding.nodes().get(i));
        }
    }

    /** Takes every step that may be taken there. */
    private void expand(int[] state) {
        Budget left = Budget.unpacked(state[BUDGET_AT]);
        for (int i = parcelsAt; i < state.length; i++) {
            if (i > parcelsAt && state[i] == state[i - 1]) continue;
            take(state, space.heard(state[i]), i);
            if (left.doubles() > 0) {
                take(state, space.number(new Step.HeardDouble(space.parcel(state[i]))), -1);
            }
        }
        for (int i = NODES_AT; i < parcelsAt; i++) {
            for (Step step : choices.at(space.node(state[i]), left)) {
                take(state, space.number(step), -1);
            }
        }
    }

    private void take(int[] state, int number, int parcelAt) {
        Step step = space.step(number);
        int nodeAt = NODES_AT + step.node() - 1;
        Local local = space.take(state[nodeAt], number);
        if (local.isIdle()) return;
        taken++;
        last = number;
        local.wrong()
                .ifPresent(wrong -> {
                    throw wrong;
                });
        if (space.node(local.after()).view().ballot().epoch() > terms.epochsMax()) return;
        int history = state[HISTORY_AT];
        if (!local.deeds().isEmpty()) history = space.number(judged(state, nodeAt, local));
        int length = copy(state, parcelAt, local);
        scratch[HISTORY_AT] = history;
        scratch[BUDGET_AT] = Budget.after(step, state[BUDGET_AT]);
        addFitting(length, parcelsAt, number);
    }

    /** What is too much to be on its way at once is lost: each choice of it is another state. */
    private void addFitting(int length, int from, int step) {
        if (length - parcelsAt <= terms.messagesMax()) {
            add(scratch, length, step);
            return;
        }
        for (int i = from; i < length; i++) {
            if (i > from && scratch[i] == scratch[i - 1]) continue;
            int lost = scratch[i];
            System.arraycopy(scratch, i + 1, scratch, i, length - i - 1);
            addFitting(length - 1, i, step);
            System.arraycopy(scratch, i, scratch, i + 1, length - i - 1);
            scratch[i] = lost;
        }
    }

    private Result.Fault fault(Violation wrong) {
        List<Step> path = new ArrayList<>();
        path.add(space.step(last));
        for (int state = at; steps.get(state) >= 0; state = parents.get(state)) {
            path.addFirst(space.step(steps.get(state)));
        }
        return new Result.Fault(wrong, new Founding(terms).told(path));
    }

    private History judged(int[] state, int nodeAt, Local local) {
        List<NodeState> others = new ArrayList<>();
        for (int i = NODES_AT; i < parcelsAt; i++) {
            if (i != nodeAt) others.add(space.node(state[i]));
        }
        NodeState after = space.node(local.after());
        StepTaken step = new StepTaken(after, List.of(), local.deeds());
        return Judge.judge(step, others, space.history(state[HISTORY_AT]));
    }

    /** The state without the parcel that arrives, and with those that are sent. */
    private int copy(int[] state, int parcelAt, Local local) {
        int nodeAt = NODES_AT + space.node(local.after()).id() - 1;
        boolean isOther = state[nodeAt] != local.after();
        int length = parcelsAt;
        System.arraycopy(state, 0, scratch, 0, parcelsAt);
        scratch[nodeAt] = local.after();
        for (int i = parcelsAt; i < state.length; i++) {
            if (i == parcelAt) continue;
            if (isOther && space.isSpent(local.after(), state[i])) continue;
            scratch[length++] = state[i];
        }
        for (int parcel : local.sent()) {
            int to = scratch[NODES_AT + space.parcel(parcel).to() - 1];
            if (!space.isSpent(to, parcel)) scratch[length++] = parcel;
        }
        if (!local.sent().isEmpty()) Arrays.sort(scratch, parcelsAt, length);
        return length;
    }

    private void add(int[] state, int length, int step) {
        long hash = length;
        for (int i = 0; i < length; i++) hash = LongTable.mixed(hash ^ state[i]);
        if (!seen.add(hash == 0 ? 1 : hash, 0)) return;
        parents.add(at);
        steps.add(step);
        found.add(Arrays.copyOf(state, length));
    }
}
