package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * All that is said in messages of one type: addresses, who listens at them, and the connections
 * between. The part of an address before the colon is the name of a {@link SimHost}. Several of
 * these share the {@link Links} of their world. Owned by the world.
 */
public final class SimNet<M> {
    private static final Treatment USUAL = new Treatment.Usual();

    private final World world;
    private final int windowMessages;
    private final SortedMap<String, Listener<M>> listeners = new TreeMap<>();
    private final SortedMap<String, Filter<M>> filters = new TreeMap<>();
    private UnaryOperator<M> passage = UnaryOperator.identity();
    private ToLongFunction<M> bytes = _ -> 0;
    private Optional<Datagrams> datagrams = Optional.empty();

    /**
     * @param windowMessages how many messages may be sent and not handled before a connection is no
     *     longer writable
     */
    public SimNet(World world, int windowMessages) {
        Check.that(windowMessages > 0, "a window lets something through");
        this.world = world;
        this.windowMessages = windowMessages;
    }

    /** Who takes connections at an address. */
    record Listener<M>(SimHost host, Lane lane, Function<Connection<M>, Handler<M>> welcome) {}

    /** The transport of a process that others dial at {@code port} of its host. */
    public Transport<M> transport(SimHost host, int port) {
        return new SimTransport<>(this, host, Optional.of(host.name() + ":" + port));
    }

    /** The transport of a process that only dials. */
    public Transport<M> transport(SimHost host) {
        return new SimTransport<>(this, host, Optional.empty());
    }

    /**
     * From now on messages are treated so, until {@link #unfilter}; replaces the filter of this
     * name. Of several filters the first that does not find a message usual decides, by their
     * names.
     */
    public void filter(String name, Filter<M> filter) {
        world.trace("filter " + name);
        filters.put(name, filter);
    }

    /** From now on that filter lets everything pass. */
    public void unfilter(String name) {
        world.trace("no filter " + name);
        filters.remove(name);
    }

    /**
     * From now on what arrives is what this makes of what was sent: encodes and decodes it, say.
     */
    public SimNet<M> through(UnaryOperator<M> encoding) {
        passage = encoding;
        return this;
    }

    /** How long messages are, for the bandwidth of the {@link Weather}; nothing, if not set. */
    public SimNet<M> sized(ToLongFunction<M> sizes) {
        bytes = sizes;
        return this;
    }

    /** From now on connections do not keep what they promise about single messages. */
    public SimNet<M> datagrams(Datagrams fate) {
        datagrams = Optional.of(fate);
        return this;
    }

    /** From now on connections keep their promises again, and no filter minds any message. */
    public void heal() {
        filters.clear();
        datagrams = Optional.empty();
    }

    World world() {
        return world;
    }

    int windowMessages() {
        return windowMessages;
    }

    Treatment treat(Route route, M message) {
        for (Map.Entry<String, Filter<M>> filter : filters.entrySet()) {
            Treatment treatment = filter.getValue().treat(route, message);
            if (treatment instanceof Treatment.Usual) continue;
            world.met("message filtered: " + filter.getKey());
            return treatment;
        }
        return USUAL;
    }

    M carried(M message) {
        return passage.apply(message);
    }

    long bytes(M message) {
        return bytes.applyAsLong(message);
    }

    Optional<Datagrams> datagrams() {
        return datagrams;
    }

    Optional<Listener<M>> listener(String address) {
        return Optional.ofNullable(listeners.get(address))
                .filter(listener -> listener.host.isAlive());
    }

    void listen(String address, Listener<M> listener) {
        Check.that(listener(address).isEmpty(), "one listener at an address");
        listeners.put(address, listener);
    }
}
