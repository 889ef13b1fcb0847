package io.skein.server.broker;

import io.skein.foundation.world.Clock;
import java.util.OptionalLong;

/**
 * The date by which old data goes. A date that jumps ahead would take with it all that is kept by
 * time, at once and for good; so it is believed only after it has gone on steadily for an hour, and
 * until then time passes here as it always does. A date that is set back is believed at once.
 */
final class DeletionClock {
    private static final long JUMP_MILLIS = 300_000L;
    private static final long PROOF_MILLIS = 3_600_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Clock clock;

    /** What has to be added to the time that never jumps to have the date. */
    private OptionalLong believedMillis = OptionalLong.empty();

    /** As {@link #believedMillis}, after a jump ahead that is not yet believed. */
    private OptionalLong doubtedMillis = OptionalLong.empty();

    private long doubtedSinceMillis;

    DeletionClock(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds since 1970. To be asked more often than the jump that it is to notice. */
    long millis() {
        long steady = clock.nanos() / NANOS_PER_MILLI;
        long offset = clock.wallMillis() - steady;
        if (offset - believedMillis.orElse(offset) <= JUMP_MILLIS || isProven(offset, steady)) {
            believedMillis = OptionalLong.of(offset);
            doubtedMillis = OptionalLong.empty();
        }
        return steady + believedMillis.orElse(offset);
    }

    private boolean isProven(long offset, long steady) {
        boolean isSteady =
                Math.abs(offset - doubtedMillis.orElse(Long.MIN_VALUE / 2)) <= JUMP_MILLIS;
        if (!isSteady) {
            doubtedMillis = OptionalLong.of(offset);
            doubtedSinceMillis = steady;
        }
        return steady - doubtedSinceMillis >= PROOF_MILLIS;
    }
}
