package io.skein.client;

import io.skein.protocol.v1.RefusalReason;

/** The cluster, or the client itself, said no. Nothing was done, and nothing will be. */
public final class RefusedException extends SkeinException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /**
     * @param reason for programs
     * @param message for people: what was wrong and what to do
     */
    public RefusedException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why, for programs; new reasons may come with newer clusters. */
    public RefusalReason reason() {
        return reason;
    }
}
