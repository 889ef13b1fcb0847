package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.skein.foundation.jdk.JdkHost;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A front over a small door on a free port, and a channel to it. Owned by one test. */
final class FrontTrial implements AutoCloseable {
    static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    static final long GRACE_NANOS = 2_000_000_000L;

    final SmallDoor door = new SmallDoor();
    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final JdkHost host = JdkHost.forClient("test-", (_, bug) -> bugs.add(bug));
    final EndpointParts parts = Given.parts(door, host.lane("door", 1_000), ServerLimits.DEFAULT);
    private Optional<GrpcFront> started = Optional.empty();
    private Optional<ManagedChannel> opened = Optional.empty();

    static FrontTrial open() throws ListenFailed {
        FrontTrial trial = new FrontTrial();
        trial.begin();
        return trial;
    }

    private void begin() throws ListenFailed {
        GrpcFront front = start(GrpcSettings.of(List.of(ANY_PORT), 2 << 20));
        started = Optional.of(front);
        opened = Optional.of(channel(front));
    }

    GrpcFront start(GrpcSettings settings) throws ListenFailed {
        return GrpcFront.start(settings, Endpoints.all(parts), parts.figures(), bugs::add);
    }

    private static ManagedChannel channel(GrpcFront front) {
        return NettyChannelBuilder.forAddress(front.listening().get(0)).usePlaintext().build();
    }

    @Override
    public void close() {
        opened.ifPresent(ManagedChannel::shutdownNow);
        started.ifPresent(front -> front.stop(0));
        assertEquals(List.of(), bugs);
    }

    GrpcFront front() {
        return started.orElseThrow();
    }

    ManagedChannel channel() {
        return opened.orElseThrow();
    }

    byte[] callRaw(String method, byte[] request) {
        MethodDescriptor<byte[], byte[]> raw =
                MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(method)
                        .build();
        return ClientCalls.blockingUnaryCall(channel(), raw, CallOptions.DEFAULT, request);
    }

    static <Q, R> R read(BlockingClientCall<Q, R> call) throws Exception {
        try {
            return Optional.ofNullable(call.read(10, TimeUnit.SECONDS)).orElseThrow();
        } catch (io.grpc.StatusException ended) {
            throw new StatusRuntimeException(ended.getStatus(), ended.getTrailers());
        }
    }

    static Refusal refusal(StatusRuntimeException refused) {
        Metadata trailers = Optional.ofNullable(refused.getTrailers()).orElseThrow();
        return Optional.ofNullable(trailers.get(Wire.REFUSAL)).orElseThrow();
    }

    /** Bytes as they are. */
    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (java.io.IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }
    }
}
