package io.skein.scenarios.history;

import io.skein.records.Batch;
import io.skein.records.BatchRecord;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges what is left of a log that is compacted: the newest of each key, and nothing made up. */
public final class KeyedJudge {
    private KeyedJudge() {}

    /** Where reading ends that began at {@code start}. */
    public static long judge(List<byte[]> given, List<ByteBuffer> found, long start, long end) {
        long next = start;
        for (ByteBuffer batch : found) {
            if (Batch.baseOffset(batch, batch.position()) != next) {
                throw new Violation("offset-hole", batch + " where " + next + " should be");
            }
            next = Batch.nextOffset(batch, batch.position());
        }
        TreeMap<Long, BatchRecord> all = new TreeMap<>();
        for (byte[] batch : given) collect(ByteBuffer.wrap(batch), all);
        all.tailMap(end, true).clear();
        TreeMap<Long, BatchRecord> left = new TreeMap<>();
        for (ByteBuffer batch : found) collect(batch.slice(), left);
        left.forEach((offset, record) -> {
            if (!Optional.of(record).equals(Optional.ofNullable(all.get(offset)))) {
                throw new Violation("phantom-batch", record + " was never given");
            }
        });
        Map<String, BatchRecord> expected = alive(all);
        expected.values().removeIf(record -> record.offset() < start);
        Map<String, BatchRecord> alive = alive(left);
        if (!expected.equals(alive)) {
            throw new Violation("lost-write", alive.values() + ", not " + expected.values());
        }
        return next;
    }

    private static void collect(ByteBuffer batch, Map<Long, BatchRecord> into) {
        RecordReader records = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        List<BatchRecord> read = new ArrayList<>();
        while (records.next()) read.add(records.read());
        if (records.fault().isPresent()) {
            throw new Violation("unreadable", records.fault().get().reason());
        }
        for (BatchRecord record : read) into.put(record.offset(), record);
    }

    /** The newest record of each key that was not deleted. */
    private static Map<String, BatchRecord> alive(Map<Long, BatchRecord> records) {
        Map<String, BatchRecord> newest = new TreeMap<>();
        for (BatchRecord record : records.values()) newest.put(record.key().text(), record);
        newest.values().removeIf(record -> record.value().equals(Payload.ABSENT));
        return newest;
    }
}
