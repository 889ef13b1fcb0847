package io.skein.simulation;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A queue whose tasks are events of the world, one each, so that tasks of other lanes fall between
 * them as the seed will have it. A turn is what waited when it began. While a task has spent time,
 * at the disk say, the lane is busy and the next task waits.
 */
final class SimLane implements Lane {
    private static final long STEP_NANOS_MAX = 2_000;
    private static final long WAIT_NANOS_MAX = Long.MAX_VALUE / 8;
    private static final long NEVER = Long.MAX_VALUE;

    private final SimHost host;
    private final World world;
    private final String name;
    private final int mailboxMax;
    private final Rng pace;
    private final Optional<SimLane> self = Optional.of(this);
    private final Label stepLabel;
    private final Label mailLabel;
    private final Label timerLabel;
    private final Label offloadLabel;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final PriorityQueue<SimTimer> timers = new PriorityQueue<>();
    private final List<Runnable> hooks = new ArrayList<>();
    private int mailed;
    private int turnLeft;
    private long timersMade;
    private long timersAtNanos = NEVER;
    private long freeAtNanos;
    private boolean stepScheduled;
    private boolean stopped;

    SimLane(SimHost host, String name, int mailboxMax) {
        this.host = host;
        this.world = host.world();
        this.name = name;
        this.mailboxMax = mailboxMax;
        String path = host.name() + "/" + name;
        pace = new Rng(Rng.derive(world.seed(), "lanes/" + path + "/" + host.start()));
        stepLabel = new Label(path);
        mailLabel = new Label(path + " mail");
        timerLabel = new Label(path + " timer");
        offloadLabel = new Label(path + " offload");
    }

    SimHost host() {
        return host;
    }

    String name() {
        return name;
    }

    @Override
    public boolean post(Runnable task) {
        if (stopped || mailed >= mailboxMax) return false;
        mail(task);
        return true;
    }

    @Override
    public void answer(Runnable task) {
        if (!stopped) mail(task);
    }

    private void mail(Runnable task) {
        mailed++;
        // A task that has spent time posts from the future: what it posts must not be seen before.
        if (world.isAhead()) world.scheduleFirst(mailLabel, () -> arrive(task));
        else arrive(task);
    }

    private void arrive(Runnable task) {
        if (stopped) return;
        queue.add(task);
        wake();
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        checkOwner();
        long dueNanos = host.clock().nanos() + Math.clamp(nanos, 0, WAIT_NANOS_MAX);
        SimTimer timer = new SimTimer(dueNanos, timersMade++, task);
        if (stopped) return timer;
        timers.add(timer);
        if (timers.element() == timer) scheduleTimers();
        return timer;
    }

    @Override
    public void onTurnEnd(Runnable hook) {
        hooks.add(hook);
    }

    @Override
    public <T> void offload(Supplier<T> pure, Consumer<T> then) {
        checkOwner();
        if (stopped) return;
        long delayNanos = pace.upTo(world.tempo().offloadNanosMax());
        world.schedule(
                world.nowNanos() + delayNanos,
                offloadLabel,
                () -> {
                    if (stopped) return;
                    try {
                        T value = pure.get();
                        answer(() -> then.accept(value));
                    } catch (Throwable thrown) {
                        fail(thrown);
                    }
                });
    }

    private void checkOwner() {
        if (!isRunning()) {
            throw new BrokenInvariant("only tasks of lane " + name + " may do this");
        }
    }

    boolean isRunning() {
        return world.running().equals(self);
    }

    private void wake() {
        if (stepScheduled) return;
        scheduleStep(pace.upTo(world.tempo().hopNanosMax()));
    }

    private void scheduleStep(long delayNanos) {
        stepScheduled = true;
        long atNanos = Math.max(world.nowNanos() + delayNanos, freeAtNanos);
        world.schedule(atNanos, stepLabel, this::step);
    }

    private void step() {
        stepScheduled = false;
        if (stopped || queue.isEmpty()) return;
        if (world.nowNanos() < freeAtNanos) {
            scheduleStep(0);
            return;
        }
        // The flag keeps what the task posts to its own lane from scheduling a second step.
        stepScheduled = true;
        world.running(self);
        try {
            runNext();
        } catch (PowerLost gone) {
            Check.that(!host.isAlive(), "only the dead lose power");
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            world.running(Optional.empty());
            freeAtNanos = Math.max(freeAtNanos, world.nowNanos());
            stepScheduled = false;
        }
        if (!stopped && !queue.isEmpty()) scheduleStep(pace.upTo(STEP_NANOS_MAX));
    }

    private void runNext() {
        if (turnLeft == 0) turnLeft = queue.size();
        Runnable task = queue.remove();
        if (!(task instanceof SimTimer)) mailed--;
        task.run();
        if (--turnLeft > 0) return;
        for (int i = 0; i < hooks.size() && !stopped; i++) hooks.get(i).run();
    }

    private void scheduleTimers() {
        long waitNanos = timers.element().dueNanos - host.clock().nanos();
        long lateNanos = pace.upTo(world.tempo().timerLateNanosMax());
        long delayNanos = host.clock().worldNanos(Math.max(0, waitNanos)) + lateNanos;
        long atNanos = world.nowNanos() + delayNanos;
        if (atNanos >= timersAtNanos) return;
        timersAtNanos = atNanos;
        world.schedule(atNanos, timerLabel, () -> timersDue(atNanos));
    }

    /** Queues what is due. May be early, if the clock's rate has changed, or find nothing left. */
    private void timersDue(long atNanos) {
        if (stopped || atNanos != timersAtNanos) return;
        timersAtNanos = NEVER;
        long nowNanos = host.clock().nanos();
        while (!timers.isEmpty()) {
            SimTimer first = timers.element();
            if (first.dueNanos > nowNanos && !first.cancelled) break;
            timers.remove();
            if (!first.cancelled) queue.add(first);
        }
        if (!timers.isEmpty()) scheduleTimers();
        if (!queue.isEmpty()) wake();
    }

    private void fail(Throwable thrown) {
        world.failed(new Failure(host.name(), name, world.nowNanos(), thrown));
        host.die(Death.KILL);
    }

    void busyFor(long nanos) {
        freeAtNanos = Math.max(freeAtNanos, world.nowNanos() + nanos);
    }

    void stop() {
        stopped = true;
        queue.clear();
        timers.clear();
        hooks.clear();
    }

    /** Its task starts at or after its time on the host's clock, and never once cancelled. */
    private static final class SimTimer implements Timer, Runnable, Comparable<SimTimer> {
        private final long dueNanos;
        private final long number;
        private final Runnable task;
        private boolean cancelled;

        private SimTimer(long dueNanos, long number, Runnable task) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) task.run();
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(SimTimer other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
