package io.skein.server.controller;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * When which node was last heard, and who has been silent for too long. A connection that closes
 * tells more than silence does, so it is held against a node sooner: but not where many close
 * together, because then it is rather this controller that is cut off; and nothing is held against
 * anybody that may have come while this controller itself stood still. Owned by the quorum lane of
 * an active controller; knows no clock.
 */
final class Heartbeats {
    private final Times times;
    private final TreeMap<Integer, Pulse> pulses = new TreeMap<>();
    private long notBeforeNanos = Long.MIN_VALUE;

    /**
     * How long a node may be silent.
     *
     * @param silenceNanos while its connection is open, or has never been seen
     * @param closedNanos after its connection has closed
     * @param lateNanos how much later than asked for a look may come that says nothing of this
     *     controller
     */
    record Times(long silenceNanos, long closedNanos, long lateNanos) {
        Times {
            Check.that(closedNanos > 0 && lateNanos > 0, "times are above zero");
            Check.ordered(closedNanos, silenceNanos, "what closes tells more than silence");
        }

        /** 3 s, 300 ms, 200 ms. */
        static Times defaults() {
            return new Times(3_000_000_000L, 300_000_000L, 200_000_000L);
        }
    }

    /** The last that happened, and when. */
    private record Pulse(long nanos, Sign sign) {}

    private enum Sign {
        EXPECTED,
        HEARD,
        CLOSED
    }

    Heartbeats(Times times) {
        this.times = times;
    }

    /** From now on that node has to be heard. */
    void expect(int node, long nowNanos) {
        pulses.putIfAbsent(node, new Pulse(nowNanos, Sign.EXPECTED));
    }

    /** It has been fenced, or is gone for good. */
    void forget(int node) {
        pulses.remove(node);
    }

    /** It has said something. */
    void heard(int node, long nowNanos) {
        pulses.computeIfPresent(node, (_, _) -> new Pulse(nowNanos, Sign.HEARD));
    }

    /** Its connection has closed, or could not be made. */
    void closed(int node, long nowNanos) {
        pulses.computeIfPresent(
                node,
                (_, before) ->
                        before.sign() == Sign.CLOSED ? before : new Pulse(nowNanos, Sign.CLOSED));
    }

    /**
     * It could not be reached, and has not been heard: as if its connection had closed then. Not so
     * long ago that it would have to be missed before now: a look would be late that was never due.
     */
    void unreachable(int node, long sinceNanos, long nowNanos) {
        boolean isExpected =
                Optional.ofNullable(pulses.get(node))
                        .filter(pulse -> pulse.sign() == Sign.EXPECTED)
                        .isPresent();
        if (isExpected) closed(node, Math.max(sinceNanos, nowNanos - times.closedNanos()));
    }

    /** Whether its connection is open, and has been heard of late. */
    boolean isThere(int node, long nowNanos) {
        return Optional.ofNullable(pulses.get(node))
                .filter(pulse -> pulse.sign() == Sign.HEARD)
                .filter(pulse -> nowNanos - pulse.nanos() < times.silenceNanos())
                .isPresent();
    }

    /**
     * Who has been silent for too long; they stay in mind until they are forgotten. To be asked at
     * {@link #nextLookNanos}, behind all that had arrived by then.
     */
    List<Integer> silent(long nowNanos) {
        OptionalLong due = nextLookNanos();
        if (due.isEmpty() || nowNanos < due.getAsLong()) return List.of();
        if (nowNanos - due.getAsLong() > times.lateNanos()) {
            notBeforeNanos = nowNanos + times.closedNanos();
            return List.of();
        }
        long closedNanos = closedNanos();
        List<Integer> silent = new ArrayList<>();
        for (Map.Entry<Integer, Pulse> pulse : pulses.entrySet()) {
            if (dueNanos(pulse.getValue(), closedNanos) <= nowNanos) silent.add(pulse.getKey());
        }
        return silent;
    }

    /** When somebody will have been silent for too long, if nothing is heard before. */
    OptionalLong nextLookNanos() {
        long closedNanos = closedNanos();
        OptionalLong due =
                pulses.values().stream().mapToLong(each -> dueNanos(each, closedNanos)).min();
        return due.isEmpty() ? due : OptionalLong.of(Math.max(due.getAsLong(), notBeforeNanos));
    }

    private long dueNanos(Pulse pulse, long closedNanos) {
        return pulse.nanos() + (pulse.sign() == Sign.CLOSED ? closedNanos : times.silenceNanos());
    }

    private long closedNanos() {
        long closed = pulses.values().stream().filter(one -> one.sign() == Sign.CLOSED).count();
        return 2 * closed > pulses.size() ? times.silenceNanos() : times.closedNanos();
    }
}
