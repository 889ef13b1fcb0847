package io.skein.simulation;

/** How long the operations of a disk take the task that waits for them. Owned by its disk. */
final class DiskPace {
    private static final long READ_NANOS_MEAN = 60_000;
    private static final long WRITE_NANOS_MEAN = 15_000;
    private static final long SYNC_NANOS_MEAN = 1_000_000;
    private static final int USUAL_MAX = 20;

    private final World world;
    private final Gen gen;
    private final int slowness;

    /** Disks differ up to eightfold. */
    DiskPace(World world, Gen gen) {
        this.world = world;
        this.gen = gen;
        this.slowness = 1 << gen.between(0, 3);
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
        world.spend(slowness * gen.skewed(meanNanos, USUAL_MAX * meanNanos));
    }

    /** Slow, or hanging, or both, as likely as that. */
    void drawnDelay(DiskFaults faults) {
        boolean isSlow = gen.chance(faults.slow());
        boolean hangs = gen.chance(faults.hang());
        if (isSlow) slow(faults);
        if (hangs) hang(faults);
    }

    void slow(DiskFaults faults) {
        world.spend(gen.skewed(faults.slowNanosMax() / 10, faults.slowNanosMax()));
    }

    void hang(DiskFaults faults) {
        world.spend(gen.between(DiskFaults.HANG_NANOS_MIN, faults.hangNanosMax()));
    }
}
