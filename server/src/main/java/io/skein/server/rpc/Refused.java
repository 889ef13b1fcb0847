package io.skein.server.rpc;

import io.skein.server.door.Refusal;

/**
 * Ends the reading of a request that cannot be done as it is written. Never leaves this package:
 * the call that was reading answers with the refusal.
 */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    @SuppressWarnings("null") // No cause, and no stack trace: this is an answer, not a failure.
    Refused(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
