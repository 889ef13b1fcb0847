package io.skein.scenarios.history.checker;

import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for an order in which the operations on one name make sense: Wing and Gong's search,
 * with Lowe's memory of where it has been. An operation without a certain outcome may take its
 * place anywhere after its invocation, or nowhere.
 */
final class NameSearch {
    /** After so many steps the search gives up. */
    static final int STEPS_MAX = 200_000;

    private final List<Op.OnTopic> ops;
    private final Set<Point> seen = new HashSet<>();
    private final ArrayDeque<Point> open = new ArrayDeque<>();
    private final BitSet needed = new BitSet();

    /** How a search ended. */
    enum Result {
        LINEAR,
        NONLINEAR,
        /** Too much was under way at one time. */
        TOO_LARGE
    }

    /** What the name stands for; the id is zero as long as nobody was told it. */
    private record State(boolean exists, Uuid id, String config) {
        static final State ABSENT = new State(false, Uuid.ZERO, "");
    }

    /** What has taken its place so far, and what came of it. Nobody changes the set. */
    private record Point(BitSet placed, State state) {}

    NameSearch(List<Op.OnTopic> all) {
        ops =
                all.stream()
                        .filter(NameSearch::says)
                        .sorted(Comparator.comparingLong(op -> op.span().invokedNanos()))
                        .toList();
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i).span().outcome() != Outcome.INFO) needed.set(i);
        }
    }

    /** Whether it may have changed or surely has seen something. */
    private static boolean says(Op.OnTopic op) {
        return switch (op.span().outcome()) {
            case OK -> true;
            case INFO -> op.deed() != Deed.DESCRIBE;
            case FAIL -> hasSeen(op, Deed.EXISTS) || hasSeen(op, Deed.MISSING);
        };
    }

    private static boolean hasSeen(Op.OnTopic op, String error) {
        return op.span().error().equals(error);
    }

    Result run() {
        reach(new Point(new BitSet(), State.ABSENT));
        for (int steps = 0; !open.isEmpty(); steps++) {
            if (steps == STEPS_MAX) return Result.TOO_LARGE;
            Point point = open.pop();
            int before = nextBefore(point.placed());
            if (before == 0) return Result.LINEAR;
            // What is pushed last is tried first: what nobody is sure of only moves if it must.
            expand(point, before, false);
            expand(point, before, true);
        }
        return Result.NONLINEAR;
    }

    private void reach(Point point) {
        if (seen.add(point)) open.push(point);
    }

    /**
     * Next can be only what began before anything certain was over that has no place yet; all these
     * come before the index returned. It is 0 if all that is certain has its place.
     */
    private int nextBefore(BitSet placed) {
        long deadline = Span.NEVER;
        boolean isLeft = false;
        int i = placed.nextClearBit(0);
        for (; i < ops.size(); i = placed.nextClearBit(i + 1)) {
            Span span = ops.get(i).span();
            if (span.invokedNanos() > deadline) break;
            if (!needed.get(i)) continue;
            isLeft = true;
            deadline = Math.min(deadline, span.completedNanos());
        }
        return isLeft ? Math.min(i, ops.size()) : 0;
    }

    private void expand(Point point, int before, boolean certain) {
        Set<Effect> tried = new HashSet<>();
        int i = point.placed().previousClearBit(before - 1);
        for (; i >= 0; i = point.placed().previousClearBit(i - 1)) {
            if (needed.get(i) != certain) continue;
            Op.OnTopic op = ops.get(i);
            // Of two without a certain outcome that would do the same, it is all one which did.
            if (!certain && !tried.add(new Effect(op.deed(), op.id(), op.config()))) continue;
            Optional<State> after = after(point.state(), op);
            if (after.isEmpty()) continue;
            BitSet placed = (BitSet) point.placed().clone();
            placed.set(i);
            reach(new Point(placed, after.get()));
        }
    }

    /** What an operation would do to a name. */
    private record Effect(Deed deed, Uuid id, String config) {}

    /** What the name stands for afterwards; empty if the answer could not have been this one. */
    private static Optional<State> after(State state, Op.OnTopic op) {
        if (op.span().outcome() == Outcome.FAIL) {
            boolean fits = hasSeen(op, Deed.EXISTS) ? state.exists() : isMissing(state, op);
            return fits ? Optional.of(state) : Optional.empty();
        }
        return switch (op.deed()) {
            case CREATE ->
                    state.exists()
                            ? Optional.empty()
                            : Optional.of(new State(true, op.id(), op.config()));
            case DELETE -> names(state, op) ? Optional.of(State.ABSENT) : Optional.empty();
            case ALTER ->
                    names(state, op)
                            ? Optional.of(new State(true, known(state, op), op.config()))
                            : Optional.empty();
            case DESCRIBE -> described(state, op);
        };
    }

    private static Optional<State> described(State state, Op.OnTopic op) {
        boolean alike =
                op.config().isEmpty()
                        || state.config().isEmpty()
                        || op.config().equals(state.config());
        if (!names(state, op) || !alike) return Optional.empty();
        String config = state.config().isEmpty() ? op.config() : state.config();
        return Optional.of(new State(true, known(state, op), config));
    }

    private static boolean isMissing(State state, Op.OnTopic op) {
        return !names(state, op);
    }

    /** Whether the topic that it speaks of may be the one that is there. */
    private static boolean names(State state, Op.OnTopic op) {
        boolean anyId = op.id().equals(Uuid.ZERO) || state.id().equals(Uuid.ZERO);
        return state.exists() && (anyId || op.id().equals(state.id()));
    }

    private static Uuid known(State state, Op.OnTopic op) {
        return state.id().equals(Uuid.ZERO) ? op.id() : state.id();
    }
}
