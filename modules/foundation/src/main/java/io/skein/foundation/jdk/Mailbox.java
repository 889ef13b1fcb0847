package io.skein.foundation.jdk;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The queue of one lane: many threads put, the owner takes everything at once. It is a stack of
 * letters, turned round when taken, so that one compare-and-set puts a letter, counts it, and
 * learns whether the lane is closed or its owner sleeps and must be woken.
 *
 * <pre>
 *   top ─▶ letter 7 ─▶ letter 6 ─▶ mark: empty or parked, 5 before it      top ─▶ mark: closed
 * </pre>
 */
final class Mailbox {
    /** What became of a letter. */
    enum Put {
        TAKEN,
        TAKEN_WAKE_OWNER,
        FULL,
        CLOSED
    }

    private enum Kind {
        LETTER,
        EMPTY,
        PARKED,
        CLOSED
    }

    /** A task in its place in the queue; or a mark, whose task does nothing. */
    static final class Letter {
        /** Follows the last letter that was taken. */
        static final Letter END = mark(Kind.EMPTY, 0, 0);

        final Runnable task;
        private final Kind kind;
        private Letter next = this;

        /** How many letters were put so far, this one included. */
        private long number;

        /** How many of those had begun when the owner last took some: a lower bound. */
        private long begunBefore;

        Letter(Runnable task) {
            this(Kind.LETTER, task);
        }

        private Letter(Kind kind, Runnable task) {
            this.kind = kind;
            this.task = task;
        }

        private static Letter mark(Kind kind, long number, long begun) {
            Letter mark = new Letter(kind, () -> {});
            mark.number = number;
            mark.begunBefore = begun;
            return mark;
        }

        /** The letter put after this one, or {@link #END}. Only for the owner, after taking it. */
        Letter next() {
            return next;
        }
    }

    private final long waitingMax;
    private final AtomicReference<Letter> top =
            new AtomicReference<>(Letter.mark(Kind.EMPTY, 0, 0));

    /** How many tasks have begun. Written by the owner only. */
    private final AtomicLong begun = new AtomicLong();

    Mailbox(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /** Puts a letter unless as many as allowed wait already. Any thread. */
    Put put(Letter letter) {
        return put(letter, waitingMax);
    }

    /** Puts a letter however many wait. Any thread. */
    Put putAlways(Letter letter) {
        return put(letter, Long.MAX_VALUE);
    }

    private Put put(Letter letter, long allowedMax) {
        while (true) {
            Letter before = top.get();
            if (before.kind == Kind.CLOSED) return Put.CLOSED;
            letter.number = before.number + 1;
            letter.begunBefore = before.begunBefore;
            // The owner writes `begun` for every task: asking it only when the older figure says
            // "full" keeps that cache line out of the usual put.
            if (letter.number - letter.begunBefore > allowedMax
                    && letter.number - begun.get() > allowedMax) {
                return Put.FULL;
            }
            letter.next = before;
            if (top.compareAndSet(before, letter)) {
                return before.kind == Kind.PARKED ? Put.TAKEN_WAKE_OWNER : Put.TAKEN;
            }
        }
    }

    /** Everything that waits, oldest first; {@link Letter#END} if nothing does. Owner only. */
    Letter takeAll() {
        while (true) {
            Letter newest = top.get();
            if (newest.kind != Kind.LETTER) return Letter.END;
            Letter empty = Letter.mark(Kind.EMPTY, newest.number, begun.getPlain());
            if (top.compareAndSet(newest, empty)) return turnedRound(newest);
        }
    }

    private static Letter turnedRound(Letter newest) {
        Letter turned = Letter.END;
        Letter rest = newest;
        while (rest.kind == Kind.LETTER) {
            Letter older = rest.next;
            rest.next = turned;
            turned = rest;
            rest = older;
        }
        return turned;
    }

    /** The owner is about to run one more of the tasks it took. */
    void begin() {
        begun.setRelease(begun.getPlain() + 1);
    }

    /**
     * The owner is going to sleep: the next put will ask for it to be woken. False if something has
     * come in between, or the mailbox is closed. Owner only.
     */
    boolean park() {
        Letter now = top.get();
        return now.kind == Kind.EMPTY && replaceMark(now, Kind.PARKED);
    }

    /** Whether nothing has come since {@link #park()}. Owner only. */
    boolean isParked() {
        return top.get().kind == Kind.PARKED;
    }

    /** The owner is awake for another reason than a letter, and need not be woken. Owner only. */
    void unpark() {
        Letter now = top.get();
        if (now.kind == Kind.PARKED) replaceMark(now, Kind.EMPTY);
    }

    private boolean replaceMark(Letter now, Kind kind) {
        return top.compareAndSet(now, Letter.mark(kind, now.number, begun.getPlain()));
    }

    /** Refuses everything from now on and drops what waits; true if the owner must be woken. */
    boolean close() {
        while (true) {
            Letter before = top.get();
            if (before.kind == Kind.CLOSED) return false;
            Letter closed = Letter.mark(Kind.CLOSED, before.number, before.begunBefore);
            if (top.compareAndSet(before, closed)) return before.kind == Kind.PARKED;
        }
    }

    boolean isClosed() {
        return top.get().kind == Kind.CLOSED;
    }

    /** How many tasks wait: put, but not begun. Any thread. */
    long waiting() {
        // Asked in this order the answer may be late but is never negative.
        long before = begun.get();
        Letter now = top.get();
        return now.kind == Kind.CLOSED ? 0 : now.number - before;
    }

    /** How many tasks have begun. Any thread. */
    long begun() {
        return begun.get();
    }
}
