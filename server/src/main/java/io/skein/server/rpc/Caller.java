package io.skein.server.rpc;

import io.grpc.Metadata;
import io.grpc.Status;

/**
 * The other end of one call. Everything of a call happens in its turns, one after the other: what
 * arrives is such a turn, and code that comes from another lane makes one with {@link #turn}. All
 * other methods are called inside a turn only. Once the call is over they do nothing.
 */
public interface Caller<R> {
    /** Runs {@code task} as a turn of this call, at once if none is running. From any thread. */
    void turn(Runnable task);

    /** Lets this many more requests arrive. */
    void want(int requests);

    /**
     * Whether a reply would be sent soon, not queued; {@link Endpoint.Call#onReady} tells the
     * change.
     */
    boolean ready();

    /**
     * Sends a reply. Streams mind {@link #ready()}. When it returns, the bytes beside the reply
     * have been copied, or never will be.
     */
    void send(R reply);

    /** Ends the call well. */
    void finish();

    /** Ends the call otherwise. */
    void fail(Status status, Metadata trailers);
}
