package io.skein.scenarios.client;

import io.skein.foundation.PartitionId;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Reads;
import java.nio.ByteBuffer;

/** How far one reader has come in one partition; judges every batch it is given. */
final class Track {
    private final Ledger ledger;
    private final PartitionId home;
    private final int id;
    private final int process;
    private final Reads.Builder all = new Reads.Builder();
    private int lastEpoch = -1;
    private long next;
    private long askedNanos;
    private long highWatermarkAsked;

    Track(Ledger ledger, PartitionId home, long from, int id) {
        this.ledger = ledger;
        this.home = home;
        this.next = from;
        this.id = id;
        this.process = ledger.chronicle().newProcess();
    }

    PartitionId home() {
        return home;
    }

    /** The offset after the last record read. */
    long next() {
        return next;
    }

    /** What to send to read on from here. What is known now must then be known to the node. */
    FetchRequest asks() {
        askedNanos = ledger.chronicle().nowNanos();
        highWatermarkAsked = ledger.highWatermark(home);
        FetchPosition.Builder position =
                FetchPosition.newBuilder()
                        .setTopicId(Wire.bytes(home.topic()))
                        .setPartition(home.number())
                        .setOffset(next)
                        .setPositionId(id);
        if (lastEpoch >= 0) position.setLastEpoch(lastEpoch);
        return FetchRequest.newBuilder().setPosition(position).build();
    }

    /** All that was read. */
    Reads all() {
        return all.build();
    }

    void told(long highWatermark) {
        ledger.toldHighWatermark(home, highWatermarkAsked, highWatermark);
    }

    void take(FetchResponse response, ByteBuffer batches) {
        int at = batches.position();
        Reads.Builder reads = new Reads.Builder();
        while (at < batches.limit()) at += batch(batches, at, reads);
        ledger.chronicle().polled(process, askedNanos, home, reads.build());
        if (next > response.getHighWatermark()) {
            throw new Violation(
                    "dirty-read",
                    "%s: read to %d of %d".formatted(home, next, response.getHighWatermark()));
        }
    }

    private int batch(ByteBuffer batches, int at, Reads.Builder reads) {
        BatchVerdict verdict = BatchCheck.stored(batches, at, batches.limit());
        if (!verdict.isValid()) {
            throw new Violation("corrupt-batch", "%s near %d: %s".formatted(home, next, verdict));
        }
        RecordReader records = RecordReader.open(batches, at, DecompressionBound.DEFAULT);
        while (records.next()) {
            long offset = records.offset();
            // A batch is given whole, so the first may begin before what was asked for.
            if (offset > next) {
                throw new Violation(
                        "poll-skip", "%s: %d came after %d".formatted(home, offset, next));
            }
            ledger.read(home, offset, records.value());
            if (offset < next) continue;
            reads.add(offset, records.value(), 0);
            all.add(offset, records.value(), 0);
            next++;
        }
        lastEpoch = Math.max(lastEpoch, Batch.leaderEpoch(batches, at));
        if (records.fault().isPresent()) {
            throw new Violation(
                    "corrupt-batch", "%s near %d: %s".formatted(home, next, records.fault()));
        }
        return (int) Batch.sizeBytes(batches, at);
    }
}
