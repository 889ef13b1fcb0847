package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.ConnectResponse;
import io.skein.protocol.internal.v1.NodeHello;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;

/** Calls a node with nothing but gRPC, and says to it what it likes. */
final class BareCaller implements AutoCloseable {
    private final ManagedChannel channel;
    private final BlockingClientCall<ConnectRequest, ConnectResponse> call;

    BareCaller(int port) {
        channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
        call = NodeServiceGrpc.newBlockingV2Stub(channel).connect();
    }

    static ConnectRequest hello(String cluster, int number) {
        NodeHello.Builder hello =
                NodeHello.newBuilder()
                        .setClusterId(cluster)
                        .setNodeId(number)
                        .setIncarnation(Wire.bytes(new Uuid(8, 8)));
        return ConnectRequest.newBuilder().setHello(hello).build();
    }

    static ConnectRequest message(byte[] bytes) {
        return ConnectRequest.newBuilder().setMessage(ByteString.copyFrom(bytes)).build();
    }

    void say(ConnectRequest request) throws Exception {
        call.write(request);
    }

    ConnectResponse hear() throws Exception {
        return call.read(10, TimeUnit.SECONDS);
    }

    /** How the call ends that begins so, with nothing said before. */
    static Status refusal(int port, ConnectRequest first) {
        try (BareCaller caller = new BareCaller(port)) {
            Executable hearing =
                    () -> {
                        caller.say(first);
                        var _ = caller.hear();
                    };
            return assertThrows(StatusException.class, hearing).getStatus();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
