package io.skein.client.wire;

import io.skein.foundation.world.Lane;

/**
 * The network, as a client sees it. Two exist: gRPC, and the simulator's. Whatever is opened here
 * is owned by the lane that was given: its methods are called on that lane, and all its callbacks
 * happen there, never inside the call that caused them.
 */
public interface Wire {
    /**
     * Makes a link to {@code address} ("host:port"). Connects when first used, and again when used
     * after it broke; never fails at once. Two links never share a connection, so that a full data
     * connection holds up no control call.
     */
    Link open(String address, Lane lane);
}
