package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries out the operations of a disk, as far as its plan of faults has it, and counts what came
 * of them. Owned by its disk.
 */
final class Drive {
    private final SimDisk disk;
    private final World world;
    private final Label label;
    private final DiskPace pace;
    private final FaultPlan plan;
    private long operations;
    private long reads;
    private long errorsMet;
    private long faultsMet;
    private long liesMet;
    private OptionalLong syncLostAt = OptionalLong.empty();

    Drive(SimDisk disk, World world, Label label, Gen gen) {
        this.disk = disk;
        this.world = world;
        this.label = label;
        // A kind of fault less must leave the others as they were: each draws from its own.
        this.pace = new DiskPace(world, gen.stream("pace"));
        this.plan = new FaultPlan(gen.stream("faults"), world::nowNanos);
    }

    FaultPlan plan() {
        return plan;
    }

    void quicken() {
        pace.quicken();
    }

    long operations() {
        return operations;
    }

    long reads() {
        return reads;
    }

    long errorsMet() {
        return errorsMet;
    }

    long faultsMet() {
        return faultsMet;
    }

    long liesMet() {
        return liesMet;
    }

    boolean hasLostSync() {
        return syncLostAt.isPresent() && syncLostAt.getAsLong() == faultsMet;
    }

    /** What was in memory and not on the platter is gone, and with it the difference. */
    void losePower() {
        syncLostAt = OptionalLong.empty();
    }

    /** A look at a name or a length. */
    void look(SimHost by) {
        disk.check(by);
        pace.write();
    }

    /** The bytes of a view, which are those in memory. */
    void read(SimHost by) throws IOException {
        readFault(by);
    }

    int read(SimHost by, SectorFile file, Span span) throws IOException {
        Optional<ReadFault> fault = readFault(by);
        if (fault.isEmpty()) return file.read(span.into(), span.position());
        lied(fault.get().name());
        return switch (fault.get()) {
            case ERROR -> throw Check.unreachable("it has failed");
            case STALE -> file.readStale(span.into(), span.position(), once("stale"));
            case GARBLED -> {
                int count = file.read(span.into(), span.position());
                if (count > 0) garble(span.into(), count);
                yield count;
            }
        };
    }

    /** Where to put what lies at {@code position}. */
    record Span(ByteBuffer into, long position) {}

    private Optional<ReadFault> readFault(SimHost by) throws IOException {
        look(by);
        reads++;
        pace.read();
        pace.drawnDelay(plan.faults());
        Optional<ReadFault> fault = plan.ofRead(reads);
        boolean fails = fault.isPresent() && fault.get() == ReadFault.ERROR;
        if (fails) throw new Disk.ReadFailed(new IOException(failed("read")));
        return fault;
    }

    /** Turns over some bits of the last {@code count} bytes. */
    private void garble(ByteBuffer bytes, int count) {
        Gen gen = once("garble");
        int bit = gen.between(0, Byte.SIZE - 1);
        int more = gen.between(0, Byte.SIZE - 1);
        int at = bytes.position() - count + gen.between(0, count - 1);
        // Different bits of one byte: the same one twice would be right again.
        for (int i = 0; i <= more; i++) {
            bytes.put(at, (byte) (bytes.get(at) ^ (1 << ((bit + i) % Byte.SIZE))));
        }
    }

    void change(SimHost by, Change change) throws IOException {
        disk.check(by);
        operations++;
        if (change.isSync()) pace.sync();
        else pace.write();
        Optional<CrashPoint> crash = plan.crashOf(operations);
        if (crash.isPresent()) throw crash(by, change, crash.get());
        pace.drawnDelay(plan.faults());
        Optional<DiskFault> fault = plan.of(change, operations);
        if (fault.isPresent() && !isToBeDone(change, fault.get())) return;
        if (hasNoRoom(change)) throw full(change);
        change.whole();
    }

    private boolean hasNoRoom(Change change) {
        return change.growthBytes() > 0 && change.growthBytes() > disk.freeBytes();
    }

    /** Lets it go wrong: true if it is to be done after all, false if it seems to be done. */
    private boolean isToBeDone(Change change, DiskFault fault) throws IOException {
        world.note(label, fault.name());
        switch (fault) {
            case SLOW -> pace.slow(plan.faults(), once("slow"));
            case HANG -> pace.hang(plan.faults(), once("hang"));
            case FULL -> {
                if (!change.isSync()) throw full(change);
            }
            case WRITE_ERROR -> {
                if (change.isSync()) failSync(change, DiskFault.SYNC_WRITES_PARTLY);
                change.partly(once("partly"), disk.freeBytes());
                throw new IOException(failed("write"));
            }
            case SYNC_DROPS_PAGES, SYNC_KEEPS_PAGES, SYNC_WRITES_PARTLY -> failSync(change, fault);
            case LOST, MISDIRECTED -> {
                if (!change.isWrite() || hasNoRoom(change)) return true;
                lie(change, fault);
                return false;
            }
        }
        return true;
    }

    private void failSync(Change change, DiskFault how) throws IOException {
        Check.that(change.isSync(), "only a sync fails as a sync");
        change.failSync(how, once("sync"));
        String told = failed("sync");
        syncLostAt = OptionalLong.of(faultsMet);
        throw new Disk.SyncFailed(new IOException(told));
    }

    private void lie(Change change, DiskFault how) {
        Gen gen = once("lie");
        if (how == DiskFault.LOST) change.lose(gen);
        else if (!change.misdirect(disk.tree(), gen)) world.note(label, "comes down nowhere");
        lied(how.name());
    }

    private void lied(String how) {
        liesMet++;
        world.note(label, how + " and nobody is told");
        world.met("disk lies: " + how.toLowerCase(Locale.ROOT));
    }

    private Gen once(String what) {
        return world.once(label.text() + "/" + what);
    }

    private String failed(String what) {
        errorsMet++;
        faultsMet++;
        world.met("disk " + what + " fails");
        return what + " failed: " + label.text() + " (operation " + operations + ")";
    }

    private Disk.DiskFull full(Change change) throws IOException {
        faultsMet++;
        world.met("disk full");
        change.partly(once("partly"), disk.freeBytes());
        return new Disk.DiskFull(label.text() + " is full");
    }

    private PowerLost crash(SimHost by, Change change, CrashPoint point) throws IOException {
        faultsMet++;
        world.met("crash point");
        try {
            switch (point.when()) {
                case BEFORE -> {}
                case INSIDE -> change.partly(once("partly"), disk.freeBytes());
                case AFTER -> change.whole();
            }
        } finally {
            world.note(label, "crash point " + operations + " " + point.when());
            by.die(point.death());
        }
        return new PowerLost(by.name());
    }
}
