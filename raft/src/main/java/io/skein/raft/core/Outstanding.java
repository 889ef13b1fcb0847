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
    /** A ticket that waits until the entry at {@code upTo} is committed; a read brings no bytes. */
    record Parked(long ticket, long upTo, int bytes) {}

    private final int proposalsMax;
    private final long bytesMax;
    private final ArrayDeque<Parked> parked = new ArrayDeque<>();
    private long bytes;

    Outstanding(int proposalsMax, long bytesMax) {
        this.proposalsMax = proposalsMax;
        this.bytesMax = bytesMax;
    }

    boolean hasRoomFor(int moreBytes) {
        return parked.size() < proposalsMax && bytes + moreBytes <= bytesMax;
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

    /** Removes and returns those that wait for entries before the given offset only. */
    List<Parked> takeBefore(long before) {
        List<Parked> taken = new ArrayList<>();
        while (!parked.isEmpty() && parked.getFirst().upTo() < before) {
            Parked first = parked.removeFirst();
            bytes -= first.bytes();
            taken.add(first);
        }
        return taken;
    }

    List<Parked> takeAll() {
        return takeBefore(Long.MAX_VALUE);
    }
}
