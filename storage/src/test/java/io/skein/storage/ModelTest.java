package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Anything, in any order, against a list of what was given. */
class ModelTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String STEPS = "skein.model.steps";
    private static final String SEED = "skein.model.seed";
    private static final int LIVES = 500;

    private long stepsDone;

    @Test
    void behavesLikeAListThatForgetsOnlyWhatWasNotPromised() {
        Gen.check("storage model", 60, this::live);
    }

    /** Run by hand; ops/docs/simulation.md says how. */
    @Test
    @EnabledIfSystemProperty(named = STEPS, matches = "\\d+")
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void alsoForMillionsOfSteps() {
        long wanted = Long.getLong(STEPS);
        long first = Long.getLong(SEED, 1);
        long seed = first;
        long begun = System.nanoTime();
        while (stepsDone < wanted)
            Gen.check("storage model, seed " + seed, LIVES, seed++, this::live);
        long seconds = (System.nanoTime() - begun) / SECOND_NANOS;
        System.out.printf(
                "%d steps in %d lives of seeds %d to %d, %d s, 0 failures%n",
                stepsDone, (seed - first) * LIVES, first, seed - 1, seconds);
    }

    private void live(Gen gen) {
        Story story = new Story(gen.bits());
        Log log = story.open();
        int steps = gen.between(1, 40);
        for (int i = 0; i < steps; i++) log = step(gen, story, log);
        stepsDone += steps;
        LogTest.assertSame(story.given, story.rig.all(log, gen.between(1, 3000)));
    }

    private static Log step(Gen gen, Story story, Log log) {
        switch (gen.weighted(12, 6, 3, 2, 2, 2, 3, 2)) {
            case 0 -> story.append(log, gen.between(1, 8), epoch(gen, log));
            case 1 -> readSomewhere(gen, story, log);
            case 2 -> story.world.runFor(gen.between(0, 7) * SECOND_NANOS);
            case 3 -> fullForAWhile(gen, story, log);
            case 4 -> {
                assertEquals(new Outcome.Done(), story.rig.close(log));
                Log again = story.rig.log(false);
                assertEquals(log.end(), again.end());
                return again;
            }
            case 5 -> {
                assertEquals(new Outcome.Done(), story.rig.close(log));
                assertEquals(new Outcome.Done(), story.rig.closeDirectory());
                story.restart();
                return story.open();
            }
            case 6 -> cutSomewhere(gen, story, log);
            default -> {
                if (gen.flag()) story.host.powerCut();
                story.restart();
                return story.open();
            }
        }
        return log;
    }

    private static int epoch(Gen gen, Log log) {
        return log.epochs().last().orElse(0) + (gen.chance(0.2) ? 1 : 0);
    }

    private static void fullForAWhile(Gen gen, Story story, Log log) {
        story.disk().capacityBytes(gen.between(0, 5000));
        story.append(log, gen.between(1, 10), epoch(gen, log));
        story.disk().capacityBytes(Long.MAX_VALUE);
        story.world.runFor(3 * SECOND_NANOS);
    }

    private static void cutSomewhere(Gen gen, Story story, Log log) {
        long offset = gen.between(0, log.end());
        TruncateResult result =
                story.rig.<TruncateResult>ask(then -> {
                    if (offset == 0) log.truncation().wholly(0, then);
                    else log.truncation().to(offset, then);
                });
        long end = assertInstanceOf(TruncateResult.Done.class, result).end();
        assertTrue(end <= offset, end + " is behind " + offset);
        story.taken(end);
        assertEquals(end, log.end());
        assertEquals(story.given.isEmpty() ? 0 : story.end(), end);
    }

    private static void readSomewhere(Gen gen, Story story, Log log) {
        long offset = gen.between(0, log.end());
        int bytesMax = gen.between(1, 5000);
        ReadResult result = story.rig.read(log, offset, log.end(), bytesMax);
        ReadResult.Batches found =
                assertInstanceOf(ReadResult.Batches.class, result, result.toString());
        assertEquals(offset == log.end(), found.batches().isEmpty());
        long expected = -1;
        int bytes = 0;
        for (ByteBuffer batch : found.batches()) {
            byte[] copy = Rig.bytes(batch);
            bytes += copy.length;
            assertTrue(story.given.stream().anyMatch(each -> Arrays.equals(each, copy)));
            boolean isFirst = expected == -1;
            if (isFirst) assertTrue(Batch.baseOffset(batch, 0) <= offset);
            else assertEquals(expected, Batch.baseOffset(batch, 0));
            expected = Batch.nextOffset(batch, 0);
        }
        assertTrue(found.batches().size() < 2 || bytes <= bytesMax, "the budget holds");
    }
}
