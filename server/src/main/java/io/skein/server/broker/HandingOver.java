package io.skein.server.broker;

/**
 * Whether others are about to take over what is led on a lane, because the node is to stop. For
 * that moment leaders take nothing new, so that everything they have taken is agreed before they
 * lead no more: what only they had would be lost, and nobody could tell its producer so. Never for
 * long: it may be that nobody takes over. Owned by the partition lane.
 */
final class HandingOver {
    static final long NANOS_MAX = 500_000_000L;

    private boolean isOn;
    private long endNanos;

    void begin(long nowNanos) {
        isOn = true;
        endNanos = nowNanos + NANOS_MAX;
    }

    void end() {
        isOn = false;
    }

    boolean isOn(long nowNanos) {
        return isOn && endNanos - nowNanos > 0;
    }
}
