package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A lane and its clock, moved by hand: tasks run when told to, time passes when told to. */
final class HandLane implements Lane, Clock {
    private record Alarm(long atNanos, long order, Runnable task) {}

    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(
                    Comparator.comparingLong(Alarm::atNanos).thenComparingLong(Alarm::order));
    private final List<Runnable> hooks = new ArrayList<>();
    private long nowNanos;
    private long order;

    /** Runs all that waits, and what that brings, but lets no time pass. */
    void settle() {
        dueAlarms();
        while (!mailbox.isEmpty()) {
            turn();
            dueAlarms();
        }
    }

    /** What waits now runs, then the hooks. */
    private void turn() {
        for (int i = mailbox.size(); i > 0; i--) mailbox.removeFirst().run();
        hooks.forEach(Runnable::run);
    }

    /** Lets time pass, alarm by alarm. */
    void pass(long nanos) {
        long until = nowNanos + nanos;
        settle();
        while (!alarms.isEmpty() && alarms.element().atNanos() <= until) {
            nowNanos = alarms.element().atNanos();
            settle();
        }
        nowNanos = until;
    }

    /** The whole process stands still: alarms go off only afterwards. */
    void freeze(long nanos) {
        nowNanos += nanos;
    }

    /** How many alarms are set: an idle member has none. */
    int alarmCount() {
        return alarms.size();
    }

    private void dueAlarms() {
        while (!alarms.isEmpty() && alarms.element().atNanos() <= nowNanos) {
            // Before all that waits: the order in which a driver could most easily go wrong.
            mailbox.addFirst(alarms.remove().task());
        }
    }

    @Override
    public boolean post(Runnable task) {
        mailbox.addLast(task);
        return true;
    }

    @Override
    public void answer(Runnable task) {
        mailbox.addLast(task);
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        Alarm alarm = new Alarm(nowNanos + Math.max(0, nanos), order++, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public void onTurnEnd(Runnable hook) {
        hooks.add(hook);
    }

    @Override
    public <T> void offload(Supplier<T> pure, Consumer<T> then) {
        T result = pure.get();
        answer(() -> then.accept(result));
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        throw Check.unreachable("the quorum has no use for the date");
    }
}
