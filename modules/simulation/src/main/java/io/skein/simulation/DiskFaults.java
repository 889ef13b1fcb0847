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
}
