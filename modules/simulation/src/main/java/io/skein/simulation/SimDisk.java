package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One data directory on one machine, which outlives the processes that use it, and the place to set
 * its faults. What is durable when is as {@link Disk} says, at 512-byte sectors; a power cut draws
 * for each file and each name what becomes of the rest. Owned by its world.
 */
public final class SimDisk {
    private final Machine machine;
    private final Label label;
    private final Gen readErrors;
    private final DiskPace pace;
    private final FaultPlan plan;
    private FileTree tree = new FileTree();
    private List<String> lanes = List.of("");
    private DiskFaults faults = DiskFaults.none();
    private Survival survival = Survival.DRAWN;
    private Optional<CrashPoint> crashPoint = Optional.empty();
    private long capacityBytes = Long.MAX_VALUE;
    private long operations;
    private long reads;
    private int openFiles;
    private long failingRead;
    private long errorsMet;
    private long faultsMet;
    private OptionalLong syncLostAt = OptionalLong.empty();

    SimDisk(Machine machine, String path) {
        this.machine = machine;
        this.label = new Label(machine.name + ":" + path);
        // A kind of fault less must leave the others as they were: each draws from its own.
        Gen gen = machine.world.gen("disk/" + machine.name + "/" + path);
        this.readErrors = gen.stream("reads");
        this.pace = new DiskPace(machine.world, gen.stream("pace"));
        this.plan = new FaultPlan(gen.stream("faults"));
    }

    /** From now on operations go wrong as likely as this. */
    public SimDisk faults(DiskFaults plan) {
        faults = plan;
        return this;
    }

    /** From now on power cuts leave this. */
    public SimDisk survival(Survival what) {
        survival = what;
        return this;
    }

    /** From now on the files may not be longer than this together. */
    public SimDisk capacityBytes(long bytes) {
        capacityBytes = bytes;
        return this;
    }

    /** From now on the files may be longer by no more than this together. */
    public SimDisk roomBytes(long more) {
        return capacityBytes(usedBytes() + more);
    }

    /** How long the files are together. */
    public long usedBytes() {
        return tree.usedBytes();
    }

    /** From now on only lanes whose names begin so may use it: it makes them wait. */
    public SimDisk onlyFor(String... beginnings) {
        lanes = List.of(beginnings);
        return this;
    }

    /** How many operations have changed something or were syncs. */
    public long operations() {
        return operations;
    }

    /** How many reads there were. */
    public long reads() {
        return reads;
    }

    /** The operation with this number will go wrong. */
    public SimDisk failAt(long operation, DiskFault fault) {
        plan.at(operation, fault);
        return this;
    }

    /** The read with this number will fail. */
    public SimDisk failReadAt(long read) {
        failingRead = read;
        return this;
    }

    /** The next sync, whenever it comes, will fail in this way. */
    public SimDisk failNextSync(DiskFault how) {
        plan.atNextSync(how);
        return this;
    }

    /** From now on nothing goes wrong any more. */
    public SimDisk mend() {
        faults = DiskFaults.none();
        plan.clear();
        failingRead = 0;
        crashPoint = Optional.empty();
        capacityBytes = Long.MAX_VALUE;
        return this;
    }

    /** How many operations have failed so far for other reasons than a full disk. */
    public long errorsMet() {
        return errorsMet;
    }

    /** How many operations have failed so far, and crash points were reached. */
    public long faultsMet() {
        return faultsMet;
    }

    /**
     * Whether the last that went wrong here was a sync, with the machine on ever since: what a
     * process sees may not be on the platter, and nothing has kept it from saying so.
     */
    public boolean hasLostSync() {
        return syncLostAt.isPresent() && syncLostAt.getAsLong() == faultsMet;
    }

    /** The host will die at this operation; replaces the crash point before. */
    public SimDisk crashAt(CrashPoint point) {
        crashPoint = Optional.of(point);
        return this;
    }

    /** How many file handles the process that runs has open. */
    public int openFiles() {
        return openFiles;
    }

    void opened(int more) {
        openFiles += more;
    }

    /** Files that have a name, as a process sees them, in the order of their names. */
    public int fileCount() {
        return tree.files().size();
    }

    /** The platter ages: turns over up to 8 bits of one sector. False if there is no byte yet. */
    public boolean rot() {
        if (!tree.rot(once("rot"))) return false;
        machine.world.note(label, "rots");
        return true;
    }

