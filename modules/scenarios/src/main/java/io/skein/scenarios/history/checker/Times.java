package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.List;

/** When each of a list of operations was invoked, for searching; they are in that order. */
final class Times {
    private final long[] nanos;

    Times(List<? extends Op> ops) {
        nanos = new long[ops.size()];
        for (int i = 0; i < nanos.length; i++) nanos[i] = ops.get(i).span().invokedNanos();
    }

    /** How many had been invoked at that time or before. */
    int countUpTo(long nowNanos) {
        int low = 0;
        int high = nanos.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[middle] <= nowNanos) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
