package io.skein.foundation;

/**
 * A bug of ours came to light. Whoever hosts the lane decides what follows: a server halts, a
 * client fails its futures as unknown and closes, the simulator and the testkit fail that node.
 */
public final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenInvariant(String message) {
        super(message);
    }

    public BrokenInvariant(String message, Throwable cause) {
        super(message, cause);
    }
}
