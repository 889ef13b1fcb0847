package io.skein.foundation.jdk;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.jdk.Mailbox.Letter;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A lane on a platform thread of its own, made by {@link JdkHost}. A turn runs the timers that are
 * due and at most {@link #TURN_TASKS_MAX} tasks. With nothing to do the thread sleeps until a task
 * or a timer wakes it, so an idle lane costs nothing. Between turns it looks whether it was
 * stopped.
 */
public final class ThreadLane implements Lane {
    /** Most tasks that run before the turn-end hooks get their say. */
    public static final int TURN_TASKS_MAX = 1024;

    /** What every lane of a host shares. */
    record Surroundings(Clock clock, Executor offloads, BiConsumer<String, Throwable> onFailure) {}

    private final String name;
    private final Surroundings around;
    private final Mailbox mailbox;
    private final Thread thread;
    private final List<Runnable> hooks = new CopyOnWriteArrayList<>();
    private final Timers timers = new Timers();
    private final TurnWatch watch = new TurnWatch();

    /** Taken from the mailbox and not begun. */
    private Letter taken = Letter.END;

    ThreadLane(String name, int mailboxMax, Surroundings around, boolean daemon) {
        Check.that(mailboxMax > 0, "a mailbox holds at least one task", mailboxMax);
        this.name = name;
        this.around = around;
        mailbox = new Mailbox(mailboxMax);
        thread = new Thread(this::run, name);
        thread.setDaemon(daemon);
    }

    ThreadLane start() {
        thread.start();
        return this;
    }

    @Override
    public boolean post(Runnable task) {
        Mailbox.Put put = mailbox.put(new Letter(task));
        wakeAfter(put);
        return put == Mailbox.Put.TAKEN || put == Mailbox.Put.TAKEN_WAKE_OWNER;
    }

    @Override
    public void answer(Runnable task) {
        wakeAfter(mailbox.putAlways(new Letter(task)));
    }

    private void wakeAfter(Mailbox.Put put) {
        if (put == Mailbox.Put.TAKEN_WAKE_OWNER) LockSupport.unpark(thread);
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        checkOwner();
        long nowNanos = around.clock.nanos();
        long waitNanos = Math.max(0, nanos);
        boolean beyondTime = waitNanos > Timers.NEVER - nowNanos;
        return timers.add(beyondTime ? Timers.NEVER : nowNanos + waitNanos, task);
    }

    @Override
    public void onTurnEnd(Runnable hook) {
        hooks.add(hook);
    }

    @Override
    public <T> void offload(Supplier<T> pure, Consumer<T> then) {
        checkOwner();
        around.offloads.execute(() -> answer(outcome(pure, then)));
    }

    private static <T> Runnable outcome(Supplier<T> pure, Consumer<T> then) {
        try {
            T result = pure.get();
            return () -> then.accept(result);
        } catch (Throwable bug) {
            // It is this lane's work that failed, so it is this lane that must stop.
            return () -> {
                throw new BrokenInvariant("offloaded work failed", bug);
            };
        }
    }

    private void checkOwner() {
        Check.that(isOwner(), "only tasks of lane " + name + " may do this");
    }

    private boolean isOwner() {
        return Thread.currentThread().equals(thread);
    }

    /**
     * Stops the lane after the turn under way, its hooks included. What waits is dropped, timers
     * too. Any thread; at once, without waiting for the end.
     */
    public void stop() {
        if (mailbox.close()) LockSupport.unpark(thread);
    }

    /** Waits until the lane has ended, but no longer than this; false if it has not. */
    public boolean join(long waitNanosMax) throws InterruptedException {
        Check.that(!isOwner(), "lane " + name + " cannot wait for its own end");
        TimeUnit.NANOSECONDS.timedJoin(thread, waitNanosMax);
        return !thread.isAlive();
    }

    public String name() {
        return name;
    }

    /** What the lane is doing. Any thread; the figures are taken one after the other. */
    public LaneFigures figures() {
        long turnNanos = watch.underWayNanos(around.clock.nanos());
        return new LaneFigures(name, mailbox.waiting(), mailbox.begun(), turnNanos);
    }

    /** The longest turn, one under way included, since this was last called. Any thread. */
    public long takeLongestTurnNanos() {
        return watch.takeLongestNanos(around.clock.nanos());
    }

    private void run() {
        try {
            while (!mailbox.isClosed()) {
                turn();
                rest();
            }
        } catch (Throwable bug) {
            mailbox.close();
            around.onFailure.accept(name, bug);
        }
    }

    private void turn() {
        long nowNanos = around.clock.nanos();
        watch.begin(nowNanos);
        if (timers.runDue(nowNanos) + runTasks() > 0) {
            for (Runnable hook : hooks) {
                hook.run();
            }
        }
        watch.end(around.clock.nanos());
    }

    private int runTasks() {
        if (taken == Letter.END) taken = mailbox.takeAll();
        int ran = 0;
        while (taken != Letter.END && ran < TURN_TASKS_MAX) {
            Letter letter = taken;
            taken = letter.next();
            mailbox.begin();
            letter.task.run();
            ran++;
        }
        return ran;
    }

    private void rest() {
        if (taken != Letter.END) return;
        long wakeNanos = timers.nextNanos();
        if (wakeNanos <= around.clock.nanos() || !mailbox.park()) return;
        while (mailbox.isParked()) {
            sleepUntil(wakeNanos);
            // An interrupted thread could not sleep again, and its next file operation would close
            // the file.
            Thread.interrupted();
        }
    }

    private void sleepUntil(long wakeNanos) {
        if (wakeNanos == Timers.NEVER) {
            LockSupport.park(this);
            return;
        }
        long leftNanos = wakeNanos - around.clock.nanos();
        if (leftNanos > 0) {
            LockSupport.parkNanos(this, leftNanos);
        } else {
            mailbox.unpark();
        }
    }
}
