package io.skein.server.adapter;

import io.skein.protocol.internal.v1.NodeHello;

/** One direction-less view of a gRPC call between two nodes. Owned by its connection's lane. */
interface NodePipe {
    void sendHello(NodeHello hello);

    void sendMessage(byte[] message);

    /** Whether what is sent would leave soon. */
    boolean ready();

    /** Lets this many more frames arrive. */
    void request(int frames);

    /** Ends the call without another word. */
    void end();

    /** Ends it; if the other side has called, it is told why it is not spoken to. */
    void refuse(String objection);

    String peer();
}
