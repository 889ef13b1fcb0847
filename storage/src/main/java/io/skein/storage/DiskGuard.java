package io.skein.storage;

import io.skein.foundation.Check;

/**
 * How a data directory keeps away from the end of its disk.
 *
 * @param fullPercent appends are refused once so much of the disk is taken, by whomever; 100: never
 * @param resumePercent and are taken again when less than this is
 * @param spareBytes size of a file that is given up when there is no other room; 0: none
 */
public record DiskGuard(int fullPercent, int resumePercent, int spareBytes) {
    public static final DiskGuard NONE = new DiskGuard(100, 100, 0);

    public DiskGuard {
        Check.that(fullPercent > 0 && fullPercent <= 100, "a share of the disk", fullPercent);
        Check.that(resumePercent > 0, "a share of the disk", resumePercent);
        Check.ordered(resumePercent, fullPercent, "it is not over before it begins");
        Check.ordered(0, spareBytes, "a size is not negative");
    }

    /** With a file of no more than this. */
    public DiskGuard withSpareOf(int bytesMax) {
        return new DiskGuard(fullPercent, resumePercent, Math.min(spareBytes, bytesMax));
    }

    /** For the directory that must go on when all others have stopped. */
    public DiskGuard withoutShares() {
        return new DiskGuard(100, 100, spareBytes);
    }

    /** Whether appends are refused at a share of the disk. If not, the spare file is theirs too. */
    boolean hasShares() {
        return fullPercent < 100;
    }

    boolean isFull(DiskSpace.Seen seen) {
        return hasShares() && seen.freeBytes() <= freeBytes(seen, fullPercent);
    }

    boolean isBack(DiskSpace.Seen seen) {
        return !hasShares() || seen.freeBytes() > freeBytes(seen, resumePercent);
    }

    /** Bytes that appends leave free so that no share is passed. */
    long fullAtBytes(DiskSpace.Seen seen) {
        return hasShares() ? freeBytes(seen, fullPercent) : 0;
    }

    /** What is free when so much is taken. */
    private static long freeBytes(DiskSpace.Seen seen, int percent) {
        return seen.totalBytes() / 100 * (100 - percent);
    }
}
