package io.skein.benchmarks;

/** How many bytes were safe on disk after how long. A megabyte is a million bytes. */
record Round(long bytes, long nanos) {
    static final Round NONE = new Round(0, 0);

    Round plus(Round other) {
        return new Round(bytes + other.bytes, nanos + other.nanos);
    }

    double mbPerSecond() {
        return nanos == 0 ? 0 : bytes * 1e3 / nanos;
    }

    /** Seconds of processor time for a gigabyte, of {@code cpuNanos} in all. */
    double secondsPerGigabyte(long cpuNanos) {
        return bytes == 0 ? 0 : (double) cpuNanos / bytes;
    }
}
