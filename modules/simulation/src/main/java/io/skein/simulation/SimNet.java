package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Door;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * All that is said in messages of one type: addresses, who listens at them, and the connections
 * between. The part of an address before the colon is the name of a {@link SimHost}. Several of
 * these share the {@link Links} of their world. Owned by the world.
 */
public final class SimNet<M> {
    /** Why an end closes that has got what it cannot read. */
    public static final String UNREADABLE = "a message cannot be read";

    private static final Treatment USUAL = new Treatment.Usual();

    private final World world;
    private final int windowMessages;
    private final SortedMap<String, Listener<M>> listeners = new TreeMap<>();
    private final SortedMap<String, Filter<M>> filters = new TreeMap<>();
    private Optional<Encoding<M>> encoding = Optional.empty();
    private ToLongFunction<M> bytes = _ -> 0;
    private Optional<Datagrams> datagrams = Optional.empty();
    private double damaged;

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
    record Listener<M>(SimHost host, List<Door<M>> doors) {}

    /** How messages become bytes and messages again. */
    private record Encoding<M>(Function<M, byte[]> encode, Function<byte[], Optional<M>> decode) {}

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
     * From now on what arrives is what the second makes of the bytes that the first made of what
     * was sent. Who cannot read them, which must not happen unless they are damaged, gives the
     * connection up.
     */
    public SimNet<M> through(Function<M, byte[]> encode, Function<byte[], Optional<M>> decode) {
        encoding = Optional.of(new Encoding<>(encode, decode));
        return this;
    }

    /** From now on bits turn over in a message that passes {@link #through} bytes, as likely. */
    public SimNet<M> damages(double likely) {
        Check.that(likely == 0 || encoding.isPresent(), "what has no bytes cannot be damaged");
        damaged = likely;
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

    /** Connections keep their promises again, bytes stay as they are, no filter minds anything. */
    public void heal() {
        filters.clear();
        datagrams = Optional.empty();
        damaged = 0;
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

    /** What the receiver gets of a message that goes over this link. */
    Frame<M> carried(M message, Link link) {
        if (encoding.isEmpty()) return new Frame.Said<>(message);
        byte[] bytes = encoding.get().encode().apply(message);
        boolean isDamaged = link.damages(damaged, bytes);
        if (isDamaged) world.met("message damaged");
        Optional<M> read = encoding.get().decode().apply(bytes);
        Check.that(isDamaged || read.isPresent(), "what was encoded can be read");
        return read.<Frame<M>>map(Frame.Said::new).orElseGet(Frame.Garbled::new);
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
