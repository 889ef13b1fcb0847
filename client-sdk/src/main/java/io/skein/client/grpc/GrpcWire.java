package io.skein.client.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.skein.client.wire.Link;
import io.skein.client.wire.Wire;
import io.skein.foundation.world.Lane;
import io.skein.protocol.WireBounds;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Links over gRPC, each a channel with a connection of its own, in plain text. gRPC's own retries
 * are off: only we know what may be sent twice. All links share one thread for the network, which
 * ends with the wire: gRPC's own would outlive a client, and make a process wait that wants to end.
 */
public final class GrpcWire implements Wire {
    private static final long STOP_NANOS_MAX = 1_000_000_000L;

    private final Class<? extends SocketChannel> sockets;
    private final EventLoopGroup network;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<ManagedChannel> channels = new ConcurrentLinkedQueue<>();

    /** {@code threadName} is for the network's thread; it keeps no process from ending. */
    public GrpcWire(String threadName) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        sockets = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        ThreadFactory made = new DefaultThreadFactory(threadName, true);
        network =
                new MultiThreadIoEventLoopGroup(
                        1,
                        task -> {
                            Thread thread = made.newThread(task);
                            threads.add(thread);
                            return thread;
                        },
                        handlers);
    }

    @Override
    public Link open(String address, Lane lane) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget("dns:///" + address)
                        .eventLoopGroup(network)
                        .channelType(sockets)
                        .usePlaintext()
                        .directExecutor()
                        .disableRetry()
                        .keepAliveTime(WireBounds.KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(WireBounds.KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveWithoutCalls(true)
                        .maxInboundMessageSize(WireBounds.MESSAGE_BYTES_CEILING)
                        .maxInboundMetadataSize(WireBounds.HEADER_BYTES_MAX)
                        .build();
        channels.removeIf(ManagedChannel::isTerminated);
        channels.add(channel);
        return new GrpcLink(channel, lane);
    }

    /**
     * Ends what links are left, then the network's thread, and waits for that: a second for each at
     * most, and usually none. Nothing is to be opened any more. Not to be called on that thread.
     */
    public void close() throws InterruptedException {
        channels.forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel channel : channels) {
            // One that still looks up a name would dial on a thread that is gone.
            boolean unused = channel.awaitTermination(STOP_NANOS_MAX, TimeUnit.NANOSECONDS);
        }
        var ended = network.shutdownGracefully(0, STOP_NANOS_MAX, TimeUnit.NANOSECONDS);
        boolean unused = ended.await(STOP_NANOS_MAX, TimeUnit.NANOSECONDS);
        // It says that it has ended a moment before it does.
        for (Thread thread : threads) TimeUnit.NANOSECONDS.timedJoin(thread, STOP_NANOS_MAX);
    }
}
