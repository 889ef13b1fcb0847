package io.skein.server.adapter;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.raft.RaftBatch;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The quorum's batches in the format of all others: a record's value holds an entry, the leader
 * epoch is the quorum's, and the control bit marks the quorum's own.
 */
final class RaftBatches {
    private static final int BATCH_BYTES_MAX = 64 << 20;

    private RaftBatches() {}

    static ByteBuffer encode(RaftBatch batch, long wallMillis) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, BATCH_BYTES_MAX);
        for (ByteBuffer record : batch.records()) {
            byte[] value = new byte[record.remaining()];
            record.duplicate().get(value);
            builder.add(Math.max(0, wallMillis), Payload.ABSENT, Payload.of(value), List.of());
        }
        ByteBuffer encoded = builder.finish(ProducerStamp.NONE);
        if (batch.kind() == RaftBatch.Kind.CONTROL) Batch.markControl(encoded, 0);
        return encoded;
    }

    /** Adds what {@code buffer} holds: whole batches, checked by the log that served them. */
    static void decodeAll(ByteBuffer buffer, List<RaftBatch> into) {
        int at = buffer.position();
        while (at < buffer.limit()) {
            into.add(decode(buffer, at));
            at += (int) Batch.sizeBytes(buffer, at);
        }
        Check.same(buffer.limit(), at, "batches are served whole");
    }

    private static RaftBatch decode(ByteBuffer buffer, int at) {
        RecordReader reader = RecordReader.open(buffer, at, DecompressionBound.DEFAULT);
        List<ByteBuffer> records = new ArrayList<>();
        while (reader.next()) {
            records.add(ByteBuffer.wrap(reader.array(), reader.valueAt(), reader.valueLength()));
        }
        if (reader.fault().isPresent()) {
            throw new BrokenInvariant(
                    "a metadata batch cannot be read: " + reader.fault().get().reason());
        }
        return new RaftBatch(
                Batch.isControl(buffer, at) ? RaftBatch.Kind.CONTROL : RaftBatch.Kind.STATE,
                Batch.leaderEpoch(buffer, at),
                Batch.baseOffset(buffer, at),
                records);
    }
}
