package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.Survival;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Power cuts and kills at every operation of a short life, and again while it is recovered. */
class CrashTest {
    private static final List<CrashPoint.When> WHENS = List.of(CrashPoint.When.values());

    @Test
    void whatWasPromisedIsThereWhereverThePowerGoes() {
        long operations = operationsOfTwoLives();
        int crashes = 0;
        for (long at = 1; at <= operations; at++) {
            CrashPoint.When when = WHENS.get((int) at % 3);
            crash(at, when, Death.POWER_CUT, Survival.DRAWN);
            crash(at, CrashPoint.When.AFTER, Death.KILL, Survival.NONE);
            crashes += 2;
        }
        assertTrue(crashes > 200, crashes + " crashes");
    }

    private static long operationsOfTwoLives() {
        Story story = new Story(1);
        story.live();
        story.restart();
        story.live();
        return story.disk().operations();
    }

    private static void crash(long at, CrashPoint.When when, Death death, Survival survival) {
        String what = at + " " + when + " " + death + " " + survival;
        Story story = new Story(at * 31 + WHENS.indexOf(when));
        try {
            liveTwice(story, new CrashPoint(at, when, death), survival);
            if (death == Death.KILL) recoverThenCutThePower(story);
            recover(story, at);
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError(what + "\n" + story.world.report(), failed);
        }
    }

    private static void liveTwice(Story story, CrashPoint point, Survival survival) {
        story.disk().survival(survival);
        try {
            story.disk().crashAt(point);
            story.live();
            story.restart();
            story.disk().crashAt(point);
            story.live();
        } catch (Rig.Gone died) {
            assertTrue(!story.host.isAlive(), "nothing else may stop it");
        }
    }

    /** If some of its files were gone before its name is, what is left would look damaged. */
    @Test
    void aLogIsRemovedAsAWholeOrNotAtAll() {
        int whole = 0;
        int lost = 0;
        for (int seed = 0; seed < 400; seed++) {
            Story story = new Story(seed);
            removeHalf(story, 1 + seed / 2 % 8);
            story.rig.opened();
            switch (story.rig.open(false)) {
                case LogOpening.Opened(Log log) -> {
                    LogTest.assertSame(story.given, story.rig.all(log, 600));
                    whole++;
                }
                case LogOpening.Lost() -> lost++;
                case LogOpening other -> throw new AssertionError(seed + ": " + other);
            }
        }
        assertTrue(whole > 10 && lost > 10, whole + " whole, " + lost + " lost");
    }

    private static void removeHalf(Story story, int operations) {
        Log log = story.open();
        for (int i = 0; i < 5; i++) story.append(log, 3, 0);
        story.rig.close(log);
        story.disk().survival(Survival.SUBSET);
        long last = story.disk().operations() + operations;
        story.disk().crashAt(CrashPoint.powerCut(last, CrashPoint.When.AFTER));
        try {
            story.rig.delete();
            story.host.powerCut();
        } catch (Rig.Gone died) {
            assertTrue(!story.host.isAlive(), "nothing else may stop it");
        }
        story.restart();
    }

    /** What a recovery found in the page cache and showed must be on the platter. */
    private static void recoverThenCutThePower(Story story) {
        story.restart();
        story.open();
        story.host.powerCut();
    }

    /** The first recoveries die too, each a little later; then one is let through. */
    private static void recover(Story story, long salt) {
        for (long later = 1 + salt % 3; later < 16; later += 4) {
            story.restart();
            long operation = story.disk().operations() + later;
            CrashPoint.When when = WHENS.get((int) (later + salt) % 3);
            story.disk().crashAt(CrashPoint.powerCut(operation, when));
            try {
                story.open();
                story.host.powerCut();
            } catch (Rig.Gone died) {
                assertTrue(!story.host.isAlive(), "nothing else may stop it");
            }
        }
        story.restart();
        Log log = story.open();
        story.append(log, 2, 7);
        story.host.powerCut();
        story.restart();
        story.open();
    }
}
