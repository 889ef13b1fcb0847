package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.core.LogPoint;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Entries that are written and read together, all or none: one record at each offset from {@code
 * first} on. Holds read-only views; the bytes never change, and whoever reads a record takes a
 * {@code duplicate()} first and leaves its position alone.
 */
public record RaftBatch(Kind kind, int epoch, long first, List<ByteBuffer> records) {
    /** Counted for each record on top of its bytes, so that empty records too meet a limit. */
    private static final int RECORD_OVERHEAD_BYTES = 32;

    /** Whose records these are. */
    public enum Kind {
        /** The quorum's own: {@link ControlFormat}. */
        CONTROL,
        /** The state machine's; opaque here. */
        STATE
    }

    public RaftBatch {
        records = records.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
        Check.that(!records.isEmpty(), "a batch holds a record");
        Check.that(epoch > 0, "epochs that write start at one", epoch);
        Check.that(first >= 0, "offsets start at zero", first);
    }

    /** The place just behind the last record. */
    public LogPoint end() {
        return new LogPoint(first + records.size(), epoch);
    }

    /** What these records count against the limits, at most {@code Integer.MAX_VALUE}. */
    static int weightBytes(List<ByteBuffer> records) {
        long weight = 0;
        for (ByteBuffer record : records) weight += record.remaining() + RECORD_OVERHEAD_BYTES;
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }
}
