package io.skein.benchmarks;

/** One member of a quorum that is measured, in this process. Any thread may call it. */
interface Proposing extends AutoCloseable {
    /** Whether it leads, so that proposals of this process are taken. */
    boolean leads();

    /**
     * Proposes the payload and waits until it is durable on a majority and applied here. Throws
     * {@link BenchFailed} with any other outcome.
     */
    void propose() throws InterruptedException;

    /** Payloads that have been applied here so far. */
    long applied();

    @Override
    void close();
}
