package io.skein.client.wire;

/** The client's end of a stream of requests. */
public interface Stream<Q> {
    /**
     * Whether more should be sent now. False until the connection stands, so that who sends only
     * when ready knows that nothing was sent to a node that could not be reached; false while too
     * much waits to be written. {@link StreamHandler#onReady} tells when it is true again.
     */
    boolean ready();

    /** Sends a message, ready or not; dropped after the end. Messages arrive in order. */
    void send(Q message);

    /** Says that nothing more will be sent; answers go on. */
    void finish();

    /** Gives up both directions. {@link StreamHandler#onEnd} follows unless it has come already. */
    void cancel(String why);
}
