package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.DiskFault;
import io.skein.simulation.Survival;
import io.skein.storage.CompactionResult.Done;
import io.skein.storage.CompactionSettings.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction among others who want the same files, and in the middle of crashes. */
class CompactionGuardTest {
    private static final long NOW = Keyed.NOW;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final CompactionResult STOPPED = new CompactionResult.Stopped();

    /** A step takes about as long as four segments would at this rate. */
    private static final CompactionSettings SLOW =
            new CompactionSettings(0, 0, 0, Keyed.HOUR, new Budget(1 << 20, 10_000));

    private static final String LAST_INDEX = "0*56\\.(time)?index.*";

    private final Story story = new Story(1);
    private final Rig rig = story.rig;
    private final List<CompactionResult> results = new ArrayList<>();

    private void begin(Log log, CompactionSettings settings) {
        Compaction.Order order = new Compaction.Order(settings, NOW, log.durableEnd());
        rig.owner.answer(() -> log.compaction().start(order, results::add));
    }

    private void assertTidy() throws IOException {
        assertTidy(rig);
    }

    private static void assertTidy(Rig rig) throws IOException {
        List<String> files = rig.disk.list(Rig.NAME.folder());
        assertTrue(
                files.stream().noneMatch(file -> file.matches(".*\\.(cleaned|swap)")),
                files.toString());
    }

    /** At any moment, so that every state is met. */
    private void meanwhile(long millis) {
        story.world.runFor(millis * SECOND_NANOS / 1000);
    }

    @Test
    void closingEndsIt() throws IOException {
        for (int millis = 0; millis < 9_000; millis += 450) {
            Story other = new Story(millis);
            Log log = Keyed.filled(other.rig);
            List<CompactionResult> told = new ArrayList<>();
            Compaction.Order order = new Compaction.Order(SLOW, NOW, log.durableEnd());
            other.rig.owner.answer(() -> log.compaction().start(order, told::add));
            other.world.runFor(millis * SECOND_NANOS / 1000);
            assertEquals(new Outcome.Done(), other.rig.close(log));
            other.world.runFor(SECOND_NANOS);
            assertEquals(1, told.size(), millis + " ms");
            List<String> files = other.rig.disk.list(Rig.NAME.folder());
            assertTrue(
                    files.stream().noneMatch(file -> file.matches(".*\\.(cleaned|swap)")),
                    files.toString());
            assertEquals(new Outcome.Done(), other.rig.delete());
        }
    }

    @Test
    void aCutEndsIt() throws IOException {
        Log log = Keyed.filled(rig);
        begin(log, SLOW);
        meanwhile(3_000);
        TruncateResult cut = rig.<TruncateResult>ask(then -> log.truncation().to(55, then));
        assertEquals(new TruncateResult.Done(55), cut);
        assertEquals(List.of(STOPPED), results);
        assertTidy();
        assertEquals(55, Keyed.records(rig, log).size());
    }

    @Test
    void whoComesAtAnyMomentFindsAWholeLog() {
        Retention some = new Retention(-1, 18_000, 0);
        for (int i = 0; i < 120; i++) {
            Story other = new Story(i);
            Log log = Keyed.filled(other.rig);
            boolean isCut = i % 2 == 0;
            List<CompactionResult> told = new ArrayList<>();
            Compaction.Order order = new Compaction.Order(Keyed.THOROUGH, NOW, log.durableEnd());
            other.rig.owner.answer(() -> log.compaction().start(order, told::add));
            other.world.runFor(i * 250_000L);
            if (isCut) other.rig.<TruncateResult>ask(then -> log.truncation().to(10, then));
            else other.rig.<Retention.Freed>ask(then -> log.age(some, NOW, log.durableEnd(), then));
            other.world.runFor(SECOND_NANOS);
            assertEquals(1, told.size(), i + ": " + told);
            String shape = Keyed.shape(other.rig, log);
            assertEquals(new Outcome.Done(), other.rig.close(log));
            Log again = other.rig.log(false);
            assertEquals(shape, Keyed.shape(other.rig, again), "the same from the files");
            if (!isCut) assertTrue(shape.endsWith("53c 54a 55b 56c 57a 58b 59c"), shape);
        }
    }

