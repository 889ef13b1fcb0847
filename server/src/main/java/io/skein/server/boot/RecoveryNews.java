package io.skein.server.boot;

import java.util.Optional;

/**
 * How far a node that starts has come with the logs it has to check: always for probes, and now and
 * then for its log, so that nobody kills it for being slow. Any thread may tell and ask.
 */
final class RecoveryNews {
    /** From one line in the log to the next, whichever partitions they are of. */
    static final long LINE_NANOS = 10_000_000_000L;

    private String state = "opening its directories";
    private Optional<Long> nextLineNanos = Optional.empty();

    synchronized String state() {
        return state;
    }

    /** There is nothing to check yet. */
    synchronized void waits(String sentence) {
        state = sentence;
    }

    /** Takes note; returns a line for the log if one is due. */
    synchronized Optional<String> at(String log, long bytesDone, long bytesTotal, long nowNanos) {
        long percent = bytesTotal == 0 ? 100 : 100 * bytesDone / bytesTotal;
        state = "recovering %s, %d %%".formatted(log, percent);
        if (nextLineNanos.isPresent() && nowNanos < nextLineNanos.get()) return Optional.empty();
        nextLineNanos = Optional.of(nowNanos + LINE_NANOS);
        return Optional.of(state);
    }
}
