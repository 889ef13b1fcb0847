package io.skein.foundation.world;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An event loop that owns some state: tasks run one at a time, in the order in which they were
 * posted. A <em>turn</em> is a run of tasks that were waiting together; the turn-end hooks follow
 * it. Nothing on a lane waits, except for the disk on the lanes that exist to do so.
 *
 * <p>What a task throws is a bug of ours: the lane stops and tells its host.
 */
public interface Lane {
    /**
     * Queues new work from any thread. Never blocks: {@code false} says that the mailbox is full or
     * the lane has stopped; then the task will not run, and the caller tells its client so. Full
     * means that as many tasks as the mailbox holds, answers included, wait and have not begun.
     */
    boolean post(Runnable task);

    /**
     * Queues the answer to something that this lane itself asked for, from any thread. Taken even
     * when the mailbox is full, because whoever asked has bounded how much may be outstanding;
     * dropped once the lane has stopped.
     */
    void answer(Runnable task);

    /**
     * Runs {@code task} on this lane, not before {@code nanos} from now have passed. Zero or less
     * means as soon as possible, but never in the turn that asks. Timers run in the order of their
     * times, and as they were asked for where times are equal; there is no order between timers and
     * posted tasks. Owner only.
     */
    Timer after(long nanos, Runnable task);

    /**
     * Registers a hook that runs on this lane after every turn, in the order of registration: many
     * requests, one sync, one write per connection. A hook may post; that starts another turn. A
     * turn that ran only timers has its hooks too. From any thread; it counts from the next turn on
     * at the latest, from this one when a task of the lane registers it.
     */
    void onTurnEnd(Runnable hook);

    /**
     * Computes something pure away from the lane and hands the result back to it as {@link
     * #answer}. Owner only; completions may arrive in any order. The caller bounds how many are
     * outstanding.
     */
    <T> void offload(Supplier<T> pure, Consumer<T> then);

    /** A task for later. */
    interface Timer {
        /** After this the task will not start; nothing happens if it already has. Owner only. */
        void cancel();
    }
}
