package io.skein.storage;

/**
 * How full the disk of a data directory was when somebody last looked. Written by the commit lane;
 * any thread reads. Asking for it makes the commit lane look again soon, so that who asks now and
 * then sees what is.
 */
public final class DiskSpace {
    private volatile Seen seen = new Seen(0, 0, 0);
    private volatile boolean isFull;
    private volatile long spareBytes;
    private volatile Runnable onAsked = () -> {};

    /** What there was, and when that was by the clock of the host. */
    public record Seen(long freeBytes, long totalBytes, long atNanos) {
        /** Like "91 % of 40960 MiB are taken"; of what people and df call full. */
        public String sentence() {
            long taken = totalBytes - freeBytes;
            long percent = totalBytes == 0 ? 0 : Math.round(100.0 * taken / totalBytes);
            return "%d %% of %d MiB are taken".formatted(percent, totalBytes >> 20);
        }

        /** The same after a write. */
        Seen less(long bytes) {
            return new Seen(Math.max(0, freeBytes - bytes), totalBytes, atNanos);
        }
    }

    /** What there was lately. */
    public Seen seen() {
        onAsked.run();
        return seen;
    }

    /** Whether appends are refused because of it. */
    public boolean isFull() {
        return isFull;
    }

    /** Bytes put by in a file for when there is no other room. */
    public long spareBytes() {
        return spareBytes;
    }

    /** As {@link #seen()}, for who has just looked. */
    Seen last() {
        return seen;
    }

    void saw(Seen newer) {
        seen = newer;
    }

    void full(boolean now) {
        isFull = now;
    }

    void spare(long bytes) {
        spareBytes = bytes;
    }

    void onAsked(Runnable look) {
        onAsked = look;
    }
}
