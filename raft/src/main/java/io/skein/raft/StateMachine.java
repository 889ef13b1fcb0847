package io.skein.raft;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the quorum agrees for. Called on the quorum lane only, never inside another of these calls;
 * every call may propose.
 */
public interface StateMachine {
    /**
     * Agreed batches whose content is {@link Batch.State}, in log order, each once in the life of a
     * driver; after a start from the first batch on, or from the first behind the snapshot that
     * {@link #onSnapshot} brought. With them everything before {@code before} has been handed over.
     * The list is empty when only the quorum's own records lay there.
     */
    void onCommitted(List<Batch> batches, long before);

    /** The cluster has begun, and is called so; told before the commit that it comes with. */
    void onFounded(Uuid clusterId);

    /**
     * All that was agreed before {@code before}, as {@link #snapshot} made it, here or on another
     * member: it takes the place of everything handed over so far.
     */
    void onSnapshot(ByteBuffer content, long before);

    /**
     * How to make a snapshot of what has been handed over so far. The supplier runs once, away from
     * the lane, while more is handed over here; so it works on values that do not change.
     */
    Supplier<ByteBuffer> snapshot();

    /**
     * This member leads {@code epoch}, and everything agreed in earlier epochs has been handed
     * over: it may now decide and propose.
     */
    void onLeader(int epoch);

    /**
     * It does no more; comes only after {@link #onLeader} of the same epoch. What is still open has
     * been or will be answered as unknown, or as committed where that is so.
     */
    void onResigned(int epoch);
}
