package io.skein.client.route;

import io.skein.client.ConnectionSettings;
import io.skein.foundation.world.Entropy;

/** Ever longer waits between tries, spread so that a thousand clients do not come at once. */
public final class Backoff {
    private static final int DOUBLINGS_MAX = 20;

    private final Entropy entropy;
    private final long firstNanos;
    private final long nanosMax;
    private int failures;

    public Backoff(ConnectionSettings settings, Entropy entropy) {
        this.entropy = entropy;
        this.firstNanos = settings.reconnectBackoff().toNanos();
        this.nanosMax = settings.reconnectBackoffMax().toNanos();
    }

    /** How long to wait before the next try; longer each time until {@link #reset}. */
    public long nextNanos() {
        int doublings = Math.min(failures++, DOUBLINGS_MAX);
        boolean past = firstNanos > nanosMax >> doublings;
        long nanos = past ? nanosMax : firstNanos << doublings;
        return nanos / 2 + entropy.below(nanos / 2 + 1);
    }

    /** It worked. */
    public void reset() {
        failures = 0;
    }
}
