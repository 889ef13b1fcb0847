package io.skein.client;

/**
 * It may or may not have been done: the connection broke, or time ran out, after it was sent. To do
 * it again may do it twice.
 */
public final class UnknownOutcomeException extends SkeinException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message) {
        super(message);
    }
}
