package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which offsets polls went past: each from where it read to the last record it returned. */
final class Coverage {
    /** Of all that begin at an offset, the poll that reaches farthest; none within another. */
    private final TreeMap<Long, Op.Poll> byStart = new TreeMap<>();

    private Coverage() {}

    static Coverage of(List<Op.Poll> polls) {
        TreeMap<Long, Op.Poll> longest = new TreeMap<>();
        for (Op.Poll poll : polls) {
            if (poll.reads().size() == 0) continue;
            longest.merge(start(poll), poll, (a, b) -> last(a) >= last(b) ? a : b);
        }
        Coverage coverage = new Coverage();
        long reached = -1;
        for (Map.Entry<Long, Op.Poll> one : longest.entrySet()) {
            if (last(one.getValue()) <= reached) continue;
            reached = last(one.getValue());
            coverage.byStart.put(one.getKey(), one.getValue());
        }
        return coverage;
    }

    private static long start(Op.Poll poll) {
        long first = poll.reads().offset(0);
        return poll.position() == Op.UNTOLD ? first : Math.min(first, poll.position());
    }

    private static long last(Op.Poll poll) {
        return poll.reads().offset(poll.reads().size() - 1);
    }

    /** A poll that went past it. */
    Optional<Op.Poll> at(long offset) {
        return Optional.ofNullable(byStart.floorEntry(offset))
                .map(Map.Entry::getValue)
                .filter(poll -> last(poll) >= offset);
    }
}
