package io.skein.simulation;

/** A task threw: a bug of ours, which stopped its host. */
public record Failure(String host, String lane, long atNanos, Throwable thrown) {
    @Override
    public String toString() {
        return host + "/" + lane + " at " + atNanos / 1_000_000 + " ms: " + thrown;
    }
}
