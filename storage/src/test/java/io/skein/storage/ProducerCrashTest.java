package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.Survival;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However far a change came before a crash, the producers of what is left are known. */
class ProducerCrashTest {
    private static final int OPERATIONS = 60;

    /** What is cut, and from where on. */
    enum Cut {
        WHOLLY,
        BEFORE_THE_PRODUCERS,
        AMONG_THEM
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aCrashInACutTakesNoProducerAway(Cut cut) {
        int crashes = 0;
        for (CrashPoint.When when : CrashPoint.When.values()) {
            for (int operation = 1; operation < OPERATIONS; operation++) {
                if (crash(cut, when, operation)) crashes++;
            }
        }
        assertTrue(crashes > 20, crashes + " crashes");
    }

    /** What a killed process has written is there, and a power cut may take it nevertheless. */
    @Test
    void aSnapshotThatIsOnlyInMemoryIsNotReliedOn() {
        int crashes = 0;
        for (int seed = 1; seed < 60; seed += 2) {
            for (int operation = 1; operation < 6; operation++) {
                if (killAndCut(seed, operation)) crashes++;
            }
        }
        assertTrue(crashes > 50, crashes + " crashes");
    }

    private static boolean killAndCut(int seed, int operation) {
        Story story = new Story(seed);
        Log log = story.open();
        // With its point saved the next start finds the log as it was left, and syncs nothing.
        story.append(log, List.of(Rig.batch(1, 20, 1000)), 0);
        story.world.runFor(6_000_000_000L);
        story.disk().survival(Survival.SUBSET);
        return dies(story, log, 1, Death.KILL)
                && dies(story, story.open(), operation, Death.POWER_CUT)
                && isKnown(story);
    }

    private static boolean dies(Story story, Log log, int operation, Death how) {
        long at = story.disk().operations() + operation;
        story.disk().crashAt(new CrashPoint(at, CrashPoint.When.AFTER, how));
        try {
            story.append(log, List.of(ProducerTrial.batch(4, 0, 0)), 0);
            return false;
        } catch (Rig.Gone gone) {
            story.restart();
            return true;
        }
    }

    private static boolean isKnown(Story story) {
        ProducerTrial.assertKnown(story, story.open());
        return true;
    }

    private static boolean crash(Cut cut, CrashPoint.When when, int operation) {
        Story story = new Story(2);
        Log log = story.open();
        story.append(log, 2, 0);
        long before = log.end();
        for (int turn = 0; turn < 12; turn++) story.append(log, turn(turn), 0);
        story.disk().survival(Survival.ALL);
        story.disk()
                .crashAt(
                        new CrashPoint(
                                story.disk().operations() + operation, when, Death.POWER_CUT));
        long end = log.end();
        boolean hasDied = false;
        try {
            story.rig.<TruncateResult>ask(then -> begin(log, cut, before, then));
        } catch (Rig.Gone gone) {
            hasDied = true;
        }
        if (!hasDied) return false;
        story.mayBeTaken(cut == Cut.WHOLLY ? 0 : cut == Cut.AMONG_THEM ? end / 2 - 2 : 0);
        story.restart();
        ProducerTrial.assertKnown(story, story.open());
        return true;
    }

    private static List<ByteBuffer> turn(int turn) {
        List<ByteBuffer> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) made.add(ProducerTrial.batch(4, 0, (3 * turn + i) * 2));
        return made;
    }

    private static void begin(Log log, Cut cut, long before, Consumer<TruncateResult> then) {
        switch (cut) {
            case WHOLLY -> log.truncation().wholly(0, then);
            case BEFORE_THE_PRODUCERS -> log.truncation().to(before - 1, then);
            case AMONG_THEM -> log.truncation().to(log.end() / 2, then);
        }
    }
}
