package io.skein.server.adapter;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<List<Door<M>>> doors = new AtomicReference<>(List.of());

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

    /** Between replicas. */
    public static <M> GrpcTransport<M> ofReplicas(NodeIdentity self, MessageCodec<M> codec) {
        return new GrpcTransport<>(NodeCall.REPLICA, self, codec);
    }

    /** From nodes that clients ask to the leaders of partitions. */
    public static <M> GrpcTransport<M> ofForwards(NodeIdentity self, MessageCodec<M> codec) {
        return new GrpcTransport<>(NodeCall.FORWARD, self, codec);
    }

    /** What takes the calls of others. */
    ServerMethodDefinition<NodeFrame, NodeFrame> method() {
        return ServerMethodDefinition.create(kind.method(), this::welcome);
    }

    private ServerCall.Listener<NodeFrame> welcome(
            ServerCall<NodeFrame, NodeFrame> call, Metadata headers) {
        List<Door<M>> open = doors.get();
        if (open.isEmpty()) {
            call.close(Status.UNAVAILABLE, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        Door<M> door = Door.of(open, DoorHeader.read(headers));
        Lane lane = door.lane();
        NodeConnection<M> connection = NodeConnection.accepted(this, lane, door.welcome());
        // A full lane has no time for new callers; they try again.
        boolean taken = lane.post(() -> connection.begin(new AcceptedPipe(call)));
        if (!taken) call.close(Status.UNAVAILABLE, new Metadata());
        return new AcceptedPipe.Listening(connection);
    }

    @Override
    public Connection<M> dial(Place place, Lane lane, Handler<M> handler) {
        String address = place.address();
        NodeConnection<M> connection = NodeConnection.dialled(this, lane, handler);
        try {
            var channel =
                    NettyChannelBuilder.forTarget(address)
                            .usePlaintext()
                            .directExecutor()
                            .disableRetry()
                            .maxInboundMessageSize(kind.messageBytesMax())
                            .keepAliveTime(KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                            .keepAliveTimeout(KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                            .build();
            connection.begin(DialledPipe.open(kind, channel, place, connection));
        } catch (IllegalArgumentException unreadable) {
            lane.answer(() -> connection.onEnded("no address: " + address));
        }
        return connection;
    }

    @Override
    public void accept(List<Door<M>> open) {
        boolean first = doors.getAndSet(List.copyOf(open)).isEmpty();
        Check.that(first, "connections are accepted once per transport");
    }

    NodeIdentity self() {
        return self;
    }

    MessageCodec<M> codec() {
        return codec;
    }
}
