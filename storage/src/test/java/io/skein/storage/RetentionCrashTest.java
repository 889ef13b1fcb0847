package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.Survival;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Where a log was seen to begin, it never begins earlier again. */
class RetentionCrashTest {
    private static final Retention NOTHING_STAYS = new Retention(-1, 0, 1_000_000);

    @Test
    void whatAKilledProcessPutAsideStaysGone() {
        int moved = 0;
        for (int operation = 1; operation < 16; operation++) {
            if (startAfterKill(operation) > 0) moved++;
        }
        assertTrue(moved > 3, moved + " times the start had moved");
    }

    private static long startAfterKill(int operation) {
        Story story = new Story(1);
        Log log = filled(story);
        long at = story.disk().operations() + operation;
        story.disk().crashAt(new CrashPoint(at, CrashPoint.When.AFTER, Death.KILL));
        age(story, log);
        story.restart();
        long seen = story.rig.opened().log(false).start();
        story.disk().survival(Survival.NONE);
        story.host.powerCut();
        story.restart();
        long later = story.rig.opened().log(false).start();
        assertTrue(later >= seen, "it began at " + seen + " and begins at " + later);
        return seen;
    }

    /** Who was told that a log begins there must not find that it begins earlier. */
    @Test
    void whatWasToldOnceIsTrueAfterAPowerCut() {
        int moved = 0;
        for (int operation = 1; operation < 16; operation++) {
            for (CrashPoint.When when : CrashPoint.When.values()) {
                Story story = new Story(1);
                Log log = filled(story);
                long at = story.disk().operations() + operation;
                story.disk().survival(Survival.NONE);
                story.disk().crashAt(new CrashPoint(at, when, Death.POWER_CUT));
                AtomicLong told = new AtomicLong();
                story.world.afterEveryEvent(() -> {
                    if (story.host.isAlive()) told.accumulateAndGet(log.start(), Math::max);
                });
                age(story, log);
                if (told.get() > 0) moved++;
                story.restart();
                long later = story.rig.opened().log(false).start();
                assertTrue(later >= told.get(), "told " + told + ", and begins at " + later);
            }
        }
        assertTrue(moved > 3, moved + " times the start had moved");
    }

    @Test
    void whatWasToldOnceIsTrueAfterAClose() {
        for (int steps = 0; steps < 60; steps++) {
            Story story = new Story(1);
            Log log = filled(story);
            story.rig.owner.answer(() -> log.age(NOTHING_STAYS, 0, log.durableEnd(), _ -> {}));
            long goal = story.world.events() + steps;
            story.world.runUntil(() -> story.world.events() >= goal, 1_000_000_000L);
            assertEquals(new Outcome.Done(), story.rig.close(log));
            long told = log.start();
            assertTrue(story.rig.log(false).start() >= told, "told " + told + " after " + steps);
        }
    }

    private static Log filled(Story story) {
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, 0);
        // With its point saved the next start finds the log as it was left, and has to sync
        // nothing.
        story.world.runFor(6_000_000_000L);
        return log;
    }

    private static void age(Story story, Log log) {
        try {
            story.rig.<Retention.Freed>ask(
                    then -> log.age(NOTHING_STAYS, 0, log.durableEnd(), then));
        } catch (Rig.Gone gone) {
            assertTrue(!story.host.isAlive());
        }
    }
}
