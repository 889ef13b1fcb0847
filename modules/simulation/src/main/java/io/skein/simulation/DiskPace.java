package io.skein.simulation;

/** How long the operations of a disk take the task that waits for them. Owned by its disk. */
final class DiskPace {
    private static final long READ_NANOS_MEAN = 60_000;
    private static final long WRITE_NANOS_MEAN = 15_000;
    private static final long SYNC_NANOS_MEAN = 1_000_000;
    private static final int USUAL_MAX = 20;

    private final World world;
    private final Gen usual;
    private final Gen slowness;
    private final Gen hangs;
    private int factor;

    /** Disks differ up to eightfold. */
    DiskPace(World world, Gen gen) {
        this.world = world;
        this.usual = gen.stream("usual");
        this.slowness = gen.stream("slow");
        this.hangs = gen.stream("hangs");
        this.factor = 1 << gen.between(0, 3);
    }

    /** From now on as quick as the quickest. */
    void quicken() {
        factor = 1;
    }

    void read() {
        spend(READ_NANOS_MEAN);
    }

    void write() {
        spend(WRITE_NANOS_MEAN);
    }

    void sync() {
        spend(SYNC_NANOS_MEAN);
    }

    private void spend(long meanNanos) {
        world.spend(factor * usual.skewed(meanNanos, USUAL_MAX * meanNanos));
    }

    /** Slow, or hanging, or both, as likely as that. */
    void drawnDelay(DiskFaults faults) {
        if (slowness.chance(faults.slow())) slow(faults, slowness);
        if (hangs.chance(faults.hang())) hang(faults, hangs);
    }

    void slow(DiskFaults faults, Gen gen) {
        world.met("disk slow");
        world.spend(gen.skewed(faults.slowNanosMax() / 10, faults.slowNanosMax()));
    }

    void hang(DiskFaults faults, Gen gen) {
        world.met("disk hangs");
        world.spend(gen.between(DiskFaults.HANG_NANOS_MIN, faults.hangNanosMax()));
    }
}
