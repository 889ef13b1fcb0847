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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data links, one to each node that is needed. What a node says of its own address is tried before
 * it is used: if nobody answers there, or somebody else, data takes the address that the control
 * link has, from where it is forwarded. Owned by the client's lane.
 */
public final class NodeLinks {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLinks.class);

    private final ClientWorld world;
    private final ConnectionSettings settings;
    private final Session session;

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
        link.close();
    }

    /**
     * Whether {@code link} leads to another node, because this one was not to be reached. If what
     * is asked there is refused for that reason, it is to be dropped: the node may be back.
     */
    public boolean isDetour(int node, Link link) {
        return Optional.ofNullable(links.get(node))
                .filter(known -> known.detour() && known.link().equals(link))
                .isPresent();
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
                        if (sameCluster && server.getNodeId() == node) {
                            use(node, link, new NodeLink(link, true, false));
                        } else {
                            fallBack(node, link, address, "somebody else answers");
                        }
                    }

                    @Override
                    public void onEnd(Ending ending) {
                        fallBack(node, link, address, ending.reason());
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
        use(node, tried, new NodeLink(world.wire().open(dialled, world.lane()), true, true));
    }

    private void use(int node, Link tried, NodeLink found) {
        NodeLink known = links.get(node);
        if (known == null || !known.link().equals(tried)) return;
        links.put(node, found);
        session.changed();
    }

    void close() {
        List<NodeLink> all = new ArrayList<>(links.values());
        links.clear();
        all.forEach(known -> known.link().close());
    }
}
