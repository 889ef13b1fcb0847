package io.skein.scenarios.history.checker;

/** One anomaly that was found. The story says what was seen, with the operations that prove it. */
public record Finding(Anomaly anomaly, String story) {
    @Override
    public String toString() {
        return anomaly.label() + ": " + story;
    }
}
