package io.skein.server.rpc;

import java.io.IOException;

/** A port cannot be listened on; the message is one line for whoever started the node. */
public final class ListenFailed extends IOException {
    private static final long serialVersionUID = 1L;

    public ListenFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
