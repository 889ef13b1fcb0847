package io.skein.storage.compact;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who compacts next in a data directory: one at a time, the most urgent of those that wait first.
 * Who has waited for long enough comes before anybody: a busy log must not starve the others.
 */
public final class Turns<T> {
    /** After so many others it is anybody's turn. */
    private static final int PASSED_OVER_MAX = 16;

    private final List<Waiting<T>> waiting = new ArrayList<>();
    private boolean isTaken;

    private static final class Waiting<T> {
        private final T who;
        private final Need need;
        private int passedOver;

        private Waiting(T who, Need need) {
            this.who = who;
            this.need = need;
        }
    }

    /** Somebody wants a turn; whose turn it is now, if somebody's turn begins. */
    public Optional<T> ask(T who, Need need) {
        waiting.add(new Waiting<>(who, need));
        return isTaken ? Optional.empty() : next();
    }

    /** The turn is over; whose it is now. */
    public Optional<T> done() {
        Check.that(isTaken, "only a turn that began is over");
        isTaken = false;
        return next();
    }

    private Optional<T> next() {
        if (waiting.isEmpty()) return Optional.empty();
        Waiting<T> first = waiting.getFirst();
        for (Waiting<T> each : waiting) {
            if (isBefore(each, first)) first = each;
        }
        waiting.remove(first);
        for (Waiting<T> each : waiting) each.passedOver++;
        isTaken = true;
        return Optional.of(first.who);
    }

    private static <T> boolean isBefore(Waiting<T> each, Waiting<T> first) {
        boolean isPatient = each.passedOver < PASSED_OVER_MAX;
        if (isPatient != first.passedOver < PASSED_OVER_MAX) return !isPatient;
        return isPatient && each.need.compareTo(first.need) < 0;
    }
}
