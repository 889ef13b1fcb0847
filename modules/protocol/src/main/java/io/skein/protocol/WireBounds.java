package io.skein.protocol;

/** Bounds and times that both sides of a connection must agree on. */
public final class WireBounds {
    /** Largest request, batch included, that a node takes unless it is set otherwise. */
    public static final int REQUEST_BYTES_MAX = 16 << 20;

    /** More than a request takes around its batch. */
    public static final int AROUND_BATCH_BYTES = 64;

    /** Largest message from node to node: the usual largest request, and room around it. */
    public static final int NODE_MESSAGE_BYTES_MAX = REQUEST_BYTES_MAX + (64 << 10);

    /** Largest message that carries batches from node to node: one of the largest, and some. */
    public static final int REPLICA_MESSAGE_BYTES_MAX = (64 << 20) + (64 << 10);

    /**
     * No message is ever larger than this, whatever a node is set to. A client takes as much: what
     * it is sent depends on what the node and its topics are set to, which it need not know.
     */
    public static final int MESSAGE_BYTES_CEILING = 128 << 20;

    /** Largest block of headers, and of trailers. */
    public static final int HEADER_BYTES_MAX = 8 << 10;

    /** How often a client pings a silent connection. */
    public static final long KEEPALIVE_NANOS = 20_000_000_000L;

    /** How long a ping may stay unanswered before the connection counts as broken. */
    public static final long KEEPALIVE_TIMEOUT_NANOS = 10_000_000_000L;

    /** A client that pings more often than this is sent away. */
    public static final long KEEPALIVE_NANOS_MIN = 10_000_000_000L;

    /** After this much silence on a Fetch stream, both sides send a heartbeat. */
    public static final long HEARTBEAT_NANOS = 10_000_000_000L;

    /** After this much silence on a Fetch stream, the other side counts as gone. */
    public static final long SILENCE_NANOS_MAX = 30_000_000_000L;

    private WireBounds() {}
}
