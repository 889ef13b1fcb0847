package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import java.util.List;
import java.util.Optional;

/** The network as one process sees it; dead when that process is. */
final class SimTransport<M> implements Transport<M> {
    private final SimNet<M> net;
    private final SimHost host;
    private final Optional<String> address;

    SimTransport(SimNet<M> net, SimHost host, Optional<String> address) {
        this.net = net;
        this.host = host;
        this.address = address;
    }

    @Override
    public Connection<M> dial(Place to, Lane lane, Handler<M> handler) {
        Check.that(to.address().indexOf(':') > 0, "an address is host:port, not " + to);
        return new Wire<>(net, host, to).dialed(lane, handler);
    }

    @Override
    public void accept(List<Door<M>> doors) {
        Check.that(address.isPresent(), "who accepts has an address");
        net.listen(address.get(), new SimNet.Listener<>(host, List.copyOf(doors)));
    }
}