    /** Turns over one bit of one file on the platter. */
    public void rot(String name, int position, int bit) {
        Inode file = tree.find(name).filter(found -> !found.isFolder).orElseThrow();
        file.bytes.flip(position, bit);
    }

    public Platter platter() {
        return new Platter(tree);
    }

    /** An empty disk takes the place of this one; not while a process uses it. */
    public void wipe() {
        Check.that(!machine.isRunning(), "a disk is swapped on a machine that is off");
        tree = new FileTree();
    }

    FileTree tree() {
        return tree;
    }

    String place() {
        return label.text();
    }

    /** How many bytes more it takes at present. */
    public long freeBytes() {
        if (capacityBytes == Long.MAX_VALUE) return Long.MAX_VALUE;
        return Math.max(0, capacityBytes - tree.usedBytes());
    }

    /** Says in the trace what a process is about to do. */
    void note(String what) {
        machine.world.note(label, what);
    }

    void processDied(Death how) {
        crashPoint = Optional.empty();
        plan.forgetNextSync();
        openFiles = 0;
        if (how == Death.KILL) return;
        tree.crash(survival, once("crash"));
        syncLostAt = OptionalLong.empty();
    }

    /** A look at a name, or a read of bytes. */
    void read(SimHost by, boolean bytes) throws IOException {
        check(by);
        pace.write();
        if (!bytes) return;
        reads++;
        pace.read();
        pace.drawnDelay(faults);
        boolean isBad = reads == failingRead || readErrors.chance(faults.readError());
        if (isBad) throw new Disk.ReadFailed(new IOException(failed("read")));
    }

    void change(SimHost by, Change change) throws IOException {
        check(by);
        operations++;
        if (change.isSync()) pace.sync();
        else pace.write();
        Optional<CrashPoint> crash = crashPoint.filter(point -> point.operation() == operations);
        if (crash.isPresent()) throw crash(by, change, crash.get());
        pace.drawnDelay(faults);
        Optional<DiskFault> fault = plan.of(change, operations, faults);
        if (fault.isPresent()) goWrong(change, fault.get());
        if (change.growthBytes() > 0 && change.growthBytes() > freeBytes()) throw full(change);
        change.whole();
    }

    /** Returns only if the operation is to be done after all. */
    private void goWrong(Change change, DiskFault fault) throws IOException {
        machine.world.note(label, fault.name());
        switch (fault) {
            case SLOW -> pace.slow(faults, once("slow"));
            case HANG -> pace.hang(faults, once("hang"));
            case FULL -> {
                if (!change.isSync()) throw full(change);
            }
            case WRITE_ERROR -> {
                if (change.isSync()) goWrong(change, DiskFault.SYNC_WRITES_PARTLY);
                change.partly(once("partly"), freeBytes());
                throw new IOException(failed("write"));
            }
            case SYNC_DROPS_PAGES, SYNC_KEEPS_PAGES, SYNC_WRITES_PARTLY -> {
                Check.that(change.isSync(), "only a sync fails as a sync");
                change.failSync(fault, once("sync"));
                String told = failed("sync");
                syncLostAt = OptionalLong.of(faultsMet);
                throw new Disk.SyncFailed(new IOException(told));
            }
        }
    }

    private Gen once(String what) {
        return machine.world.once(label.text() + "/" + what);
    }

    private String failed(String what) {
        errorsMet++;
        faultsMet++;
        return what + " failed: " + place() + " (operation " + operations + ")";
    }

    private Disk.DiskFull full(Change change) throws IOException {
        faultsMet++;
        change.partly(once("partly"), freeBytes());
        return new Disk.DiskFull(place() + " is full");
    }

    private PowerLost crash(SimHost by, Change change, CrashPoint point) throws IOException {
        faultsMet++;
        try {
            switch (point.when()) {
                case BEFORE -> {}
                case INSIDE -> change.partly(once("partly"), freeBytes());
                case AFTER -> change.whole();
            }
        } finally {
            machine.world.note(label, "crash point " + operations + " " + point.when());
            by.die(point.death());
        }
        return new PowerLost(by.name());
    }

    private void check(SimHost by) {
        if (!by.isAlive()) throw new PowerLost(by.name());
        if (machine.world.running().isEmpty()) return;
        SimLane lane = machine.world.running().get();
        Check.that(lane.host() == by, "a disk is used by the lanes of its own host");
        boolean mayWait = lanes.stream().anyMatch(lane.name()::startsWith);
        Check.that(mayWait, "a disk makes lane " + lane.name() + " wait");
    }
}
