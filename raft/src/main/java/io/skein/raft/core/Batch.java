package io.skein.raft.core;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Entries that are written, sent and read together, all or none: one at each offset from {@code
 * first} on. An immutable value.
 */
public record Batch(int epoch, long first, Content content) {
    /** Counted for each record on top of its bytes, so that empty records too meet a limit. */
    private static final int RECORD_OVERHEAD_BYTES = 32;

    public Batch {
        Check.that(epoch > 0, "epochs that write start at one", epoch);
        Check.that(first >= 0, "offsets start at zero", first);
        Check.that(content.count() > 0, "a batch holds an entry");
    }

    /** The place just behind the last entry. */
    public LogPoint end() {
        return new LogPoint(Math.addExact(first, content.count()), epoch);
    }

    /** What the entries say. */
    public sealed interface Content {
        /** How many entries, hence offsets. */
        int count();

        /** What they count against the limits, at most {@code Integer.MAX_VALUE}. */
        int weightBytes();
    }

    /** Records of the quorum itself. */
    public record Control(List<ControlRecord> records) implements Content {
        private static final int CONTROL_BYTES = 256;

        public Control {
            records = List.copyOf(records);
        }

        @Override
        public int count() {
            return records.size();
        }

        @Override
        public int weightBytes() {
            return records.size() * CONTROL_BYTES;
        }
    }

    /**
     * Records of the state machine, opaque here. Read-only views; the bytes never change, and
     * whoever reads a record takes a {@code duplicate()} first.
     */
    public record State(List<ByteBuffer> records) implements Content {
        public State {
            records = records.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
        }

        @Override
        public int count() {
            return records.size();
        }

        @Override
        public int weightBytes() {
            long weight = 0;
            for (ByteBuffer record : records) weight += record.remaining() + RECORD_OVERHEAD_BYTES;
            return (int) Math.min(Integer.MAX_VALUE, weight);
        }
    }
}
