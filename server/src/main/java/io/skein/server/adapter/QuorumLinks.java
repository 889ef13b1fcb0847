package io.skein.server.adapter;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.raft.Outbox;
import io.skein.raft.Parcel;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The connections to the other members of the quorum, by their numbers: over the one on which a
 * member was last heard, else over one that is dialled when there is something to say. Owned by the
 * quorum lane. Dials for ever, a little later each time, and has the address resolved anew.
 */
public final class QuorumLinks implements Outbox {
    /** Most connections that others may have open here. */
    static final int LINKS_MAX = 1_100;

    private static final long REDIAL_NANOS_MIN = 20_000_000;

    /** Longest that a dial waits behind the one before. */
    static final long REDIAL_NANOS_MAX = 1_000_000_000;

    private final int self;
    private final Lane lane;
    private final Clock clock;
    private final Supplier<Optional<QuorumDriver>> driver;
    private final TreeMap<Integer, Peer> peers = new TreeMap<>();
    private Optional<Transport<Parcel>> transport = Optional.empty();
    private int accepted;

    /**
     * A node that is not heard over any connection.
     *
     * @param address where it is said to be
     * @param why what became of the last connection with it; empty if there was none yet
     */
    public record Silent(int node, String address, Optional<String> why) {}

    /** Another node, as far as it can be spoken to. */
    private static final class Peer {
        private Optional<String> address = Optional.empty();
        private Optional<String> lastEnd = Optional.empty();
        private Optional<Link> link = Optional.empty();
        private OptionalLong lostNanos = OptionalLong.empty();
        private long dialAgainNanos;
        private long waitNanos = REDIAL_NANOS_MIN;
    }

    /**
     * Links that lead nowhere yet.
     *
     * @param driver who hears what others say, once there is one
     */
    public QuorumLinks(int self, Lane lane, Clock clock, Supplier<Optional<QuorumDriver>> driver) {
        this.self = self;
        this.lane = lane;
        this.clock = clock;
        this.driver = driver;
    }

    /** Speaks to others over this one, and lets them speak. Once. */
    public void over(Transport<Parcel> nodes) {
        transport = Optional.of(nodes);
        nodes.accept(lane, this::welcome);
    }

    private Handler<Parcel> welcome(Connection<Parcel> connection) {
        accepted++;
        Link link = new Link(Optional.empty());
        link.connection = Optional.of(connection);
        if (accepted > LINKS_MAX) connection.close();
        return link;
    }

    @Override
    public void reach(Voter member) {
        reach(member.id().nodeId(), member.address());
    }

    /** That node is reached there. */
    public void reach(int node, String address) {
        Peer peer = peers.computeIfAbsent(node, _ -> new Peer());
        if (peer.address.equals(Optional.of(address))) return;
        peer.address = Optional.of(address);
        peer.lastEnd = Optional.empty();
        peer.dialAgainNanos = clock.nanos();
    }

    /** The nodes that are somewhere and not heard, by their numbers. */
    public List<Silent> silent() {
        List<Silent> silent = new ArrayList<>();
        peers.forEach((node, peer) -> {
            boolean isHeard = peer.link.filter(link -> link.isHeard).isPresent();
            if (!isHeard && node != self) {
                peer.address.ifPresent(
                        address -> silent.add(new Silent(node, address, peer.lastEnd)));
            }
        });
        return silent;
    }

    /** When the connection closed on which that node was heard last; empty if it is heard. */
    public OptionalLong lostNanos(int node) {
        return Optional.ofNullable(peers.get(node))
                .map(peer -> peer.lostNanos)
                .orElse(OptionalLong.empty());
    }

    @Override
    public void send(int toNode, Message message) {
        Optional<Peer> peer = Optional.ofNullable(peers.get(toNode));
        if (peer.isEmpty() || toNode == self) return;
        if (peer.get().link.isEmpty()) dial(toNode, peer.get());
        // Messages may be lost; one that finds its link full is.
        peer.get()
                .link
                .flatMap(link -> link.connection)
                .filter(Connection::writable)
                .ifPresent(open -> open.send(new Parcel(self, message)));
    }

    private void dial(int node, Peer peer) {
        if (peer.address.isEmpty() || transport.isEmpty()) return;
        long now = clock.nanos();
        if (now < peer.dialAgainNanos) return;
        peer.dialAgainNanos = now + peer.waitNanos;
        peer.waitNanos = Math.min(REDIAL_NANOS_MAX, 2 * peer.waitNanos);
        Link link = new Link(Optional.of(node));
        peer.link = Optional.of(link);
        link.connection = Optional.of(transport.get().dial(peer.address.get(), lane, link));
    }

    /** One connection, whoever has dialled. */
    private final class Link implements Handler<Parcel> {
        private final boolean isAccepted;
        private boolean isHeard;
        private Optional<Integer> node;
        private Optional<Connection<Parcel>> connection = Optional.empty();

        Link(Optional<Integer> node) {
            this.node = node;
            this.isAccepted = node.isEmpty();
        }

        @Override
        public void onMessage(Parcel parcel) {
            node = Optional.of(parcel.from());
            isHeard = true;
            boolean isNew = !peers.containsKey(parcel.from());
            if (isNew && peers.size() >= LINKS_MAX) return;
            Peer peer = peers.computeIfAbsent(parcel.from(), _ -> new Peer());
            peer.link = Optional.of(this);
            peer.lostNanos = OptionalLong.empty();
            peer.waitNanos = REDIAL_NANOS_MIN;
            driver.get().ifPresent(member -> member.onMessage(parcel.from(), parcel.message()));
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            if (isAccepted) accepted--;
            if (node.isEmpty()) return;
            Optional<Peer> peer = Optional.ofNullable(peers.get(node.get()));
            boolean isCurrent = peer.flatMap(known -> known.link).filter(this::equals).isPresent();
            if (!isCurrent) return;
            peer.get().link = Optional.empty();
            peer.get().lastEnd = Optional.of(reason);
            if (isHeard) peer.get().lostNanos = OptionalLong.of(clock.nanos());
            if (peer.get().address.isEmpty()) peers.remove(node.get());
            driver.get().ifPresent(member -> member.onConnectionLost(node.get()));
        }
    }
}
