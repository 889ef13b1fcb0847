package io.skein.simulation;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import java.util.List;

/**
 * One data directory on one machine, which outlives the processes that use it, and the place to set
 * its faults. What is durable when is as {@link Disk} says, at 512-byte sectors; a power cut draws
 * for each file and each name what becomes of the rest. Owned by its world.
 */
public final class SimDisk {
    private final Machine machine;
    private final Label label;
    private final Drive drive;
    private final FaultPlan plan;
    private FileTree tree = new FileTree();
    private List<String> lanes = List.of("");
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private Survival survival = Survival.DRAWN;
    private long capacityBytes = Long.MAX_VALUE;
    private int openFiles;
    private int boots;

    SimDisk(Machine machine, String path) {
        this.machine = machine;
        this.label = new Label(machine.name + ":" + path);
        Gen gen = machine.world.gen("disk/" + machine.name + "/" + path);
        this.drive = new Drive(this, machine.world, label, gen);
        this.plan = drive.plan();
    }

    /** From now on operations go wrong as likely as this. */
    public SimDisk faults(DiskFaults likely) {
        return faults(likely, FOREVER);
    }

    /**
     * Operations that begin within so long go wrong as likely as this; then all is well. A task
     * that hangs until after the end hangs no more.
     */
    public SimDisk faults(DiskFaults likely, long nanos) {
        plan.likely(likely, nanos);
        return this;
    }

    /** From now on operations seem to go well and do not, as likely as this. */
    public SimDisk lies(DiskLies likely) {
        plan.likely(likely);
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
        return drive.operations();
    }

    /** How many reads there were. */
    public long reads() {
        return drive.reads();
    }

    /** The operation with this number will go wrong. */
    public SimDisk failAt(long operation, DiskFault fault) {
        plan.at(operation, fault);
        return this;
    }

    /** The read with this number will fail. */
    public SimDisk failReadAt(long read) {
        plan.atRead(read);
        return this;
    }

    /** The next sync, whenever it comes, will fail in this way. */
    public SimDisk failNextSync(DiskFault how) {
        plan.atNextSync(how);
        return this;
    }

    /** The next write of bytes to a file will be acknowledged, and never get to the platter. */
    public SimDisk loseNextWrite() {
        plan.atNextWrite(DiskFault.LOST);
        return this;
    }

    /** The next write of bytes to a file will be acknowledged, and come down elsewhere. */
    public SimDisk misdirectNextWrite() {
        plan.atNextWrite(DiskFault.MISDIRECTED);
        return this;
    }

    /** The next read of bytes will go wrong so. */
    public SimDisk failNextRead(ReadFault how) {
        plan.atNextRead(how);
        return this;
    }

    /** From now on it is as quick as the quickest of disks. */
    public SimDisk quicken() {
        drive.quicken();
        return this;
    }

    /** From now on nothing goes wrong any more. */
    public SimDisk mend() {
        plan.clear();
        capacityBytes = Long.MAX_VALUE;
        return this;
    }

    /** How many operations have failed so far for other reasons than a full disk. */
    public long errorsMet() {
        return drive.errorsMet();
    }

    /** How many operations have failed so far, and crash points were reached. */
    public long faultsMet() {
        return drive.faultsMet();
    }

    /** How many operations have seemed to go well so far, and did not. */
    public long liesMet() {
        return drive.liesMet();
    }

    /**
     * Whether the last that went wrong here was a sync, with the machine on ever since: what a
     * process sees may not be on the platter, and nothing has kept it from saying so.
     */
    public boolean hasLostSync() {
        return drive.hasLostSync();
    }

    /** The host will die at this operation; replaces the crash point before. */
    public SimDisk crashAt(CrashPoint point) {
        plan.crashAt(point);
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
        if (!tree.rot(machine.world.once(label.text() + "/rot"))) return false;
        happened("rots");
        return true;
    }

    /** The platter ages: a whole sector becomes noise or zeros. False if there is none yet. */
    public boolean spoil() {
        if (!tree.spoil(machine.world.once(label.text() + "/spoil"))) return false;
        happened("spoils");
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

    /** What lies on the platter now, for {@link #rollBack}. */
    public DiskImage image() {
        return new DiskImage(tree.durableCopy());
    }

    /** An empty disk takes the place of this one; not while a process uses it. */
    public void wipe() {
        replace("wiped", new FileTree());
    }

    /** What once lay on it takes the place of what does; not while a process uses it. */
    public void rollBack(DiskImage to) {
        replace("rolled back", to.copy());
    }

    private void replace(String how, FileTree by) {
        Check.that(!machine.isRunning(), "a disk is swapped on a machine that is off");
        happened(how);
        tree = by;
        boots++;
        drive.losePower();
    }

    private void happened(String what) {
        machine.world.note(label, what);
        machine.world.met("disk " + what);
    }

    /** Another number in every run of its machine. */
    int boots() {
        return boots;
    }

    Drive drive() {
        return drive;
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
        plan.forgetNext();
        openFiles = 0;
        if (how == Death.KILL) return;
        tree.crash(survival, machine.world.once(label.text() + "/crash"));
        boots++;
        drive.losePower();
    }

    /** Throws unless this process may use it now. */
    void check(SimHost by) {
        if (!by.isAlive()) throw new PowerLost(by.name());
        if (machine.world.running().isEmpty()) return;
        SimLane lane = machine.world.running().get();
        Check.that(lane.host() == by, "a disk is used by the lanes of its own host");
        if (!mayWait(lane.name())) {
            throw new BrokenInvariant("a disk makes lane " + lane.name() + " wait");
        }
    }

    private boolean mayWait(String lane) {
        for (String beginning : lanes) {
            if (lane.startsWith(beginning)) return true;
        }
        return false;
    }
}
