package io.skein.client;

/** Another thread called the consumer's wakeup while it waited. */
public final class WakeupException extends SkeinException {
    private static final long serialVersionUID = 1L;

    public WakeupException(String message) {
        super(message);
    }
}
