package io.skein.server.adapter;

import java.util.Optional;

/** How messages between nodes look on the wire. Called on the lanes that own connections. */
public interface MessageCodec<M> {
    byte[] encode(M message);

    /** Empty for bytes that are no message; the connection they came by is given up. */
    Optional<M> decode(byte[] bytes);
}
