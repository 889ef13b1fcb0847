package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import io.skein.protocol.internal.v1.NodeHello;

/** What one node hears from another, whichever of the two has dialled. */
sealed interface NodeFrame {
    record Hello(NodeHello hello) implements NodeFrame {}

    record Message(ByteString bytes) implements NodeFrame {}

    /** Neither; from a version that we do not know. */
    record Unknown() implements NodeFrame {}
}
