package io.skein.simulation;

/**
 * How likely each operation of a disk is to go wrong.
 *
 * @param readError that a read fails
 * @param writeError that something that changes a file or a name fails
 * @param syncError that a sync of a file or directory fails, in one of three ways
 * @param slow that an operation takes up to {@code slowNanosMax} longer
 * @param hang that it takes up to {@code hangNanosMax} longer
 */
public record DiskFaults(
        double readError,
        double writeError,
        double syncError,
        double slow,
        long slowNanosMax,
        double hang,
        long hangNanosMax) {
    private static final long SLOW_NANOS_MAX = 2_000_000_000L;
    private static final int LIKELY_SHIFT = 5;
    private static final int UNLIKELY_SHIFT = 14;

    /** Whoever hangs for a minute has no time for much else. */
    private static final int RARER = 16;

    /** A hang is never shorter. */
    static final long HANG_NANOS_MIN = 1_000_000_000L;

    private static final long HANG_NANOS_MAX = 120_000_000_000L;

    /** A disk that always works. */
    public static DiskFaults none() {
        return errors(0, 0, 0);
    }

    /** Errors alone. */
    public static DiskFaults errors(double readError, double writeError, double syncError) {
        return new DiskFaults(
                readError, writeError, syncError, 0, SLOW_NANOS_MAX, 0, HANG_NANOS_MAX);
    }

    /** Delays alone. */
    public static DiskFaults delays(double slow, double hang) {
        return new DiskFaults(0, 0, 0, slow, SLOW_NANOS_MAX, hang, HANG_NANOS_MAX);
    }

    /** One of many disks: each kind of fault comes with a chance of one half, often or rarely. */
    public static DiskFaults drawn(Gen gen) {
        return new DiskFaults(
                drawnChance(gen),
                drawnChance(gen),
                drawnChance(gen),
                drawnChance(gen),
                gen.between(1, SLOW_NANOS_MAX),
                drawnChance(gen) / RARER,
                gen.between(HANG_NANOS_MIN, HANG_NANOS_MAX));
    }

    private static double drawnChance(Gen gen) {
        return gen.flag() ? 0 : 1.0 / (1 << gen.between(LIKELY_SHIFT, UNLIKELY_SHIFT));
    }
}
