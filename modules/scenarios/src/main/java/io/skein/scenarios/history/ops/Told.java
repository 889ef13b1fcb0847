package io.skein.scenarios.history.ops;

/** How far a partition goes, as an answer told; {@link Op#UNTOLD} what it did not tell. */
public record Told(long logStart, long highWatermark) {
    /** Neither. */
    public static final Told NOTHING = new Told(Op.UNTOLD, Op.UNTOLD);

    public boolean hasLogStart() {
        return logStart != Op.UNTOLD;
    }

    public boolean hasHighWatermark() {
        return highWatermark != Op.UNTOLD;
    }
}
