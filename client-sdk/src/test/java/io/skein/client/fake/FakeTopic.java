package io.skein.client.fake;

import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.records.BatchRecord;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A topic's logs, as lists of batches. */
public final class FakeTopic {
    /** In which all batches are written. */
    public static final int EPOCH = 3;

    final String name;
    final Uuid id;
    final List<List<ByteBuffer>> logs = new ArrayList<>();
    final List<Long> starts = new ArrayList<>();
    final List<Integer> leaders = new ArrayList<>();

    FakeTopic(String name, Uuid id, int partitions) {
        this.name = name;
        this.id = id;
        for (int i = 0; i < partitions; i++) {
            logs.add(new ArrayList<>());
            starts.add(0L);
            leaders.add(FakeCluster.NODE);
        }
    }

    /** Forgets everything before {@code offset}. */
    public void startAt(int partition, long offset) {
        starts.set(partition, offset);
    }

    /** Another node leads it, which is the only one to know its offsets. */
    public void leadBy(int partition, int node) {
        leaders.set(partition, node);
    }

    /** Flips a bit of a stored batch; again, and it is whole. */
    public void flipBit(int partition, int batch) {
        ByteBuffer bytes = logs.get(partition).get(batch);
        int last = bytes.limit() - 1;
        bytes.put(last, (byte) (bytes.get(last) ^ 1));
    }

    long end(int partition) {
        List<ByteBuffer> log = logs.get(partition);
        if (log.isEmpty()) return starts.get(partition);
        return Batch.nextOffset(log.get(log.size() - 1), 0);
    }

    /** Appends a copy of the batch and returns its offset. */
    public long append(int partition, ByteBuffer received) {
        ByteBuffer batch = ByteBuffer.allocate(received.remaining()).put(received.duplicate());
        long base = end(partition);
        Batch.stamp(batch.flip(), 0, base, EPOCH);
        logs.get(partition).add(batch);
        return base;
    }

    List<BatchRecord> records(int partition) {
        List<BatchRecord> all = new ArrayList<>();
        for (ByteBuffer batch : logs.get(partition)) {
            RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
            while (reader.next()) all.add(reader.read());
        }
        return all;
    }
}
