package io.skein.client.wire;

/** What the owner of a stream hears: readiness and messages, then one end and nothing after it. */
public interface StreamHandler<R> {
    /** {@link Stream#ready()} has become true. May come more often than that. */
    void onReady();

    /**
     * A message. At most a small fixed number of messages wait to be handled here: the node may
     * send more only as they are.
     */
    void onMessage(R message);

    /** The stream is over. What was sent and not answered may or may not have been done. */
    void onEnd(Ending ending);
}
