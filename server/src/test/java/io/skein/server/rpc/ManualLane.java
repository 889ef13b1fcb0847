package io.skein.server.rpc;

import io.skein.foundation.world.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A lane that runs posted work at once, and timers when a test moves the time. */
final class ManualLane implements Lane {
    private final List<Alarm> alarms = new ArrayList<>();
    private long nowNanos;

    private record Alarm(long atNanos, Runnable task) {}

    @Override
    public boolean post(Runnable task) {
        task.run();
        return true;
    }

    @Override
    public void answer(Runnable task) {
        task.run();
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        Alarm alarm = new Alarm(nowNanos + nanos, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public void onTurnEnd(Runnable hook) {
        throw new UnsupportedOperationException("nothing here flushes");
    }

    @Override
    public <T> void offload(Supplier<T> pure, Consumer<T> then) {
        then.accept(pure.get());
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Lets time pass; alarms ring in their order. */
    void advance(long nanos) {
        long until = nowNanos + nanos;
        while (true) {
            Alarm next = new Alarm(Long.MAX_VALUE, () -> {});
            for (Alarm alarm : alarms) if (alarm.atNanos() < next.atNanos()) next = alarm;
            if (next.atNanos() > until) break;
            alarms.remove(next);
            nowNanos = next.atNanos();
            next.task().run();
        }
        nowNanos = until;
    }

    /** How many timers are set. */
    int alarms() {
        return alarms.size();
    }
}
