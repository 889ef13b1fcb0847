package io.skein.server.adapter;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.protocol.WireBounds;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Connections between nodes by gRPC, of one kind; other nodes reach it by a {@link NodeServer}. A
 * caller that is of another cluster, or says nothing, hears no hello and no message, only why. Any
 * lane may dial, for itself.
 */
public final class GrpcTransport<M> implements Transport<M> {
    static final long KEEPALIVE_NANOS = 10_000_000_000L;
    static final long KEEPALIVE_TIMEOUT_NANOS = 5_000_000_000L;

    private final NodeCall kind;
    private final NodeIdentity self;
    private final MessageCodec<M> codec;
    private final AtomicReference<Optional<Welcoming<M>>> welcoming =
            new AtomicReference<>(Optional.empty());

    /** Who takes the connections that others dial. */
    private record Welcoming<M>(Lane lane, Function<Connection<M>, Handler<M>> welcome) {}

    private GrpcTransport(NodeCall kind, NodeIdentity self, MessageCodec<M> codec) {
        this.kind = kind;
        this.self = self;
        // Here, so that there is no message between nodes without a checksum.
        this.codec = new Sealed<>(codec);
    }

    /** Among the members of the quorum. */
    public static <M> GrpcTransport<M> ofQuorum(NodeIdentity self, MessageCodec<M> codec) {
        return new GrpcTransport<>(NodeCall.QUORUM, self, codec);
    }

    /** From nodes to the active controller. */
    public static <M> GrpcTransport<M> ofSessions(NodeIdentity self, MessageCodec<M> codec) {
        return new GrpcTransport<>(NodeCall.SESSION, self, codec);
    }

    /** What takes the calls of others. */
    ServerMethodDefinition<NodeFrame, NodeFrame> method() {
        return ServerMethodDefinition.create(kind.method(), (call, _) -> welcome(call));
    }

    private ServerCall.Listener<NodeFrame> welcome(ServerCall<NodeFrame, NodeFrame> call) {
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
            connection.begin(DialledPipe.open(kind, channel, address, connection));
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

    NodeIdentity self() {
        return self;
    }

    MessageCodec<M> codec() {
        return codec;
    }
}
