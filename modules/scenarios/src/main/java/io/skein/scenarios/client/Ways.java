package io.skein.scenarios.client;

import io.skein.client.wire.Link;
import io.skein.foundation.PartitionId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A client's links to the nodes, opened as they are needed. Owned by the client's lane. */
final class Ways {
    /** How often a client sends to who does not lead, as if it had not heard of who does. */
    private static final double ASTRAY = 0.05;

    private final Seat seat;
    private final TreeMap<String, Link> links = new TreeMap<>();

    Ways(Seat seat) {
        this.seat = seat;
    }

    /** The address of one of the nodes, whichever. */
    String pick() {
        List<String> all = seat.places().addresses();
        return all.size() == 1 ? all.getFirst() : seat.gen().pick(all);
    }

    Link to(String address) {
        return links.computeIfAbsent(address, seat::open);
    }

    Link any() {
        return to(pick());
    }

    /** The address of who leads that partition, or now and then of somebody else. */
    String near(PartitionId home) {
        Optional<String> leader = seat.places().leader(home);
        if (seat.isAlone() || leader.isEmpty() || seat.gen().chance(ASTRAY)) return pick();
        return leader.get();
    }

    /**
     * Whether what that node says of how far a partition goes is the last word: another one may
     * lead it by now without its knowledge.
     */
    boolean isCurrent(String address, PartitionId home) {
        boolean is = seat.places().leader(home).filter(address::equals).isPresent();
        if (!is) seat.stage().reached("told by who leads no more");
        return is;
    }

    /** Whether that node is to be asked about that partition: it leads it, or now and then not. */
    boolean isFor(String address, PartitionId home) {
        if (seat.isAlone()) return true;
        Optional<String> leader = seat.places().leader(home);
        return leader.filter(address::equals).isPresent() || seat.gen().chance(ASTRAY);
    }
}
