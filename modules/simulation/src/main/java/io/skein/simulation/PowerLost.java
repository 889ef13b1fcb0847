package io.skein.simulation;

/**
 * Unwinds what was running on a host at the moment its process died or its power went: thrown by
 * the disk call at which it happened, and by every disk call of a dead host. Only the simulated
 * lane's loop catches it; a real process would simply not be there any more. An {@link Error}, so
 * that no honest {@code catch} of ours stops it.
 */
public final class PowerLost extends Error {
    private static final long serialVersionUID = 1L;

    PowerLost(String host) {
        super("no longer there: " + host);
    }

    /** Deaths are many and their places known: the trace would be the dearest part of them. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
