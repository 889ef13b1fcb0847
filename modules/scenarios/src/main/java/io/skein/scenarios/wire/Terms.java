package io.skein.scenarios.wire;

import io.skein.foundation.Check;

/**
 * What both sides of a simulated wire agree on.
 *
 * @param passing how messages travel
 * @param windowMessages messages of one call and direction that may be sent and not yet taken
 *     before the sender is no longer ready
 */
public record Terms(Passing passing, int windowMessages) {
    public Terms {
        Check.that(windowMessages > 0, "a window lets something through", windowMessages);
    }
}
