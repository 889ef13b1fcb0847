package io.skein.storage;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Minds the room that appends must leave: a share of the disk, lest everything on it stops at once,
 * and the very last bytes, which belong to the metadata log, or nobody could even delete a topic to
 * make room. Owned by the commit lane. Asks the file system only while something is written or
 * refused, and the more often the nearer the end is.
 */
final class Room {
    /** With less than this left, what was put by is given up for what must go on. */
    static final long LAST_BYTES = 256 << 10;

    /** Others write to the disk too. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    private static final long SCRAPE_NANOS = 10 * LOOK_NANOS;

    private final Disk disk;
    private final Clock clock;
    private final Lane lane;
    private final Committer committer;
    private final DiskGuard guard;
    private final long reserveBytes;
    private final long comfortBytes;
    private final DiskSpace space;
    private final Spare spare;
    private Consumer<RoomNews> listener = nobody -> {};
    private long allowanceBytes;
    private volatile Health health = Health.GOOD;

    Room(DirectoryWorld world, Committer committer) {
        StorageSettings settings = world.settings();
        this.disk = world.disk();
        this.clock = world.clock();
        this.lane = world.commit();
        this.committer = committer;
        this.guard = settings.guard();
        this.reserveBytes = settings.reserveBytes();
        this.comfortBytes = reserveBytes + settings.stagingBytes();
        this.space = committer.figures.space();
        this.spare = new Spare(world, committer, this::tell);
    }

    /** The directory is open. */
    void open() throws IOException {
        spare.open();
        refuseIfFull(look());
        space.onAsked(() -> {
            if (isOlder(space.last(), SCRAPE_NANOS)) lane.post(this::lookForWhoAsks);
        });
    }

    /** Good, or full. Any thread. */
    Health health() {
        return health;
    }

    /** Who hears from now on; at once if it is full. */
    void listen(Consumer<RoomNews> newListener) {
        listener = newListener;
        if (health instanceof Health.Full(String cause)) tell(new RoomNews.Full(cause));
    }

    /**
     * Writes it if there is room, or finds the disk full. What passes the share is written still,
     * and no more is taken after it. Others may fill the disk at any moment: then what has no share
     * is written into the room that was put by.
     */
    int write(LogFiles target, Handover handover, Staging staging) throws IOException {
        ensureRoom(handover.sizeBytes());
        try {
            committer.made().make(target.name());
            return target.write(handover, staging);
        } catch (DiskFull full) {
            if (guard.hasShares() || !spare.giveUp()) throw full;
            committer.made().make(target.name());
            target.takeBack(handover.before());
            return target.write(handover, staging);
        }
    }

    private void ensureRoom(long bytes) throws IOException {
        // What only closes a segment makes room in the end.
        if (!isBounded() || bytes == 0) return;
        allowanceBytes -= bytes;
        if (allowanceBytes >= 0 && !isOlder(space.last(), LOOK_NANOS)) return;
        DiskSpace.Seen left = look().less(bytes);
        if (!guard.hasShares() && left.freeBytes() < LAST_BYTES && spare.giveUp()) {
            left = look().less(bytes);
        }
        if (left.freeBytes() < reserveBytes) {
            allowanceBytes = 0;
            throw new DiskFull(
                    "appends leave the last %d KiB alone (disk.reserve.bytes)"
                            .formatted(reserveBytes >> 10));
        }
        long untouched = Math.max(reserveBytes, guard.fullAtBytes(left));
        allowanceBytes = Math.max(0, left.freeBytes() - untouched) / 2;
        refuseIfFull(left);
    }

    private boolean isBounded() {
        return reserveBytes > 0 || guard.hasShares() || guard.spareBytes() > 0;
    }

    /** Gives up what was put by for a full disk; false if that is done already. */
    boolean giveUp() {
        try {
            return !committer.isOffline() && spare.giveUp();
        } catch (IOException failed) {
            committer.fail(failed);
            return false;
        }
    }

    private void refuseIfFull(DiskSpace.Seen seen) {
        if (!guard.isFull(seen)) return;
        refuse(
                ("appends stop at %d %% (disk.full.percent) until less than %d %% are"
                                + " (disk.resume.percent)")
                        .formatted(guard.fullPercent(), guard.resumePercent()));
    }

    /** Appends are refused from now on. */
    void refuse(String why) {
        if (health instanceof Health.Full || committer.isOffline()) return;
        String sentence =
                "%s is full: %s, and %s".formatted(disk.place(), space.last().sentence(), why);
        health = new Health.Full(sentence);
        space.full(true);
        tell(new RoomNews.Full(sentence));
        lane.after(LOOK_NANOS, this::probeUntilGood);
    }

    private void probeUntilGood() {
        probe();
        boolean goesOn = health instanceof Health.Full && !committer.isOffline();
        if (goesOn) lane.after(LOOK_NANOS, this::probeUntilGood);
    }

    /** Looks at once whether there is room again: something was deleted. */
    void probe() {
        if (!(health instanceof Health.Full) || committer.isOffline()) return;
        try {
            DiskSpace.Seen seen = look();
            if (seen.freeBytes() < comfortBytes || !guard.isBack(seen)) return;
            allowanceBytes = 0;
            health = Health.GOOD;
            space.full(false);
            String sentence = disk.place() + " has room again: " + seen.sentence();
            tell(new RoomNews.Back(sentence));
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }

    private void tell(RoomNews news) {
        listener.accept(news);
    }

    private boolean isOlder(DiskSpace.Seen seen, long nanos) {
        return clock.nanos() - seen.atNanos() >= nanos;
    }

    private DiskSpace.Seen look() throws IOException {
        DiskSpace.Seen seen =
                new DiskSpace.Seen(disk.freeBytes(), disk.totalBytes(), clock.nanos());
        space.saw(seen);
        return seen;
    }

    private void lookForWhoAsks() {
        if (committer.isOffline()) return;
        try {
            refuseIfFull(look());
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }
}
