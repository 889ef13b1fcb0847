package io.skein.server.rpc;

import io.skein.foundation.Check;
import io.skein.protocol.WireBounds;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * How the public port listens.
 *
 * @param listeners addresses; port 0 takes a free one
 * @param messageBytesMax largest request
 * @param handshakeNanosMax how long a connection may take until it speaks HTTP/2
 * @param callsPerConnectionMax calls that one connection may have open
 */
public record GrpcSettings(
        List<InetSocketAddress> listeners,
        int messageBytesMax,
        long handshakeNanosMax,
        int callsPerConnectionMax) {
    private static final long HANDSHAKE_NANOS_MAX = 10_000_000_000L;
    private static final int CALLS_PER_CONNECTION_MAX = 1_000;

    public GrpcSettings {
        listeners = List.copyOf(listeners);
        Check.that(!listeners.isEmpty(), "there is something to listen on");
        Check.ordered(1, messageBytesMax, "a message has room");
        Check.ordered(messageBytesMax, WireBounds.MESSAGE_BYTES_CEILING, "a message has an end");
        Check.that(handshakeNanosMax > 0, "a handshake takes time", handshakeNanosMax);
        Check.that(callsPerConnectionMax > 0, "a call is allowed", callsPerConnectionMax);
    }

    /** With the usual bounds. */
    public static GrpcSettings of(List<InetSocketAddress> listeners, int messageBytesMax) {
        return new GrpcSettings(
                listeners, messageBytesMax, HANDSHAKE_NANOS_MAX, CALLS_PER_CONNECTION_MAX);
    }
}