    @Test
    void retentionComesFirst() throws IOException {
        Log log = Keyed.filled(rig);
        begin(log, SLOW);
        meanwhile(3_000);
        Retention rules = new Retention(-1, 10_000, 0);
        rig.<Retention.Freed>ask(then -> log.age(rules, NOW, log.durableEnd(), then));
        assertTrue(log.start() > 0);
        meanwhile(3_000);
        assertEquals(List.of(STOPPED), results);
        assertTidy();
        assertInstanceOf(Done.class, Keyed.compact(rig, log, Keyed.THOROUGH, NOW));
    }

    /** A walk that the reader had no room for may have lost its first file until there is some. */
    @Test
    void itLooksAgainOnceTheReaderHasRoom() {
        for (int i = 0; i < 80; i++) {
            Story other = new Story(i);
            Log log = Keyed.filled(other.rig);
            List<CompactionResult> told = new ArrayList<>();
            Compaction.Order order = new Compaction.Order(Keyed.THOROUGH, NOW, log.durableEnd());
            other.rig.owner.answer(() -> {
                log.compaction().start(order, told::add);
                crowd(other.rig, log, told);
            });
            other.world.runFor(i * 250_000L);
            Retention some = new Retention(-1, 18_000, 0);
            other.rig.<Retention.Freed>ask(then -> log.age(some, NOW, log.durableEnd(), then));
            other.world.runFor(SECOND_NANOS);
            assertEquals(1, told.size(), i + ": " + told);
            assertEquals(Optional.empty(), log.compaction().trouble());
        }
    }

    /** Leaves the reader no room for most of the time, as long as compaction goes on. */
    private static void crowd(Rig rig, Log log, List<CompactionResult> told) {
        for (int i = 0; i < Rig.BOUNDS.readsMax(); i++) log.read(50, Long.MAX_VALUE, 1, _ -> {});
        if (told.isEmpty()) rig.owner.after(50_000L, () -> crowd(rig, log, told));
    }

    @Test
    void itStopsWhenItsFirstSegmentHasJustGone() {
        Log log = Keyed.filled(rig);
        begin(log, SLOW);
        meanwhile(1_000);
        assertEquals(
                new StartResult.Done(8),
                rig.<StartResult>ask(then -> log.deleteBefore(8, log.end(), then)));
        Retention rules = new Retention(-1, -1, 0);
        rig.<Retention.Freed>ask(then -> log.age(rules, NOW, log.durableEnd(), then));
        meanwhile(9_000);
        assertEquals(List.of(STOPPED), results);
        assertTrue(log.compaction().trouble().isEmpty());
    }

    /** The disk may fill up at each of its steps. In the middle of a swap it has failed by that. */
    @Test
    void aDiskThatFillsUpHalfWayIsLeftTidy() throws IOException {
        int refused = 0;
        int failed = 0;
        for (int i = 0; i < 90; i++) {
            int operation = 1 + i / 3;
            // What is refused for lack of room may be done all the same, as the seed has it.
            Story other = new Story(100 * (i % 3) + operation);
            Log log = Keyed.filled(other.rig);
            String before = Keyed.shape(other.rig, log);
            other.disk().failAt(other.disk().operations() + operation, DiskFault.FULL);
            CompactionResult result = Keyed.compact(other.rig, log, Keyed.THOROUGH, NOW);
            boolean isOffline = !other.rig.failures.isEmpty();
            if (isOffline) {
                assertEquals(STOPPED, result);
                failed++;
                other.restart();
                log = other.rig.opened().log(false);
            } else if (!(result instanceof Done)) {
                assertEquals(new CompactionResult.NoRoom(), result);
                refused++;
            }
            other.world.runFor(3 * SECOND_NANOS);
            assertTidy(other.rig);
            String after = Keyed.shape(other.rig, log);
            assertTrue(after.equals(before) || after.endsWith(" 58b 59c"), after);
            assertEquals(new Outcome.Done(), other.rig.close(log));
            Log again = other.rig.log(false);
            assertEquals(after, Keyed.shape(other.rig, again), "the same from the files");
            Keyed.compact(other.rig, again, Keyed.THOROUGH, NOW);
            assertEquals("53c 54a 55b 56c 57a 58b 59c", Keyed.shape(other.rig, again));
        }
        assertTrue(refused > 3 && failed > 1, refused + " refused, " + failed + " failed");
    }

