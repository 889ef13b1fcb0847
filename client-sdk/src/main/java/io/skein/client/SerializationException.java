package io.skein.client;

/** A key or value could not be turned into bytes, or bytes into a key or value. */
public final class SerializationException extends SkeinException {
    private static final long serialVersionUID = 1L;

    public SerializationException(String message, Throwable cause) {
        super(message, cause);
    }
}
