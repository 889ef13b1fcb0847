package io.skein.storage.producers;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The content of a {@code .snapshot} file, byte for byte as Kafka has it. Kafka writes the last
 * batch of each producer; here each remembered batch has an entry, oldest first, and Kafka, which
 * takes the last entry of a producer, reads the same from it. What is not right in every byte is
 * not a snapshot.
 *
 * <pre>
 * version i16 = 1 | CRC-32C of all behind it u32 | entries i32 | entries
 * entry: producer i64 | epoch i16 | last sequence i32 | last offset i64 | offset delta i32
 *        | time i64 | coordinator epoch i32 = -1 | first offset of the transaction i64 = -1
 * </pre>
 */
public final class ProducerSnapshot {
    /** No snapshot is longer; a file that is has not been written by us, nor by Kafka. */
    public static final int BYTES_MAX = 64 << 20;

    private static final short VERSION = 1;
    private static final int CRC_AT = 2;
    private static final int COUNT_AT = 6;
    private static final int ENTRIES_AT = 10;
    private static final int ENTRY_BYTES = 46;
    private static final int NONE = -1;

    /**
     * One entry, as it stands in the file.
     *
     * @param lastSequence -1 for a producer with no batch
     */
    public record Entry(
            long producerId,
            short epoch,
            int lastSequence,
            long lastOffset,
            int offsetDelta,
            long timestampMillis,
            int coordinatorEpoch,
            long transactionOffset) {
        private boolean isSense(long before) {
            boolean isEmpty = lastSequence == NONE;
            boolean isBatch =
                    lastSequence >= 0 && offsetDelta >= 0 && lastOffset - offsetDelta >= 0;
            return producerId >= 0 && epoch >= 0 && lastOffset < before && (isEmpty || isBatch);
        }
    }

    private ProducerSnapshot() {}

    /** The file's content. */
    public static byte[] write(Producers producers) {
        int entries = 0;
        for (Producer one : producers.known().values()) {
            entries += Math.max(1, one.batches().size());
        }
        ByteBuffer file = ByteBuffer.allocate(ENTRIES_AT + entries * ENTRY_BYTES);
        file.putShort(VERSION).putInt(0).putInt(entries);
        for (PersistentMap.Entry<Long, Producer> entry : producers.known().entries()) {
            Producer one = entry.value();
            if (one.batches().isEmpty()) {
                put(file, entry, new StoredBatch(NONE, NONE, NONE, NONE));
            }
            for (StoredBatch batch : one.batches()) put(file, entry, batch);
        }
        Check.that(!file.hasRemaining(), "a snapshot has the length it says");
        file.putInt(CRC_AT, sum(file.array()));
        return file.array();
    }

    private static void put(
            ByteBuffer file, PersistentMap.Entry<Long, Producer> producer, StoredBatch batch) {
        file.putLong(producer.key()).putShort(producer.value().epoch());
        file.putInt(batch.lastSequence()).putLong(batch.lastOffset()).putInt(batch.offsetDelta());
        file.putLong(producer.value().usedMillis()).putInt(NONE).putLong(NONE);
    }

    /** Empty if the file is not, in every byte, what was once written. */
    public static Optional<List<Entry>> entries(byte[] file) {
        if (file.length < ENTRIES_AT) return Optional.empty();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        boolean isWhole =
                bytes.getShort(0) == VERSION
                        && bytes.getInt(CRC_AT) == sum(file)
                        && ENTRIES_AT + (long) bytes.getInt(COUNT_AT) * ENTRY_BYTES == file.length;
        if (!isWhole) return Optional.empty();
        bytes.position(ENTRIES_AT);
        List<Entry> entries = new ArrayList<>();
        while (bytes.hasRemaining()) entries.add(entry(bytes));
        return Optional.of(entries);
    }

    private static Entry entry(ByteBuffer bytes) {
        return new Entry(
                bytes.getLong(),
                bytes.getShort(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getInt(),
                bytes.getLong());
    }

    /** The producers before {@code offset}; empty if that cannot be what the file says. */
    public static Optional<Producers> read(byte[] file, long offset) {
        Optional<List<Entry>> entries = entries(file);
        if (entries.isEmpty()) return Optional.empty();
        TreeMap<Long, Producer> producers = new TreeMap<>();
        for (Entry entry : entries.get()) {
            Optional<Producer> before = Optional.ofNullable(producers.get(entry.producerId()));
            if (!entry.isSense(offset) || !before.map(one -> isNext(one, entry)).orElse(true)) {
                return Optional.empty();
            }
            producers.put(entry.producerId(), after(before, entry));
        }
        return Optional.of(Producers.of(producers));
    }

    private static boolean isNext(Producer before, Entry entry) {
        return entry.lastSequence() != NONE
                && !before.batches().isEmpty()
                && before.batches().size() < Producer.BATCHES_MAX
                && before.epoch() == entry.epoch()
                && before.lastOffset() < entry.lastOffset() - entry.offsetDelta();
    }

    private static Producer after(Optional<Producer> before, Entry entry) {
        long time = entry.timestampMillis();
        Producer old = before.orElse(new Producer(entry.epoch(), List.of(), time));
        if (entry.lastSequence() == NONE) return old;
        StoredBatch batch =
                StoredBatch.ending(entry.lastSequence(), entry.lastOffset(), entry.offsetDelta());
        return old.with(entry.epoch(), batch, time);
    }

    private static int sum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, COUNT_AT, file.length - COUNT_AT);
        return (int) crc.getValue();
    }
}