    @Test
    void oneLogAtATimeAndWhoWaitsMayLeave() {
        Log first = Keyed.filled(rig);
        Log second = Keyed.filled(rig, new LogName("second", 0), 40);
        Log third = Keyed.filled(rig, new LogName("third", 0), 40);
        begin(first, SLOW);
        begin(second, SLOW);
        begin(third, SLOW);
        meanwhile(3_000);
        assertEquals(new Outcome.Done(), rig.close(second));
        assertEquals(List.of(STOPPED), results, "no need to wait for a turn");
        meanwhile(60_000);
        assertEquals(3, results.size(), results.toString());
        assertInstanceOf(Done.class, results.get(1));
        assertInstanceOf(Done.class, results.get(2));
    }

    @Test
    void itGoesNoFasterThanItMay() {
        Log log = Keyed.filled(rig);
        long before = story.world.nowNanos();
        Done done = assertInstanceOf(Done.class, Keyed.compact(rig, log, SLOW, NOW));
        double seconds = (story.world.nowNanos() - before) / 1e9;
        assertTrue(done.readBytes() > 60_000, done.toString());
        assertTrue(seconds >= done.readBytes() / 10_000.0 - 0.01, seconds + " s");
    }

    @Test
    void aCrashLeavesTheOldOrTheNew(@TempDir Path folder) throws IOException {
        int[] found = new int[2];
        for (int salt = 0; salt < 3; salt++) {
            for (CrashPoint.When when : CrashPoint.When.values()) {
                crashEverywhere(salt, when, folder, found);
            }
        }
        assertTrue(found[0] > 20 && found[1] > 20, found[0] + " old, " + found[1] + " new");
    }

    private static void crashEverywhere(int salt, CrashPoint.When when, Path folder, int[] found)
            throws IOException {
        int operation = 1;
        Optional<Story> dead = dead(salt, operation, when);
        while (dead.isPresent()) {
            dead.get().restart();
            Lying files = Lying.of(folder.resolve(salt + "" + when + operation), dead.get());
            files.verify();
            // The last segment's index is not synced, and has to prove itself at each start.
            List<String> problems =
                    files.problems().stream().filter(each -> !each.matches(LAST_INDEX)).toList();
            assertEquals(List.of(), problems);
            found[isNew(dead.get(), operation) ? 1 : 0]++;
            dead = dead(salt, ++operation, when);
        }
    }

    /** With the log of a compaction that died there; empty if it came to its end alive. */
    private static Optional<Story> dead(int salt, int operation, CrashPoint.When when) {
        Story story = new Story(salt * 1_000 + operation);
        story.disk().survival(Survival.SUBSET);
        Log log = Keyed.filled(story.rig);
        story.disk().crashAt(CrashPoint.powerCut(story.disk().operations() + operation, when));
        boolean isAlive = true;
        try {
            Keyed.compact(story.rig, log, Keyed.THOROUGH, NOW);
            isAlive = story.host.isAlive();
        } catch (Rig.Gone died) {
            isAlive = false;
        }
        return isAlive ? Optional.empty() : Optional.of(story);
    }

    private static boolean isNew(Story story, int salt) {
        Log again = recovered(story, salt);
        String shape = Keyed.shape(story.rig, again);
        boolean isNew = Keyed.records(story.rig, again).size() < 60;
        // Two groups, one after the other.
        String start = shape.substring(0, Math.min(shape.length(), 11));
        boolean isExpected = List.of("53c 54a 55b", "48a 49b 50c").contains(start);
        assertTrue(isNew ? isExpected : start.equals("0a 1b 2c 3a"), shape);
        return isNew;
    }

    /** The first recovery dies too. */
    private static Log recovered(Story story, int salt) {
        long operation = story.disk().operations() + 4 + salt % 20;
        story.disk().crashAt(CrashPoint.powerCut(operation, CrashPoint.When.AFTER));
        try {
            story.rig.opened().log(false);
            story.host.powerCut();
        } catch (Rig.Gone died) {
            assertTrue(!story.host.isAlive(), "nothing else may stop it");
        }
        story.restart();
        return story.rig.opened().log(false);
    }
}
