package io.skein.server.door;

import io.skein.foundation.Uuid;
import java.util.Optional;

/** What is asked about the restart of one node. */
public sealed interface RestartRequest extends AdminRequest {
    /** Whom it is about. */
    int node();

    /**
     * Makes it ready to stop: it is to lead nothing.
     *
     * @param cancel whether it stays instead
     * @param run which run of it, where the node itself asks because that run is about to end: no
     *     other is meant then, however late this arrives; empty for whichever runs
     */
    record Drain(int node, boolean cancel, Optional<Uuid> run) implements RestartRequest {
        /** Whichever run of the node is meant. */
        public Drain(int node, boolean cancel) {
            this(node, cancel, Optional.empty());
        }
    }

    /** Whether it may stop without harm; changes nothing. */
    record CanStop(int node) implements RestartRequest {}

    /** Whether it is all that it was before it was away; changes nothing. */
    record CaughtUp(int node) implements RestartRequest {}
}
