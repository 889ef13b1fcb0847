package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.ConnectResponse;
import io.skein.protocol.internal.v1.NodeHello;

/** What one node hears from another, whichever of the two has dialled. */
sealed interface NodeFrame {
    record Hello(NodeHello hello) implements NodeFrame {}

    record Message(ByteString bytes) implements NodeFrame {}

    /** Neither; from a version that we do not know. */
    record Unknown() implements NodeFrame {}

    static NodeFrame of(ConnectRequest request) {
        return switch (request.getFrameCase()) {
            case HELLO -> new Hello(request.getHello());
            case MESSAGE -> new Message(request.getMessage());
            case FRAME_NOT_SET -> new Unknown();
        };
    }

    static NodeFrame of(ConnectResponse response) {
        return switch (response.getFrameCase()) {
            case HELLO -> new Hello(response.getHello());
            case MESSAGE -> new Message(response.getMessage());
            case FRAME_NOT_SET -> new Unknown();
        };
    }
}
