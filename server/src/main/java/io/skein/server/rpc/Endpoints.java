package io.skein.server.rpc;

import java.util.ArrayList;
import java.util.List;

/** The whole public contract, ready to be bound to whatever carries calls. */
public final class Endpoints {
    private Endpoints() {}

    /** All methods of this node. */
    public static List<Endpoint<?, ?>> all(EndpointParts parts) {
        List<Endpoint<?, ?>> all = new ArrayList<>();
        all.addAll(new ClusterEndpoints(parts).all());
        all.addAll(new RestartEndpoints(parts).all());
        all.addAll(new TopicEndpoints(parts).all());
        all.addAll(new TrashEndpoints(parts).all());
        all.addAll(new LayoutEndpoints(parts).all());
        all.addAll(new LogEndpoints(parts).all());
        all.addAll(new MessageEndpoints(parts).all());
        return List.copyOf(all);
    }
}
