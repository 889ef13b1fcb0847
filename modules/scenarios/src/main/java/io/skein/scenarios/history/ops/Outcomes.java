package io.skein.scenarios.history.ops;

import io.skein.client.RefusedException;
import io.skein.client.SkeinException;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.wire.Ending;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import io.skein.server.door.Refusal;

/**
 * Turns what a client was told into an outcome. A fail that was none makes aborted reads out of
 * nothing, and an info that was a fail hides losses: so only what is certain is a fail.
 */
public final class Outcomes {
    private Outcomes() {}

    /** How far a request had come when its last answer was given. */
    public enum Attempt {
        /** Not one byte of it had left the client. */
        NOT_SENT,
        /** It was sent once. */
        SENT,
        /** An earlier attempt was refused for certain, and this is another. */
        SENT_AGAIN_AFTER_REFUSAL,
        /** What became of an earlier attempt is not known, so no later answer can be a fail. */
        SENT_AGAIN_AFTER_SILENCE
    }

    /** Of a request that was refused inside the process. */
    public static Answer of(Refusal refusal, Attempt attempt) {
        boolean definite =
                switch (refusal.certainty()) {
                    case DEFINITE -> true;
                    case UNKNOWN -> false;
                };
        return new Answer(failIf(definite, attempt), refusal.why().name());
    }

    /** Of a request that was refused over the wire. */
    public static Answer of(io.skein.protocol.v1.Refusal refusal, Attempt attempt) {
        boolean definite = refusal.getCertainty() == Certainty.CERTAINTY_DEFINITE;
        return new Answer(failIf(definite, attempt), name(refusal.getReason()));
    }

    /** Of a call that ended without an answer; one that just broke says nothing. */
    public static Answer of(Ending ending, Attempt attempt) {
        if (ending.refusal().isPresent()) return of(ending.refusal().get(), attempt);
        return new Answer(failIf(false, attempt), ending.code().name());
    }

    /** Of a call of the client library, which looks after its attempts by itself. */
    public static Answer of(SkeinException error) {
        if (error instanceof UnknownOutcomeException) {
            return new Answer(Outcome.INFO, error.toString());
        }
        if (error instanceof RefusedException refused) {
            return new Answer(Outcome.FAIL, name(refused.reason()));
        }
        return new Answer(Outcome.FAIL, error.toString());
    }

    /** Of a send of the client library. Only what is on all disks in sync was promised to stay. */
    public static Answer of(Delivery delivery, Acks acks) {
        if (delivery instanceof Delivery.Failed failed) return of(failed.why());
        if (delivery instanceof Delivery.Unknown unknown) return of(unknown.why());
        return switch (acks) {
            case ALL -> Answer.OK;
            case LEADER, NONE -> new Answer(Outcome.INFO, "stored without a promise");
        };
    }

    private static Outcome failIf(boolean definite, Attempt attempt) {
        return switch (attempt) {
            case NOT_SENT -> Outcome.FAIL;
            case SENT, SENT_AGAIN_AFTER_REFUSAL -> definite ? Outcome.FAIL : Outcome.INFO;
            case SENT_AGAIN_AFTER_SILENCE -> Outcome.INFO;
        };
    }

    /** As the node itself calls it. */
    private static String name(RefusalReason reason) {
        return reason.name().replace("REFUSAL_REASON_", "");
    }
}
