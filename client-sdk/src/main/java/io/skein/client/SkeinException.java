package io.skein.client;

/**
 * Everything that can go wrong in a client, other than wrong arguments. Of all of them only {@link
 * UnknownOutcomeException} leaves open whether something was done.
 */
public sealed class SkeinException extends RuntimeException
        permits ClosedException,
                CorruptBatchException,
                OffsetOutOfRangeException,
                RefusedException,
                SerializationException,
                TimedOutException,
                UnknownOutcomeException,
                WakeupException {
    private static final long serialVersionUID = 1L;

    SkeinException(String message) {
        super(message);
    }

    SkeinException(String message, Throwable cause) {
        super(message, cause);
    }
}
