package io.skein.server.wire;

import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.Arrays;

/** Refusals on the wire, as they are. */
public final class RefusalWire {
    private static final String REASON = "REFUSAL_REASON_";

    private RefusalWire() {}

    /** The message that says so. */
    public static io.skein.protocol.v1.Refusal write(Refusal why) {
        return io.skein.protocol.v1.Refusal.newBuilder()
                .setReason(RefusalReason.valueOf(REASON + why.why()))
                .setMessage(why.message())
                .setCertainty(
                        switch (why.certainty()) {
                            case DEFINITE -> Certainty.CERTAINTY_DEFINITE;
                            case UNKNOWN -> Certainty.CERTAINTY_UNKNOWN;
                        })
                .setRetryAfterMillis(why.retryAfterMillis())
                .build();
    }

    /** What the message says; what a newer version says is taken for the most careful we know. */
    public static Refusal read(io.skein.protocol.v1.Refusal told) {
        Why why =
                Arrays.stream(Why.values())
                        .filter(each -> told.getReason().name().equals(REASON + each))
                        .findFirst()
                        .orElse(Why.UNAVAILABLE);
        Refusal.Certainty certainty =
                told.getCertainty() == Certainty.CERTAINTY_DEFINITE
                        ? Refusal.Certainty.DEFINITE
                        : Refusal.Certainty.UNKNOWN;
        return new Refusal(why, told.getMessage(), certainty, told.getRetryAfterMillis());
    }
}
