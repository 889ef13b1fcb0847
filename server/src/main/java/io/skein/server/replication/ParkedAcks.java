package io.skein.server.replication;

import io.skein.foundation.Check;
import java.util.ArrayDeque;

/**
 * Acknowledgements that wait for an offset to be reached, in the order of their offsets. Owned by
 * the partition's lane. Bounded by what the log takes before its disk confirms, and, for those who
 * ask again, by what each call may have unanswered.
 */
public final class ParkedAcks<A> {
    private final ArrayDeque<Parked<A>> waiting = new ArrayDeque<>();
    private long lastOffset = Long.MIN_VALUE;

    /** Parks {@code ack} until everything before {@code next} is reached. */
    public void park(long next, A ack) {
        Check.ordered(lastOffset, next, "acknowledgements are parked in the order of the log");
        lastOffset = next;
        waiting.addLast(new Parked<>(next, ack));
    }

    /** As {@link #park}, for an offset that the log has passed already. */
    public void parkAmong(long next, A ack) {
        ArrayDeque<Parked<A>> later = new ArrayDeque<>();
        while (!waiting.isEmpty() && waiting.peekLast().next() > next) {
            later.addFirst(waiting.removeLast());
        }
        waiting.addLast(new Parked<>(next, ack));
        waiting.addAll(later);
        lastOffset = Math.max(lastOffset, next);
    }

    /** Hands out, in order, what waited for an offset up to {@code reached}. */
    public void release(long reached, Release<A> release) {
        for (Parked<A> first = waiting.peekFirst();
                first != null && first.next() <= reached;
                first = waiting.peekFirst()) {
            waiting.removeFirst();
            release.release(first.ack());
        }
    }

    /** Hands out, in order, what waits for an offset after {@code end}: the log goes no further. */
    public void abandonAfter(long end, Release<A> release) {
        ArrayDeque<Parked<A>> kept = new ArrayDeque<>();
        lastOffset = end;
        for (Parked<A> one : waiting) {
            if (one.next() <= end) kept.addLast(one);
        }
        for (int left = kept.size(); left > 0; left--) waiting.removeFirst();
        abandon(release);
        waiting.addAll(kept);
    }

    /** Hands out everything, in order: the offset will not be reached here. */
    public void abandon(Release<A> release) {
        while (!waiting.isEmpty()) release.release(waiting.removeFirst().ack());
    }

    public int size() {
        return waiting.size();
    }

    /** Takes an acknowledgement that waits no more. */
    public interface Release<A> {
        void release(A ack);
    }

    private record Parked<A>(long next, A ack) {}
}
