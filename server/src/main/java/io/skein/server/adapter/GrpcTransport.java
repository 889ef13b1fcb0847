package io.skein.server.adapter;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.protocol.WireBounds;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.ConnectResponse;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import io.skein.server.door.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Connections between nodes by gRPC, on a port of their own. A caller that is of another cluster,
 * or says nothing, hears nothing. Made and stopped by whoever builds the node. Any lane may dial,
 * for itself.
 */
public final class GrpcTransport<M> implements Transport<M> {
    private static final long KEEPALIVE_NANOS = 10_000_000_000L;
    private static final long KEEPALIVE_TIMEOUT_NANOS = 5_000_000_000L;
    private static final long KEEPALIVE_NANOS_MIN = 5_000_000_000L;
    private static final long HANDSHAKE_NANOS_MAX = 10_000_000_000L;
    private static final int CALLS_PER_CONNECTION_MAX = 4;

    private final NodeIdentity self;
    private final MessageCodec<M> codec;
    private final Server server;
    private final AtomicReference<Optional<Welcoming<M>>> welcoming =
            new AtomicReference<>(Optional.empty());

    /** Who takes the connections that others dial. */
    private record Welcoming<M>(Lane lane, Function<Connection<M>, Handler<M>> welcome) {}

    private GrpcTransport(NodeIdentity self, MessageCodec<M> codec, InetSocketAddress listener) {
        this.self = self;
        this.codec = codec;
        this.server =
                NettyServerBuilder.forAddress(listener)
                        .directExecutor()
                        .maxInboundMessageSize(WireBounds.NODE_MESSAGE_BYTES_MAX)
                        .maxInboundMetadataSize(WireBounds.HEADER_BYTES_MAX)
                        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX)
                        .handshakeTimeout(HANDSHAKE_NANOS_MAX, TimeUnit.NANOSECONDS)
                        .keepAliveTime(KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                        .permitKeepAliveTime(KEEPALIVE_NANOS_MIN, TimeUnit.NANOSECONDS)
                        .addService(service())
                        .build();
    }

    /**
     * Listens; callers hear nothing until {@link #accept}.
     *
     * @throws IOException with one line that names the address and what is wrong with it
     */
    public static <M> GrpcTransport<M> listen(
            NodeIdentity self, MessageCodec<M> codec, InetSocketAddress listener)
            throws IOException {
        GrpcTransport<M> transport = new GrpcTransport<>(self, codec, listener);
        try {
            transport.server.start();
            return transport;
        } catch (IOException failed) {
            transport.server.shutdownNow();
            String place = listener.getHostString() + ":" + listener.getPort();
            throw new IOException(ListenFailure.line(place, "node.listeners", failed), failed);
        }
    }

    private ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(NodeServiceGrpc.getServiceDescriptor())
                .addMethod(NodeServiceGrpc.getConnectMethod(), (call, _) -> welcome(call))
                .build();
    }

    private ServerCall.Listener<ConnectRequest> welcome(
            ServerCall<ConnectRequest, ConnectResponse> call) {
        Optional<Welcoming<M>> who = welcoming.get();
        if (who.isEmpty()) {
            call.close(Status.UNAVAILABLE, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        Lane lane = who.get().lane();
        NodeConnection<M> connection = NodeConnection.accepted(this, lane, who.get().welcome());
        // A full lane has no time for new callers; they try again.
        boolean taken = lane.post(() -> connection.begin(new AcceptedPipe(call)));
        if (!taken) call.close(Status.UNAVAILABLE, new Metadata());
        return new AcceptedPipe.Listening(connection);
    }

    @Override
    public Connection<M> dial(String address, Lane lane, Handler<M> handler) {
        NodeConnection<M> connection = NodeConnection.dialled(this, lane, handler);
        try {
            var channel =
                    NettyChannelBuilder.forTarget(address)
                            .usePlaintext()
                            .directExecutor()
                            .disableRetry()
                            .maxInboundMessageSize(WireBounds.NODE_MESSAGE_BYTES_MAX)
                            .keepAliveTime(KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                            .keepAliveTimeout(KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                            .build();
            connection.begin(DialledPipe.open(channel, address, connection));
        } catch (IllegalArgumentException unreadable) {
            lane.answer(() -> connection.onEnded("no address: " + address));
        }
        return connection;
    }

    @Override
    public void accept(Lane lane, Function<Connection<M>, Handler<M>> welcome) {
        boolean first = welcoming.getAndSet(Optional.of(new Welcoming<>(lane, welcome))).isEmpty();
        Check.that(first, "connections are accepted once per transport");
    }

    /** The port really listened on. */
    public int port() {
        return server.getPort();
    }

    /** Stops listening and breaks every connection that others have dialled. Waits for nothing. */
    public void stop() {
        server.shutdownNow();
    }

    NodeIdentity self() {
        return self;
    }

    MessageCodec<M> codec() {
        return codec;
    }
}
