package io.skein.server.adapter;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.skein.protocol.WireBounds;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import io.skein.server.door.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The port where other nodes connect, whatever for. Made and stopped by whoever builds the node;
 * any thread may ask.
 */
public final class NodeServer {
    private static final long KEEPALIVE_NANOS_MIN = 5_000_000_000L;
    private static final long HANDSHAKE_NANOS_MAX = 10_000_000_000L;
    private static final int CALLS_PER_CONNECTION_MAX = 4;

    private final Server server;

    private NodeServer(Server server) {
        this.server = server;
    }

    /**
     * Listens; callers hear nothing until {@link GrpcTransport#accept}.
     *
     * @throws IOException with one line that names the address and what is wrong with it
     */
    public static NodeServer listen(InetSocketAddress listener, List<GrpcTransport<?>> transports)
            throws IOException {
        NodeServer made = new NodeServer(build(listener, transports));
        try {
            made.server.start();
            return made;
        } catch (IOException failed) {
            made.stop();
            String place = listener.getHostString() + ":" + listener.getPort();
            throw new IOException(ListenFailure.line(place, "node.listeners", failed), failed);
        }
    }

    private static Server build(InetSocketAddress listener, List<GrpcTransport<?>> transports) {
        ServerServiceDefinition.Builder service =
                ServerServiceDefinition.builder(NodeServiceGrpc.SERVICE_NAME);
        for (GrpcTransport<?> each : transports) service.addMethod(each.method());
        return NettyServerBuilder.forAddress(listener)
                .directExecutor()
                .maxInboundMessageSize(WireBounds.REPLICA_MESSAGE_BYTES_MAX)
                .maxInboundMetadataSize(WireBounds.HEADER_BYTES_MAX)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX)
                .handshakeTimeout(HANDSHAKE_NANOS_MAX, TimeUnit.NANOSECONDS)
                .keepAliveTime(GrpcTransport.KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                .keepAliveTimeout(GrpcTransport.KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                .permitKeepAliveTime(KEEPALIVE_NANOS_MIN, TimeUnit.NANOSECONDS)
                .addService(service.build())
                .build();
    }

    /** The port really listened on. */
    public int port() {
        return server.getPort();
    }

    /** Stops listening and breaks every connection that others have dialled. Waits for nothing. */
    public void stop() {
        server.shutdownNow();
    }
}
