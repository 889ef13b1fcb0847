package io.skein.simulation;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The bytes of one file twice: as a process sees them, and as they are on the platter. Sectors that
 * differ are dirty, and remembered in the order in which they became so. Behind its length each
 * image holds zeros. Owned by its disk.
 */
final class SectorFile {
    static final int SECTOR = 512;
    private static final int LENGTH_MAX = 1 << 30;

    private byte[] seen = {};
    private int length;
    private byte[] durable = {};
    private int durableLength;

    /** Each sector of the platter as it was before it was last written. */
    private byte[] before = {};

    /** The least length since the last sync: a power cut may bring that one back, too. */
    private int lowestLength;

    private final List<Integer> dirtyOrder = new ArrayList<>();
    private final BitSet dirty = new BitSet();

    int length() {
        return length;
    }

    /** See {@link io.skein.foundation.world.DiskFile#read}. */
    int read(ByteBuffer into, long position) {
        if (position >= length) return 0;
        int count = (int) Math.min(into.remaining(), length - position);
        into.put(seen, (int) position, count);
        return count;
    }

    /** Writes {@code count} bytes of {@code from}. */
    void write(ByteBuffer from, long position, int count) {
        if (count == 0) return;
        Check.ordered(position + count, LENGTH_MAX, "a simulated file is small");
        int at = (int) position;
        seen = withRoom(seen, at + count);
        from.get(seen, at, count);
        soil(Math.min(at, length), at + count);
        length = Math.max(length, at + count);
    }

    /** Cuts or extends the file. */
    void setLength(long newLength) {
        Check.ordered(newLength, LENGTH_MAX, "a simulated file is small");
        int to = (int) newLength;
        seen = withRoom(seen, to);
        if (to < length) Arrays.fill(seen, to, length, (byte) 0);
        soil(Math.min(to, length), Math.max(to, length));
        length = to;
        lowestLength = Math.min(lowestLength, to);
    }

    /**
     * A view of the bytes as they are; one that is older than the file's growth may not move on.
     */
    ByteBuffer map(int position, int count) {
        return ByteBuffer.wrap(seen, position, count).slice().asReadOnlyBuffer();
    }

    private void soil(int from, int before) {
        for (int sector = from / SECTOR; sector * SECTOR < before; sector++) {
            if (dirty.get(sector)) continue;
            dirty.set(sector);
            dirtyOrder.add(sector);
        }
    }

    void sync() {
        for (int sector : dirtyOrder) keep(sector, SECTOR);
        settle(length);
    }

    /** A sync that is cut off: some dirty sectors reach the platter and are still called dirty. */
    void syncPartly(Gen gen) {
        for (int sector : dirtyOrder) {
            if (gen.flag()) keep(sector, SECTOR);
        }
        if (gen.flag()) {
            durableLength = length;
            lowestLength = length;
        }
    }

    /** A sync that fails: afterwards all sectors are called clean, whatever became of them. */
    void failSync(DiskFault how, Gen gen) {
        switch (how) {
            case SYNC_DROPS_PAGES -> crash(Survival.NONE, gen);
            case SYNC_WRITES_PARTLY -> crash(Survival.SUBSET, gen);
            case SYNC_KEEPS_PAGES -> forgetDirty();
            case WRITE_ERROR, FULL, SLOW, HANG, LOST, MISDIRECTED ->
                    throw Check.unreachable("not a failed sync");
        }
    }

    /** After this, what is on the platter is all there is. */
    void crash(Survival how, Gen gen) {
        switch (how) {
            case ALL -> sync();
            case NONE -> settle(durableLength);
            case ZEROED -> settle(length);
            case PREFIX -> {
                keepFirst(gen.between(0, dirtyOrder.size()));
                settle(drawnLength(gen));
            }
            case TORN -> {
                int whole = gen.between(0, dirtyOrder.size());
                keepFirst(whole);
                if (whole < dirtyOrder.size()) {
                    keep(dirtyOrder.get(whole), gen.between(1, SECTOR - 1));
                }
                settle(drawnLength(gen));
            }
            case SUBSET -> {
                for (int sector : dirtyOrder) {
                    if (gen.flag()) keep(sector, SECTOR);
                }
                settle(drawnLength(gen));
            }
            case DRAWN -> throw Check.unreachable("the disk draws");
        }
        seen = durable.clone();
    }

