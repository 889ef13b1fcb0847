package io.skein.client.route;

import io.skein.client.ConnectionSettings;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.ClientWorld;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data links, one to each node that is needed. What a node says of its own address is tried before
 * it is used: if nobody answers there, or somebody else, data takes a detour, the address that the
 * control link has, from where it is forwarded. Meanwhile the node itself is tried again. Owned by
 * the client's lane.
 */
public final class NodeLinks {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLinks.class);

    /** How often a node that is reached only by a detour is tried again. */
    private static final long RETRY_NANOS = 10_000_000_000L;

    private final ClientWorld world;
    private final ConnectionSettings settings;
    private final Session session;

    /** Detours that are not needed any more, as long as somebody may be using them. */
    private final List<Link> outdone = new ArrayList<>();

    /** An entry without a usable link is being tried. */
    private final Map<Integer, NodeLink> links = new TreeMap<>();

    /**
     * A link.
     *
     * @param usable whether somebody was found there
     * @param detour whether it leads to another node
     */
    private record NodeLink(Link link, boolean usable, boolean detour) {}

    NodeLinks(ClientWorld world, ConnectionSettings settings, Session session) {
        this.world = world;
        this.settings = settings;
        this.session = session;
    }

    /**
     * The link to {@code node}. If there is none yet it is made, and the session's listeners hear
     * when it is there.
     */
    public Optional<Link> find(int node) {
        if (!links.containsKey(node)) session.control().ifPresent(control -> open(node, control));
        return Optional.ofNullable(links.get(node)).filter(NodeLink::usable).map(NodeLink::link);
    }

    /** {@code link} is of no use any more; the next {@link #find} makes another. */
    public void drop(int node, Link link) {
        NodeLink known = links.get(node);
        if (known != null && known.link().equals(link)) links.remove(node);
        outdone.remove(link);
        link.close();
    }

    /**
     * Whether {@code link} leads to another node, because this one was not to be reached. What is
     * asked there has to be forwarded; if it is refused because nobody could do that, the link is
     * to be dropped: the node may be back.
     */
    public boolean isDetour(int node, Link link) {
        return Optional.ofNullable(links.get(node))
                .filter(known -> known.detour() && known.link().equals(link))
                .isPresent();
    }

    /**
     * Whether {@code link} was a detour, and the node itself is reached by now: it is to be dropped
     * as soon as nothing is under way on it.
     */
    public boolean isOutdone(Link link) {
        return outdone.contains(link);
    }

    private void open(int node, Session.Control control) {
        Optional<String> told = Optional.ofNullable(session.routes().addresses().get(node));
        boolean dialledIt = control.server().getNodeId() == node;
        if (dialledIt || told.isEmpty() || told.get().equals(control.address())) {
            Link link = world.wire().open(control.address(), world.lane());
            links.put(node, new NodeLink(link, true, false));
        } else {
            probe(node, told.get());
        }
    }

    private void probe(int node, String address) {
        Link link = world.wire().open(address, world.lane());
        links.put(node, new NodeLink(link, false, false));
        ask(
                node,
                link,
                () -> use(node, link, new NodeLink(link, true, false)),
                why -> fallBack(node, link, address, why));
    }

    /** Looks whether the link leads to that node. */
    private void ask(int node, Link link, Runnable right, Consumer<String> wrong) {
        GetServerInfoRequest request = GetServerInfoRequest.getDefaultInstance();
        long deadlineNanos = settings.connectTimeout().toNanos();
        link.call(
                SkeinMethods.GET_SERVER_INFO,
                request,
                deadlineNanos,
                new CallHandler<>() {
                    @Override
                    public void onAnswer(GetServerInfoResponse server) {
                        boolean sameCluster = server.getClusterId().equals(session.clusterId());
                        if (sameCluster && server.getNodeId() == node) right.run();
                        else wrong.accept("somebody else answers");
                    }

                    @Override
                    public void onEnd(Ending ending) {
                        wrong.accept(ending.reason());
                    }
                });
    }

    private void fallBack(int node, Link tried, String address, String why) {
        NodeLink known = links.get(node);
        if (known == null || !known.link().equals(tried)) return;
        Optional<Session.Control> control = session.control();
        if (control.isEmpty()) {
            drop(node, tried);
            return;
        }
        String dialled = control.get().address();
        LOG.warn(
                "Node {} is not reached at {} ({}); its data goes through {} instead. If clients"
                        + " should reach it directly, correct its advertised.listeners.",
                node,
                address,
                why,
                dialled);
        tried.close();
        NodeLink detour = new NodeLink(world.wire().open(dialled, world.lane()), true, true);
        use(node, tried, detour);
        tryAgainLater(node, detour);
    }

    private void tryAgainLater(int node, NodeLink detour) {
        world.lane().after(RETRY_NANOS, () -> tryAgain(node, detour));
    }

    private void tryAgain(int node, NodeLink detour) {
        if (!isDetour(node, detour.link())) return;
        Optional<String> told = Optional.ofNullable(session.routes().addresses().get(node));
        if (told.isEmpty()) {
            tryAgainLater(node, detour);
            return;
        }
        Link link = world.wire().open(told.get(), world.lane());
        ask(
                node,
                link,
                () -> outdo(node, detour, link),
                why -> {
                    link.close();
                    tryAgainLater(node, detour);
                });
    }

    private void outdo(int node, NodeLink detour, Link found) {
        if (isDetour(node, detour.link())) {
            outdone.add(detour.link());
            links.put(node, new NodeLink(found, true, false));
            session.changed();
        } else {
            found.close();
        }
    }

    private void use(int node, Link tried, NodeLink found) {
        NodeLink known = links.get(node);
        if (known == null || !known.link().equals(tried)) return;
        links.put(node, found);
        session.changed();
    }

    void close() {
        List<Link> all = new ArrayList<>(outdone);
        links.values().forEach(known -> all.add(known.link()));
        links.clear();
        outdone.clear();
        all.forEach(Link::close);
    }
}
