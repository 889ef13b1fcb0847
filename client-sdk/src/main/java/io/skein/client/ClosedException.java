package io.skein.client;

/** The client is closed. Nothing was done. */
public final class ClosedException extends SkeinException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message);
    }
}
