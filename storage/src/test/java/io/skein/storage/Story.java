package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One log on one simulated machine over several lives, and what is known to be in it for good. */
final class Story {
    final World world;
    SimHost host;
    Rig rig;
    final List<byte[]> given = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private long promised;
    private boolean isMade;
    private final StorageSettings bounds;
    private int drawn;

    /** Every other one has a journal. */
    Story(long seed) {
        this(seed, seed % 2 == 0 ? Rig.JOURNALED : Rig.BOUNDS);
    }

    Story(long seed, StorageSettings bounds) {
        this.bounds = bounds;
        world = new World(seed, Tempo.calm());
        host = world.host("a");
        disk().onlyFor("commit-", "read-");
        rig = Rig.simulated(world, host, bounds);
    }

    SimDisk disk() {
        return host.diskFaults(Rig.PATH);
    }

    /** The next life begins; the host has died or dies now. */
    void restart() {
        host.kill();
        host = host.restart();
        rig = Rig.simulated(world, host, bounds);
    }

    /** Opens directory and log, which must hold all that was promised, and nothing not given. */
    Log open() {
        assertInstanceOf(DirectoryOpening.Opened.class, rig.openDirectory());
        Log log = rig.log(!isMade);
        isMade = true;
        verify(log);
        return log;
    }

    private void verify(Log log) {
        assertTrue(log.end() >= promised, log.end() + " is less than " + promised);
        List<byte[]> found = rig.all(log, 600);
        assertTrue(found.size() <= given.size(), "more than was given");
        for (int i = 0; i < found.size(); i++) assertArrayEquals(given.get(i), found.get(i));
        assertEquals(log.end(), found.isEmpty() ? 0 : ends.get(found.size() - 1));
        assertEquals(log.end(), log.durableEnd(), "all that is opened is durable");
        while (given.size() > found.size()) {
            given.removeLast();
            ends.removeLast();
        }
        promised = log.end();
    }

    /** The next offset after all that was given. */
    long end() {
        return ends.getLast();
    }

    /** Appends so many batches in one turn and waits for the disk. */
    void append(Log log, int batches, int epoch) {
        List<ByteBuffer> made = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            int size = 60 + 37 * (drawn++ % 20);
            made.add(Rig.batch(1 + drawn % 3, size, 1000 + drawn));
        }
        append(log, made, epoch);
    }

    /** Appends these in one turn and waits for the disk. */
    void append(Log log, List<ByteBuffer> made, int epoch) {
        rig.<Boolean>ask(then -> {
            for (ByteBuffer batch : made) {
                if (log.append(batch, epoch) instanceof AppendResult.Appended stored) {
                    given.add(Rig.bytes(batch));
                    ends.add(stored.next());
                }
            }
            then.accept(true);
        });
        try {
            rig.settle(log, log.end());
        } finally {
            remember();
        }
    }

    private void remember() {
        for (LogNews each : rig.news) {
            if (each instanceof LogNews.Durable(long before)) promised = Math.max(promised, before);
            if (each instanceof LogNews.CutBack(long end)) cutTo(end);
        }
        rig.news.clear();
    }

    private void cutTo(long end) {
        while (!ends.isEmpty() && ends.getLast() > end) {
            given.removeLast();
            ends.removeLast();
        }
    }

    /** All from {@code end} on was cut off because somebody wanted it. */
    void taken(long end) {
        remember();
        promised = end;
        cutTo(end);
    }

    /** All from {@code end} on may be gone in the next life. */
    void mayBeTaken(long end) {
        remember();
        promised = Math.min(promised, end);
    }

    /** A life with rolls, an orderly stop, and more of the same; ends where the host dies. */
    void live() {
        Log log = open();
        int epoch = log.epochs().last().orElse(0);
        for (int i = 0; i < 5; i++) append(log, 3, epoch + i / 2);
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
    }
}
