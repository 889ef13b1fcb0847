package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The tickets a leader owes an outcome, in order of the offsets they wait for. Bounded in number
 * and bytes by the settings. Owned by its {@link Member}.
 */
final class Outstanding {
    /**
     * A ticket that waits until the entry at {@code upTo} is committed and a majority has named
     * {@code round}; a read brings no bytes, a proposal waits for no round.
     */
    record Parked(long ticket, long upTo, int bytes, long round) {}

    private final int proposalsMax;
    private final long bytesMax;
    private final ArrayDeque<Parked> parked;
    private long bytes;

    Outstanding(int proposalsMax, long bytesMax) {
        this(proposalsMax, bytesMax, new ArrayDeque<>(), 0);
    }

    private Outstanding(int proposalsMax, long bytesMax, ArrayDeque<Parked> parked, long bytes) {
        this.proposalsMax = proposalsMax;
        this.bytesMax = bytesMax;
        this.parked = parked;
        this.bytes = bytes;
    }

    Outstanding copy() {
        return new Outstanding(proposalsMax, bytesMax, new ArrayDeque<>(parked), bytes);
    }

    boolean hasRoomFor(int moreBytes) {
        return parked.size() < proposalsMax && bytes + moreBytes <= bytesMax;
    }

    boolean isEmpty() {
        return parked.isEmpty();
    }

    Refusal.Full full() {
        return new Refusal.Full(parked.size(), bytes);
    }

    void park(Parked ticket) {
        Check.that(hasRoomFor(ticket.bytes()), "asked for room first");
        if (!parked.isEmpty()) {
            Check.ordered(parked.getLast().upTo(), ticket.upTo(), "tickets wait in log order");
        }
        parked.addLast(ticket);
        bytes += ticket.bytes();
    }

    /** Removes and returns those that have nothing more to wait for, in their order. */
    List<Parked> take(long committedBefore, long namedRound) {
        List<Parked> taken = new ArrayList<>();
        while (!parked.isEmpty()
                && parked.getFirst().upTo() < committedBefore
                && parked.getFirst().round() <= namedRound) {
            Parked first = parked.removeFirst();
            bytes -= first.bytes();
            taken.add(first);
        }
        return taken;
    }

    List<Parked> takeAll() {
        return take(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
