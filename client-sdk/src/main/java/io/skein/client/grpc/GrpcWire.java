package io.skein.client.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.skein.client.wire.Link;
import io.skein.client.wire.Wire;
import io.skein.foundation.world.Lane;
import io.skein.protocol.WireBounds;
import java.util.concurrent.TimeUnit;

/**
 * Links over gRPC, each a channel with a connection of its own. gRPC's own retries are off: only we
 * know what may be sent twice. Plain text for now.
 */
public final class GrpcWire implements Wire {
    @Override
    public Link open(String address, Lane lane) {
        ManagedChannel channel =
                ManagedChannelBuilder.forTarget("dns:///" + address)
                        .usePlaintext()
                        .directExecutor()
                        .disableRetry()
                        .keepAliveTime(WireBounds.KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(WireBounds.KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                        .keepAliveWithoutCalls(true)
                        .maxInboundMessageSize(WireBounds.REPLY_BYTES_MAX)
                        .maxInboundMetadataSize(WireBounds.HEADER_BYTES_MAX)
                        .build();
        return new GrpcLink(channel, lane);
    }
}
