package io.skein.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which operations of a disk will go wrong, and how. Owned by its disk. */
final class FaultPlan {
    private final Gen writes;
    private final Gen syncs;
    private final SortedMap<Long, DiskFault> planned = new TreeMap<>();
    private Optional<DiskFault> nextSync = Optional.empty();

    FaultPlan(Gen gen) {
        this.writes = gen.stream("writes");
        this.syncs = gen.stream("syncs");
    }

    void at(long operation, DiskFault fault) {
        planned.put(operation, fault);
    }

    void atNextSync(DiskFault how) {
        nextSync = Optional.of(how);
    }

    void forgetNextSync() {
        nextSync = Optional.empty();
    }

    void clear() {
        planned.clear();
        forgetNextSync();
    }

    /** What is to go wrong with this one: what is planned for it, else as likely as that. */
    Optional<DiskFault> of(Change change, long operation, DiskFaults likely) {
        Optional<DiskFault> byPlan = Optional.ofNullable(planned.remove(operation));
        if (byPlan.isPresent()) return byPlan;
        if (!change.isSync()) {
            return writes.chance(likely.writeError())
                    ? Optional.of(DiskFault.WRITE_ERROR)
                    : Optional.empty();
        }
        if (nextSync.isPresent()) {
            Optional<DiskFault> fault = nextSync;
            nextSync = Optional.empty();
            return fault;
        }
        if (!syncs.chance(likely.syncError())) return Optional.empty();
        return Optional.of(
                syncs.pick(
                        DiskFault.SYNC_DROPS_PAGES,
                        DiskFault.SYNC_KEEPS_PAGES,
                        DiskFault.SYNC_WRITES_PARTLY));
    }
}
