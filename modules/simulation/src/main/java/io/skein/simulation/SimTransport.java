package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import java.util.Optional;
import java.util.function.Function;

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
    public Connection<M> dial(String to, Lane lane, Handler<M> handler) {
        Check.that(to.indexOf(':') > 0, "an address is host:port, not " + to);
        return new Wire<>(net, host, to).dialed(lane, handler);
    }

    @Override
    public void accept(Lane lane, Function<Connection<M>, Handler<M>> welcome) {
        Check.that(address.isPresent(), "who accepts has an address");
        net.listen(address.get(), new SimNet.Listener<>(host, lane, welcome));
    }
}
