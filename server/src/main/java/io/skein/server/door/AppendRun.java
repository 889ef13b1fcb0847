package io.skein.server.door;

/**
 * Appends of one sender to one partition that must keep their order. After one of them is refused
 * for now, all behind it are refused too: else the sender, trying again, would put it behind those.
 * A sender begins another run once nothing of the last one is unanswered. Any thread.
 */
public final class AppendRun {
    private volatile boolean broken;

    /** Whether one was refused: then the next is, too. */
    public boolean isBroken() {
        return broken;
    }

    /** One was refused, but might be taken later. */
    public void breakOff() {
        broken = true;
    }
}