    private void keepFirst(int count) {
        for (int i = 0; i < count; i++) keep(dirtyOrder.get(i), SECTOR);
    }

    private int drawnLength(Gen gen) {
        return gen.pick(length, durableLength, lowestLength);
    }

    /** Takes the first {@code count} bytes of a sector over to the platter. */
    private void keep(int sector, int count) {
        int at = sector * SECTOR;
        durable = withRoom(durable, at + SECTOR);
        seen = withRoom(seen, at + SECTOR);
        before = withRoom(before, at + SECTOR);
        System.arraycopy(durable, at, before, at, SECTOR);
        System.arraycopy(seen, at, durable, at, count);
    }

    /** The platter holds {@code newLength} bytes, and a process would see the same. */
    private void settle(int newLength) {
        durable = withRoom(durable, newLength);
        Arrays.fill(durable, newLength, durable.length, (byte) 0);
        length = newLength;
        forgetDirty();
        durableLength = newLength;
    }

    private void forgetDirty() {
        dirtyOrder.clear();
        dirty.clear();
        lowestLength = length;
    }

    /**
     * What was just written will never get to the platter, though a sync believes so; it is gone
     * from memory too, or will be after the next power cut.
     */
    void lose(int position, int count, boolean atOnce) {
        for (int sector = position / SECTOR; sector * SECTOR < position + count; sector++) {
            dirty.clear(sector);
            dirtyOrder.remove(Integer.valueOf(sector));
            int end = (sector + 1) * SECTOR;
            durable = withRoom(durable, end);
            seen = withRoom(seen, end);
            if (atOnce) System.arraycopy(durable, sector * SECTOR, seen, sector * SECTOR, SECTOR);
        }
    }

    /** Bytes that were meant for another place come down here, as far as there is something. */
    void land(ByteBuffer bytes, int position) {
        for (int at = position; at < durableLength && bytes.hasRemaining(); at++) {
            byte landed = bytes.get();
            durable[at] = landed;
            if (!dirty.get(at / SECTOR) && at < length) seen[at] = landed;
        }
    }

    /** As {@link #read}, but some sectors come as they were before; those in memory do not. */
    int readStale(ByteBuffer into, long position, Gen gen) {
        if (position >= length) return 0;
        int start = into.position();
        int count = read(into, position);
        int first = (int) position / SECTOR;
        int last = (int) (position + count - 1) / SECTOR;
        int sure = gen.between(first, Math.max(first, last));
        for (int sector = first; count > 0 && sector <= last; sector++) {
            if (dirty.get(sector) || (sector != sure && !gen.flag())) continue;
            before = withRoom(before, (sector + 1) * SECTOR);
            int from = (int) Math.max(position, (long) sector * SECTOR);
            int end = (int) Math.min(position + count, (sector + 1L) * SECTOR);
            into.put(start + from - (int) position, before, from, end - from);
        }
        return count;
    }

    /** A file of its own that is on the platter as this one is. */
    SectorFile durableCopy() {
        SectorFile copy = new SectorFile();
        copy.durable = durable.clone();
        copy.durableLength = durableLength;
        copy.crash(Survival.NONE, Gen.of(0));
        return copy;
    }

    /** Turns one bit over on the platter, where a clean sector is read again from. */
    void flip(int position, int bit) {
        durable = withRoom(durable, position + 1);
        durable[position] ^= (byte) (1 << bit);
        if (!dirty.get(position / SECTOR) && position < length) seen[position] ^= (byte) (1 << bit);
    }

    /** How many bytes would be there after a power cut that keeps nothing. */
    int durableLength() {
        return durableLength;
    }

    /** What would be there then. */
    byte[] durableBytes() {
        return Arrays.copyOf(durable, durableLength);
    }

    private static byte[] withRoom(byte[] image, int room) {
        if (room <= image.length) return image;
        return Arrays.copyOf(image, Math.max(room, image.length * 2));
    }
}
