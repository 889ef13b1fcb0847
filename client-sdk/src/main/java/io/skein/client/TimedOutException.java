package io.skein.client;

/** What was asked for could not be done in time; nothing was done, and nothing will be. */
public final class TimedOutException extends SkeinException {
    private static final long serialVersionUID = 1L;

    public TimedOutException(String message) {
        super(message);
    }
}
