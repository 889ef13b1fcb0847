package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.records.Batch;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
    @TempDir Path folder;

    @Test
    void keepsWhatItIsGivenOverRollsOnARealDisk() throws Exception {
        JdkHost host =
                JdkHost.forClient(
                        "t-",
                        (lane, thrown) -> {
                            throw new AssertionError(lane, thrown);
                        });
        try {
            Rig rig = new Rig(host, folder.toString(), Rig.BOUNDS, Rig.threads());
            roundTrip(rig.opened());
        } finally {
            host.stop(1_000_000_000L);
        }
    }

    @Test
    void keepsWhatItIsGivenOverRollsOnASimulatedDisk() {
        World world = new World(1, Tempo.calm());
        roundTrip(Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened());
    }

    private static void roundTrip(Rig rig) {
        Log log = rig.log(true);
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ByteBuffer batch = Rig.batch(1 + i % 3, 50 + 40 * (i % 7), 1000 + 10 * i);
            AppendResult.Appended stored = rig.store(log, batch, i / 20).orElseThrow();
            assertEquals(Batch.baseOffset(batch, 0), stored.first());
            expected.add(Rig.bytes(batch));
        }
        for (int bytesMax : new int[] {1, 700, 1 << 20}) {
            assertSame(expected, rig.all(log, bytesMax));
        }
        assertEquals("0@0 1@39 2@79", log.epochs().toString());
        readsFromEveryOffset(rig, log, expected);
        findsTimes(rig, log);
        assertEquals(new Outcome.Done(), rig.close(log));
        Log again = rig.log(false);
        assertEquals(log.end(), again.durableEnd());
        assertEquals(log.epochs(), again.epochs());
        assertSame(expected, rig.all(again, 500));
        findsTimes(rig, again);
        assertTrue(rig.store(again, Rig.batch(1, 10, 5000), 3).isPresent());
        assertEquals(new Outcome.Done(), rig.close(again));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
    }

    @Test
    void readsLargeBatchesFromEveryOffset() {
        World world = new World(3, Tempo.calm());
        Rig rig = Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened();
        LogSettings roomy = new LogSettings(1 << 20, 1 << 20, 256, LogSettings.SegmentAge.NEVER);
        LogOpening opening = rig.open(new LogOrder(Rig.NAME, Rig.TOPIC, true, roomy));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ByteBuffer batch = Rig.batch(2, i % 3 == 2 ? 60 : 40 << 10, 1000 + 10 * i);
            assertTrue(rig.store(log, batch, 0).isPresent());
            expected.add(Rig.bytes(batch));
        }
        for (long offset = 0; offset < log.end(); offset++) {
            ReadResult result = rig.read(log, offset, log.end(), 1);
            ByteBuffer found =
                    assertInstanceOf(ReadResult.Batches.class, result).batches().getFirst();
            assertArrayEquals(expected.get((int) offset / 2), Rig.bytes(found));
        }
        assertSame(expected, rig.all(log, 200 << 10));
    }

    private static void readsFromEveryOffset(Rig rig, Log log, List<byte[]> expected) {
        for (long offset = 0; offset < log.end(); offset++) {
            ReadResult result = rig.read(log, offset, log.end(), 1);
            ByteBuffer batch =
                    assertInstanceOf(ReadResult.Batches.class, result).batches().getFirst();
            assertTrue(Batch.baseOffset(batch, 0) <= offset);
            assertTrue(offset < Batch.nextOffset(batch, 0));
        }
        assertEquals(60, expected.size());
    }

    private static void findsTimes(Rig rig, Log log) {
        assertEquals(new TimeResult.Found(0, 1000), rig.time(log, 0));
        for (int i = 0; i < 60; i += 7) {
            long time = 1000 + 10L * i;
            TimeResult.Found found = assertInstanceOf(TimeResult.Found.class, rig.time(log, time));
            assertEquals(time, found.timestamp());
        }
        assertEquals(new TimeResult.None(), rig.time(log, 9999));
    }

    static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }

    @Test
    void tellsLostNewForeignAndBusyApart() {
        World world = new World(2, Tempo.calm());
        Rig rig = Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened();
        assertEquals(new LogOpening.Lost(), rig.open(false));
        Log log = rig.log(true);
        assertEquals(new LogOpening.Busy(), rig.open(true));
        rig.store(log, Rig.batch(2, 10, 1), 0);
        rig.close(log);
        Uuid other = new Uuid(1, 2);
        assertEquals(
                new LogOpening.Foreign(Rig.TOPIC),
                rig.open(new LogOrder(Rig.NAME, other, false, Rig.SMALL)));
        assertEquals(2, rig.log(true).end(), "made before, by the same order");
    }

    @Test
    void removesALogAndMakesItAnew() {
        World world = new World(3, Tempo.calm());
        Rig rig = Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened();
        Log log = rig.log(true);
        rig.store(log, Rig.batch(2, 10, 1), 0);
        rig.close(log);
        assertEquals(
                new Outcome.Done(), rig.<Outcome>ask(then -> rig.shelf().delete(Rig.NAME, then)));
        assertEquals(new LogOpening.Lost(), rig.open(false));
        assertEquals(0, rig.log(true).end());
    }

    /** The name with a mark behind it was too long for a file, which took the directory offline. */
    @Test
    void removesALogWithTheLongestName() {
        World world = new World(3, Tempo.calm());
        Rig rig = Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened();
        LogName longest = new LogName("n".repeat(249), 9999);
        LogOrder order = new LogOrder(longest, Rig.TOPIC, true, Rig.SMALL);
        Log log = assertInstanceOf(LogOpening.Opened.class, rig.open(order)).log();
        rig.close(log);
        assertEquals(
                new Outcome.Done(), rig.<Outcome>ask(then -> rig.shelf().delete(longest, then)));
    }

    @Test
    void refusesMoreThanMayWaitForItsSync() {
        World world = new World(4, Tempo.calm());
        StorageSettings bounds =
                new StorageSettings(
                        1 << 20,
                        1000,
                        0,
                        0,
                        4096,
                        1,
                        4,
                        5_000_000_000L,
                        1 << 20,
                        0,
                        DiskGuard.NONE,
                        JournalSettings.NEVER);
        Rig rig = Rig.simulated(world, world.host("a"), bounds).opened();
        Log log = rig.log(true);
        List<AppendResult> results =
                rig.ask(then -> {
                    List<AppendResult> all = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        all.add(log.append(Rig.batch(1, 200, i), 0));
                    }
                    then.accept(all);
                });
        assertInstanceOf(AppendResult.Appended.class, results.get(2));
        assertEquals(new AppendResult.Overloaded(), results.get(3));
        assertTrue(rig.settle(log, 3));
        assertInstanceOf(AppendResult.Appended.class, rig.append(log, Rig.batch(1, 900, 0), 0));
        assertTrue(rig.settle(log, 4));
        List<ReadResult> reads =
                rig.ask(then -> {
                    List<ReadResult> all = new ArrayList<>();
                    for (int i = 0; i < 2; i++) log.read(0, 4, 100, all::add);
                    then.accept(all);
                });
        assertEquals(List.of(new ReadResult.Overloaded()), reads);
    }

    @Test
    void costsNothingWhenNothingIsDone() {
        World world = new World(5, Tempo.calm());
        SimHost host = world.host("a");
        Rig rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
        Log log = rig.log(true);
        rig.store(log, Rig.batch(2, 10, 1), 0);
        world.runFor(20_000_000_000L);
        long operations = host.diskFaults(Rig.PATH).operations();
        long events = world.events();
        world.runFor(3_600_000_000_000L);
        assertEquals(operations, host.diskFaults(Rig.PATH).operations());
        assertEquals(events, world.events());
    }

    @Test
    void readsNoFurtherThanItIsTold() {
        World world = new World(6, Tempo.calm());
        Rig rig = Rig.simulated(world, world.host("a"), Rig.BOUNDS).opened();
        Log log = rig.log(true);
        for (int i = 0; i < 40; i++) rig.store(log, Rig.batch(2, 100, i), 0);
        for (long before = 1; before <= 80; before++) {
            ReadResult result = rig.read(log, 0, before, 1 << 20);
            long next = assertInstanceOf(ReadResult.Batches.class, result).next();
            assertTrue(next <= before, "read up to " + next + " of " + before);
        }
        assertEquals(new ReadResult.OutOfRange(0, 80), rig.read(log, 81, 99, 10));
        assertEquals(new ReadResult.Batches(List.of(), 80), rig.read(log, 80, Long.MAX_VALUE, 10));
        assertEquals(Optional.empty(), log.readTail(0, 80, 10));
    }

    @Test
    void letsTheTailGoWhenItRests() {
        World world = new World(7, Tempo.calm());
        SimHost host = world.host("a");
        Rig rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
        Log log = rig.log(true);
        assertTrue(rig.store(log, Rig.batch(2, 10, 1), 0).isPresent());
        assertTrue(log.readTail(0, 2, 10).isPresent());
        world.runFor(20_000_000_000L);
        assertEquals(Optional.empty(), log.readTail(0, 2, 10));
        ReadResult result = rig.read(log, 0, 2, 10);
        assertEquals(2, assertInstanceOf(ReadResult.Batches.class, result).next());
        assertTrue(rig.store(log, Rig.batch(2, 10, 1), 0).isPresent());
        assertEquals(2, rig.all(log, 1000).size());
    }
}
