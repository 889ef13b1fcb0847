package io.skein.client.route;

import io.grpc.Status;
import io.skein.client.ClosedException;
import io.skein.client.RefusedException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.wire.Ending;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;

/** What an ending means to the user. */
public final class Endings {
    /** How a call ends that has not left when its client is closed. */
    static final Ending CLOSED = Ending.of(Status.Code.CANCELLED, "the client is closed");

    private Endings() {}

    /**
     * True if the same call, made again a little later, may go well and cannot do anything twice.
     */
    public static boolean isWorthRepeating(Ending ending, boolean repeatable) {
        Optional<Refusal> refusal = ending.refusal();
        if (refusal.isPresent()) {
            boolean definite = refusal.get().getCertainty() == Certainty.CERTAINTY_DEFINITE;
            return refusal.get().getRetryAfterMillis() > 0 && (definite || repeatable);
        }
        return repeatable && ending.code() == Status.Code.UNAVAILABLE;
    }

    /** The exception for a call that is not repeated. */
    public static SkeinException exception(Ending ending, boolean repeatable) {
        if (ending.equals(CLOSED)) return new ClosedException(CLOSED.reason());
        Optional<Refusal> refusal = ending.refusal();
        if (refusal.isPresent()
                && (repeatable || refusal.get().getCertainty() == Certainty.CERTAINTY_DEFINITE)) {
            return new RefusedException(refusal.get().getReason(), refusal.get().getMessage());
        }
        String text = ending.code() + ": " + ending.reason();
        return repeatable ? new TimedOutException(text) : new UnknownOutcomeException(text);
    }
}
