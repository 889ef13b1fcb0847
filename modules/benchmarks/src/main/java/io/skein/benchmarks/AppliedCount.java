package io.skein.benchmarks;

import io.skein.foundation.Uuid;
import io.skein.raft.StateMachine;
import io.skein.raft.core.Batch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts what is agreed, and knows whether this member leads. The quorum lane's; any may read. */
final class AppliedCount implements StateMachine {
    private final AtomicLong count = new AtomicLong();
    private volatile OptionalInt epoch = OptionalInt.empty();

    long count() {
        return count.get();
    }

    /** In which it may propose, if it may. */
    OptionalInt epoch() {
        return epoch;
    }

    @Override
    public void onCommitted(List<Batch> batches, long before) {
        for (Batch batch : batches) count.addAndGet(batch.end().next() - batch.first());
    }

    @Override
    public void onFounded(Uuid clusterId) {}

    @Override
    public void onSnapshot(ByteBuffer content, long before) {
        count.set(content.getLong(content.position()));
    }

    @Override
    public Supplier<ByteBuffer> snapshot() {
        long taken = count.get();
        return () -> ByteBuffer.allocate(Long.BYTES).putLong(0, taken);
    }

    @Override
    public void onLeader(int led) {
        epoch = OptionalInt.of(led);
    }

    @Override
    public void onResigned(int led) {
        epoch = OptionalInt.empty();
    }
}
