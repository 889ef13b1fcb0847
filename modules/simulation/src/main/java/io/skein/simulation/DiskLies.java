package io.skein.simulation;

/**
 * How likely a disk says that all is well when it is not: what no sync protects from, and only
 * checksums and copies elsewhere find. Never part of a drawn {@link DiskFaults}.
 *
 * @param lostWrite that a write is acknowledged, and never reaches the platter
 * @param misdirectedWrite that a write lands elsewhere, in this or in another file
 * @param staleRead that a read gives what was there before
 * @param garbledRead that a read gives a few wrong bits
 */
public record DiskLies(
        double lostWrite, double misdirectedWrite, double staleRead, double garbledRead) {
    /** A disk whose word counts. */
    public static DiskLies none() {
        return new DiskLies(0, 0, 0, 0);
    }
}
