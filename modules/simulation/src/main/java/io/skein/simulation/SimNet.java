package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * All that is said in messages of one type: addresses, who listens at them, and the connections
 * between. The part of an address before the colon is the name of a {@link SimHost}. Several of
 * these share the {@link Links} of their world. Owned by the world.
 */
public final class SimNet<M> {
    private final World world;
    private final int windowMessages;
    private final SortedMap<String, Listener<M>> listeners = new TreeMap<>();
    private BiPredicate<String, M> breaking = (_, _) -> false;

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
     * From now on a message breaks its connection instead of arriving, if {@code predicate} says so
     * of its route ("from→to") and the message itself.
     */
    public void breakWhen(BiPredicate<String, M> predicate) {
        breaking = predicate;
    }

    World world() {
        return world;
    }

    int windowMessages() {
        return windowMessages;
    }

    boolean breaks(String route, M message) {
        Links links = world.links();
        return breaking.test(route, message) || links.gen().chance(links.weather().reset());
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
