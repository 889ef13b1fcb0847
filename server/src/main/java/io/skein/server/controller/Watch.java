package io.skein.server.controller;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.server.controller.plan.Decision;
import io.skein.server.door.Answer;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Sees to it that those who fall silent are missed: they are fenced. Owned by the quorum lane. */
final class Watch {
    private final Clock clock;
    private final Lane lane;
    private final Predicate<Reign> isCurrent;
    private final IntConsumer onFenced;

    /**
     * Watches nobody yet.
     *
     * @param isCurrent whether a leadership still lasts
     * @param onFenced hears who has been fenced
     */
    Watch(Clock clock, Lane lane, Predicate<Reign> isCurrent, IntConsumer onFenced) {
        this.clock = clock;
        this.lane = lane;
        this.isCurrent = isCurrent;
        this.onFenced = onFenced;
    }

    /** Something has happened that may be missed sooner or later than what was expected. */
    void over(Reign now) {
        OptionalLong due = now.roll().nextLookNanos();
        if (due.isEmpty() || due.getAsLong() >= now.lookNanos()) return;
        long atNanos = due.getAsLong();
        now.looksAt(atNanos);
        // Judged behind all that has arrived: after a pause that must be heard first.
        lane.after(
                Math.max(0, atNanos - clock.nanos()), () -> lane.answer(() -> look(now, atNanos)));
    }

    private void look(Reign now, long atNanos) {
        if (!isCurrent.test(now) || now.lookNanos() != atNanos) return;
        now.looksAt(Long.MAX_VALUE);
        for (int silent : now.roll().silent(clock.nanos())) {
            now.decide(
                    image -> new Decision<>(now.nodes().fence(image, silent), Answer.done(silent)),
                    answer -> fenced(now, silent, answer));
        }
        over(now);
    }

    private void fenced(Reign now, int silent, Answer<Integer> answer) {
        switch (answer) {
            case Answer.Done<Integer> _ -> onFenced.accept(silent);
            case Answer.Refused<Integer> _ -> {
                now.roll().stillTrusted(silent, clock.nanos());
                if (isCurrent.test(now)) over(now);
            }
        }
    }
}
