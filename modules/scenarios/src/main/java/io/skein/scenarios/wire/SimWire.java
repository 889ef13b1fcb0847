package io.skein.scenarios.wire;

import io.skein.client.wire.Link;
import io.skein.client.wire.Wire;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;

/** The network of a simulated client: every link is a connection of its own. */
public final class SimWire implements Wire {
    private final Transport<Parcel> transport;
    private final Terms terms;

    public SimWire(Transport<Parcel> transport, Terms terms) {
        this.transport = transport;
        this.terms = terms;
    }

    @Override
    public Link open(String address, Lane lane) {
        return new SimLink(() -> new ClientConnection(transport, address, lane, terms), lane);
    }
}
