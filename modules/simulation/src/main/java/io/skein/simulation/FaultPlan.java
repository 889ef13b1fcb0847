package io.skein.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Which operations of a disk will go wrong, and how. Owned by its disk. */
final class FaultPlan {
    private final Gen writes;
    private final Gen syncs;
    private final Gen reads;
    private final Gen losses;
    private final Gen misdirections;
    private final Gen staleness;
    private final Gen garbles;
    private final SortedMap<Long, DiskFault> planned = new TreeMap<>();
    private final LongSupplier nowNanos;
    private DiskFaults faults = DiskFaults.none();
    private long untilNanos;
    private DiskLies lies = DiskLies.none();
    private Optional<DiskFault> nextSync = Optional.empty();
    private Optional<DiskFault> nextWrite = Optional.empty();
    private Optional<ReadFault> nextRead = Optional.empty();
    private Optional<CrashPoint> crashPoint = Optional.empty();
    private long failingRead;

    /**
     * Each kind of fault draws from a stream of its own: one less leaves the others as they were.
     *
     * @param nowNanos the time of whoever uses the disk just now
     */
    FaultPlan(Gen gen, LongSupplier nowNanos) {
        this.nowNanos = nowNanos;
        this.writes = gen.stream("writes");
        this.syncs = gen.stream("syncs");
        this.reads = gen.stream("reads");
        this.losses = gen.stream("losses");
        this.misdirections = gen.stream("misdirections");
        this.staleness = gen.stream("staleness");
        this.garbles = gen.stream("garbles");
    }

    void likely(DiskFaults next, long nanos) {
        faults = next;
        untilNanos = nowNanos.getAsLong() + nanos;
    }

    void likely(DiskLies next) {
        lies = next;
    }

    /**
     * As likely as this now. A task is carried out at once, and what it spends is added up: whoever
     * hangs past the end of the faults meets no more of them, though the world is not there yet.
     */
    DiskFaults faults() {
        return nowNanos.getAsLong() < untilNanos ? faults : DiskFaults.none();
    }

    void at(long operation, DiskFault fault) {
        planned.put(operation, fault);
    }

    void atRead(long read) {
        failingRead = read;
    }

    void atNextSync(DiskFault how) {
        nextSync = Optional.of(how);
    }

    void atNextWrite(DiskFault how) {
        nextWrite = Optional.of(how);
    }

    void atNextRead(ReadFault how) {
        nextRead = Optional.of(how);
    }

    void crashAt(CrashPoint point) {
        crashPoint = Optional.of(point);
    }

    /** What was to happen to the next operations of a process that is dead now. */
    void forgetNext() {
        crashPoint = Optional.empty();
        nextSync = Optional.empty();
        nextWrite = Optional.empty();
        nextRead = Optional.empty();
    }

    void clear() {
        faults = DiskFaults.none();
        lies = DiskLies.none();
        planned.clear();
        failingRead = 0;
        forgetNext();
    }

    Optional<CrashPoint> crashOf(long operation) {
        return crashPoint.filter(point -> point.operation() == operation);
    }

    /** What is to go wrong with this one: what is planned for it, else as likely as that. */
    Optional<DiskFault> of(Change change, long operation) {
        Optional<DiskFault> byPlan = Optional.ofNullable(planned.remove(operation));
        if (byPlan.isPresent()) return byPlan;
        return change.isSync() ? ofSync() : ofChange(change);
    }

    private Optional<DiskFault> ofSync() {
        if (nextSync.isPresent()) {
            Optional<DiskFault> fault = nextSync;
            nextSync = Optional.empty();
            return fault;
        }
        if (!syncs.chance(faults().syncError())) return Optional.empty();
        return Optional.of(
                syncs.pick(
                        DiskFault.SYNC_DROPS_PAGES,
                        DiskFault.SYNC_KEEPS_PAGES,
                        DiskFault.SYNC_WRITES_PARTLY));
    }

    private Optional<DiskFault> ofChange(Change change) {
        if (writes.chance(faults().writeError())) return Optional.of(DiskFault.WRITE_ERROR);
        if (!change.isWrite()) return Optional.empty();
        Optional<DiskFault> fault = nextWrite;
        nextWrite = Optional.empty();
        if (fault.isPresent()) return fault;
        boolean isLost = losses.chance(lies.lostWrite());
        boolean isElsewhere = misdirections.chance(lies.misdirectedWrite());
        if (isLost) return Optional.of(DiskFault.LOST);
        if (isElsewhere) return Optional.of(DiskFault.MISDIRECTED);
        return Optional.empty();
    }

    /** What is to go wrong with the read of this number. */
    Optional<ReadFault> ofRead(long read) {
        Optional<ReadFault> fault = nextRead;
        nextRead = Optional.empty();
        boolean fails = reads.chance(faults().readError());
        boolean isStale = staleness.chance(lies.staleRead());
        boolean isGarbled = garbles.chance(lies.garbledRead());
        if (fails || read == failingRead) return Optional.of(ReadFault.ERROR);
        if (fault.isPresent()) return fault;
        if (isStale) return Optional.of(ReadFault.STALE);
        return isGarbled ? Optional.of(ReadFault.GARBLED) : Optional.empty();
    }
}
