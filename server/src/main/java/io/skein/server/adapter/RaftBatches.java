package io.skein.server.adapter;

import io.skein.raft.ControlFormat;
import io.skein.raft.Decoded;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.records.BatchBuilder;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quorum's batches in the format of all others, on disk and between nodes: a record's value
 * holds an entry, the leader epoch is the quorum's, and the control bit marks the quorum's own.
 */
final class RaftBatches {
    private static final int BATCH_BYTES_MAX = 64 << 20;

    /** Most batches that are taken at a time; as many of the least size fill a message. */
    static final int COUNT_MAX = 1 << 18;

    private RaftBatches() {}

    /** Ready to be written or sent; {@code wallMillis} is for people who look into the log. */
    static ByteBuffer encode(Batch batch, long wallMillis) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, BATCH_BYTES_MAX);
        for (ByteBuffer record : records(batch.content())) {
            byte[] value = new byte[record.remaining()];
            record.duplicate().get(value);
            builder.add(Math.max(0, wallMillis), Payload.ABSENT, Payload.of(value), List.of());
        }
        ByteBuffer encoded = builder.finish(ProducerStamp.NONE);
        if (batch.content() instanceof Batch.Control) {
            io.skein.records.Batch.markControl(encoded, 0);
        }
        io.skein.records.Batch.stamp(encoded, 0, batch.first(), batch.epoch());
        return encoded;
    }

    private static List<ByteBuffer> records(Batch.Content content) {
        return switch (content) {
            case Batch.State(List<ByteBuffer> records) -> records;
            case Batch.Control(List<ControlRecord> records) ->
                    records.stream().map(ControlFormat::encode).toList();
        };
    }

    /**
     * All that remains in {@code bytes}, which may be anything: batches of the quorum, whole,
     * undamaged, each beginning where the one before ends, in epochs that never fall; or none. The
     * bytes must not change any more. Moves no position.
     */
    static List<Batch> decode(ByteBuffer bytes) throws Nonsense {
        List<Batch> batches = new ArrayList<>();
        for (int at = bytes.position(); at < bytes.limit(); ) {
            BatchVerdict verdict = BatchCheck.stored(bytes, at, bytes.limit());
            if (verdict instanceof BatchVerdict.Invalid invalid) {
                throw new Nonsense(invalid.reason());
            }
            if (batches.size() == COUNT_MAX) throw new Nonsense("more than " + COUNT_MAX);
            Batch batch = decode(bytes, at);
            if (!batches.isEmpty()) follow(batches.getLast().end(), batch);
            batches.add(batch);
            at += (int) io.skein.records.Batch.sizeBytes(bytes, at);
        }
        return List.copyOf(batches);
    }

    /** Whether the batch may stand there. */
    static void follow(LogPoint end, Batch batch) throws Nonsense {
        boolean fits = batch.first() == end.next() && batch.epoch() >= end.epoch();
        if (fits) return;
        throw new Nonsense(
                "offset %d of epoch %d behind offset %d of epoch %d"
                        .formatted(batch.first(), batch.epoch(), end.next() - 1, end.epoch()));
    }

    private static Batch decode(ByteBuffer bytes, int at) throws Nonsense {
        checkHeader(bytes, at);
        List<ByteBuffer> records = values(bytes, at);
        Batch.Content content =
                io.skein.records.Batch.isControl(bytes, at)
                        ? new Batch.Control(control(records))
                        : new Batch.State(records);
        return new Batch(
                io.skein.records.Batch.leaderEpoch(bytes, at),
                io.skein.records.Batch.baseOffset(bytes, at),
                content);
    }

    /** What other logs may have and this one has not. */
    private static void checkHeader(ByteBuffer bytes, int at) throws Nonsense {
        boolean isPlain =
                io.skein.records.Batch.codec(bytes, at).equals(Optional.of(Codec.NONE))
                        && !io.skein.records.Batch.isAppendTime(bytes, at)
                        && !io.skein.records.Batch.isTransactional(bytes, at)
                        && !io.skein.records.Batch.hasDeleteHorizon(bytes, at);
        long producer = io.skein.records.Batch.producerId(bytes, at);
        if (!isPlain || producer != io.skein.records.Batch.NO_PRODUCER) {
            throw new Nonsense("a batch that the quorum did not write");
        }
        int epoch = io.skein.records.Batch.leaderEpoch(bytes, at);
        if (epoch <= 0) throw new Nonsense("epoch " + epoch);
        int count = io.skein.records.Batch.count(bytes, at);
        boolean isWhole = io.skein.records.Batch.lastOffsetDelta(bytes, at) == count - 1;
        if (count == 0 || !isWhole) throw new Nonsense(count + " records");
    }

    private static List<ByteBuffer> values(ByteBuffer bytes, int at) throws Nonsense {
        RecordReader reader = RecordReader.open(bytes, at, DecompressionBound.DEFAULT);
        List<ByteBuffer> values = new ArrayList<>();
        while (reader.next()) {
            boolean isValue =
                    reader.keyLength() < 0
                            && reader.valueLength() >= 0
                            && reader.headerCount() == 0;
            if (!isValue) throw new Nonsense("a record that the quorum did not write");
            values.add(ByteBuffer.wrap(reader.array(), reader.valueAt(), reader.valueLength()));
        }
        if (reader.fault().isPresent()) throw new Nonsense(reader.fault().get().reason());
        return values;
    }

    private static List<ControlRecord> control(List<ByteBuffer> values) throws Nonsense {
        List<ControlRecord> records = new ArrayList<>(values.size());
        for (ByteBuffer value : values) {
            switch (ControlFormat.decode(value)) {
                case Decoded.Damaged<ControlRecord>(String why) -> throw new Nonsense(why);
                case Decoded.Valid<ControlRecord>(ControlRecord record) -> records.add(record);
            }
        }
        return records;
    }
}
