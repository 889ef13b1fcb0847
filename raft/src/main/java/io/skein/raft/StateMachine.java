package io.skein.raft;

import java.util.List;

/**
 * What the quorum agrees for. Called on the quorum lane only, never inside another of these calls;
 * every call may propose.
 */
public interface StateMachine {
    /**
     * Agreed batches of {@link RaftBatch.Kind#STATE}, in log order, each once in the life of a
     * driver; after a start from the first batch on. With them everything before {@code before} has
     * been handed over. The list is empty when only the quorum's own records lay there.
     */
    void onCommitted(List<RaftBatch> batches, long before);

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
