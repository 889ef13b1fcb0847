package io.skein.storage.compact;

import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Decides which records stay: those that no newer one of the same key supersedes, tombstones until
 * their time has come, all without a key, and all of transactions and of the log's own. One
 * thread's.
 */
public final class Sieve {
    private final KeyMap newest;
    private final Pass pass;
    private final LastSequences sequences;
    private long garbageBytes;
    private long unstampedBytes;
    private boolean hasTombstones;

    /**
     * What holds for all batches of a pass.
     *
     * @param cleanTo before this no two records had one key when the pass began: an old tombstone
     *     may go without an older value coming back, not even after a crash in the middle
     * @param seenTo the keys of all records before this are known
     */
    public record Pass(long cleanTo, long seenTo, long nowMillis, Rules rules) {}

    public Sieve(KeyMap newest, Pass pass, LastSequences sequences) {
        this.newest = newest;
        this.pass = pass;
        this.sequences = sequences;
    }

    /** Bytes in the last batch looked at that nobody needs. */
    public long garbageBytes() {
        return garbageBytes;
    }

    /** Bytes of tombstones there that do not say yet from when on they may go. */
    public long unstampedBytes() {
        return unstampedBytes;
    }

    /** Whether any that was looked at so far, and will stay, is a tombstone. */
    public boolean hasTombstones() {
        return hasTombstones;
    }

    /**
     * Of a sound batch.
     *
     * @param records its records, before the first
     */
    public Fate of(ByteBuffer batch, RecordReader records) {
        garbageBytes = 0;
        unstampedBytes = 0;
        if (Batch.isControl(batch, 0) || Batch.isTransactional(batch, 0)) return new Fate.Kept();
        if (Batch.count(batch, 0) == 0) return ofEmpty(batch);
        boolean hasHorizon = Batch.hasDeleteHorizon(batch, 0);
        boolean isExpired = hasHorizon && Batch.baseTimestampMillis(batch, 0) <= pass.nowMillis();
        BitSet kept = new BitSet();
        long recordBytes = 0;
        long keptBytes = 0;
        int count = 0;
        while (records.next()) {
            boolean isTombstone = records.valueLength() < 0;
            boolean mayGo = isTombstone && isExpired && records.offset() < pass.cleanTo();
            boolean stays = records.keyLength() < 0 || (!mayGo && !isSuperseded(records));
            kept.set(count++, stays);
            recordBytes += records.sizeBytes();
            if (!stays) continue;
            keptBytes += records.sizeBytes();
            if (isTombstone && records.keyLength() >= 0) unstampedBytes += records.sizeBytes();
        }
        if (records.fault().isPresent()) {
            return new Fate.Unreadable(records.fault().get().reason());
        }
        if (unstampedBytes > 0) hasTombstones = true;
        if (hasHorizon || Batch.lastOffset(batch, 0) >= pass.seenTo()) unstampedBytes = 0;
        garbageBytes = share(batch, recordBytes - keptBytes, recordBytes);
        return kept.isEmpty() ? withoutRecords(batch) : withSome(kept, count);
    }

    private boolean isSuperseded(RecordReader record) {
        long last = newest.newest(record.array(), record.keyAt(), record.keyLength());
        return last > record.offset();
    }

    /** What part of the batch's bytes the records take, which may be compressed. */
    private static long share(ByteBuffer batch, long recordBytes, long allBytes) {
        long bodyBytes = Batch.sizeBytes(batch, 0) - Batch.HEADER_BYTES;
        long share = (long) ((double) bodyBytes * recordBytes / allBytes);
        // Taken for none, a little garbage would stay and pass for clean.
        return recordBytes == 0 ? 0 : Math.max(1, share);
    }

    private Fate ofEmpty(ByteBuffer batch) {
        // A filler's bytes are no garbage: another takes its place.
        return sequences.isLast(batch) ? new Fate.Kept() : new Fate.Dropped();
    }

    private Fate withoutRecords(ByteBuffer batch) {
        return sequences.isLast(batch) ? new Fate.Emptied() : new Fate.Dropped();
    }

    private Fate withSome(BitSet kept, int count) {
        boolean isStamped = unstampedBytes == 0;
        if (isStamped && kept.cardinality() == count) return new Fate.Kept();
        OptionalLong horizon =
                isStamped
                        ? OptionalLong.empty()
                        : OptionalLong.of(pass.nowMillis() + pass.rules().tombstoneMillis());
        return new Fate.Thinned(kept, horizon);
    }

    /** Reads a batch that lies at the buffer's beginning. */
    public static RecordReader open(ByteBuffer batch) {
        return RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
    }
}
