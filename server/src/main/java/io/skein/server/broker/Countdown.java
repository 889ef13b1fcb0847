package io.skein.server.broker;

import io.skein.foundation.Check;

/** Runs something once a number of things have happened; at once if there are none. One lane's. */
final class Countdown {
    private final Runnable then;
    private int left;

    Countdown(int count, Runnable then) {
        this.left = count;
        this.then = then;
        if (count == 0) then.run();
    }

    void one() {
        Check.that(left > 0, "nothing happens more often than it was counted", left);
        left--;
        if (left == 0) then.run();
    }
}
