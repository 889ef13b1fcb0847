package io.skein.scenarios.client;

import io.skein.client.wire.Ending;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;

/** Reads what a refusal says. */
final class Refusals {
    private Refusals() {}

    /** Whether it is certain that nothing was done. */
    static boolean isDefinite(Refusal refusal) {
        return refusal.getCertainty() == Certainty.CERTAINTY_DEFINITE;
    }

    /** Whether it is certain that nothing was done; a call that just broke says nothing. */
    static boolean isDefinite(Ending ending) {
        return ending.refusal().filter(Refusals::isDefinite).isPresent();
    }

    static boolean isFor(Ending ending, RefusalReason reason) {
        return ending.refusal().filter(refusal -> refusal.getReason() == reason).isPresent();
    }
}
