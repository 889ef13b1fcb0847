package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AppendRun;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is under way on one Produce stream. A run that was refused is kept in mind until its sender
 * begins another one: what was on its way meanwhile would overtake what was refused. Owned by the
 * call's turns.
 */
final class Flights {
    /** Most partitions with a refused run that are kept in mind; beyond that none is. */
    static final int KEPT_MAX = 10_000;

    private final TreeMap<PartitionId, Flight> all = new TreeMap<>();

    /** A run of appends to one partition. */
    static final class Flight {
        private final PartitionId partition;
        private final int number;
        private final AppendRun run = new AppendRun();
        private int unanswered;

        private Flight(PartitionId partition, int number) {
            this.partition = partition;
            this.number = number;
        }

        AppendRun run() {
            return run;
        }
    }

    /**
     * One more append.
     *
     * @param number of its run, as the sender counts them; 0 if it does not
     */
    Flight begin(PartitionId partition, int number) {
        Flight flight =
                Optional.ofNullable(all.get(partition))
                        .filter(known -> known.number == number)
                        .orElseGet(() -> add(new Flight(partition, number)));
        flight.unanswered++;
        return flight;
    }

    private Flight add(Flight fresh) {
        if (all.size() >= KEPT_MAX) all.values().removeIf(known -> known.unanswered == 0);
        all.put(fresh.partition, fresh);
        return fresh;
    }

    /** One of them is answered. */
    void answered(Flight flight) {
        flight.unanswered--;
        boolean isKept = flight.number != 0 && flight.run.isBroken();
        if (flight.unanswered == 0 && !isKept) all.remove(flight.partition, flight);
    }

    /** How many partitions are kept in mind. */
    int size() {
        return all.size();
    }
}
