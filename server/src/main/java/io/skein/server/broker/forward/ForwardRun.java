package io.skein.server.broker.forward;

import io.skein.server.door.AppendRun;

/**
 * A run of appends that goes over one connection, where it has a number of its own. Owned by the
 * lane.
 */
final class ForwardRun implements AppendRun.Way {
    private final ForwardLink via;
    private final long number;
    private boolean over;

    ForwardRun(ForwardLink via, long number) {
        this.via = via;
        this.number = number;
    }

    /** Whether more of it may go that way. */
    boolean isOpenBy(ForwardLink link) {
        return via == link && !over;
    }

    long number() {
        return number;
    }

    /** It is broken. True the first time: the leader is told once that this is known. */
    boolean end() {
        boolean isFirst = !over;
        over = true;
        return isFirst;
    }
}
