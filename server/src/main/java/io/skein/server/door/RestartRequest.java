package io.skein.server.door;

/** What is asked about the restart of one node. */
public sealed interface RestartRequest extends AdminRequest {
    /** Whom it is about. */
    int node();

    /**
     * Makes it ready to stop: it is to lead nothing.
     *
     * @param cancel whether it stays instead
     */
    record Drain(int node, boolean cancel) implements RestartRequest {}

    /** Whether it may stop without harm; changes nothing. */
    record CanStop(int node) implements RestartRequest {}

    /** Whether it is all that it was before it was away; changes nothing. */
    record CaughtUp(int node) implements RestartRequest {}
}
