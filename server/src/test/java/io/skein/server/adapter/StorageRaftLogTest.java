package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.raft.RaftBatch;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import io.skein.server.adapter.RaftLogOpening.Place;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.DiskGuard;
import io.skein.storage.StorageSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is told durable that a loss of power can still take back. */
class StorageRaftLogTest {
    private static final String DATA = "data";
    private static final long MINUTE = 60_000_000_000L;

    private final List<Long> told = new ArrayList<>();

    /** A process's metadata log, open, and the lane that owns it. */
    private record Running(Lane quorum, StorageRaftLog log) {}

    private static <T> T await(World world, CompletableFuture<T> answer) {
        assertTrue(world.runUntil(answer::isDone, MINUTE), world::report);
        return answer.join();
    }

    private static Running start(World world, SimHost host) {
        host.diskFaults(DATA).survival(Survival.NONE);
        Disk disk = host.disk(DATA);
        Lane quorum = host.lane("quorum", 100);
        Lane commit = host.lane("commit", 100);
        DirectoryWorld around =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("directory"),
                        commit,
                        host.lane("read", 100),
                        StorageSettings.DEFAULT
                                .withReserve(0)
                                .withGuard(new DiskGuard(100, 100, 1 << 20)),
                        cause -> {});
        CompletableFuture<DirectoryOpening> opening = new CompletableFuture<>();
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        quorum.answer(() -> DataDirectory.open(around, claim, quorum, opening::complete));
        DataDirectory directory =
                assertInstanceOf(DirectoryOpening.Opened.class, await(world, opening)).directory();
        CompletableFuture<StorageRaftLog> log = new CompletableFuture<>();
        Place place = new Place(directory, disk, commit, quorum, host.clock());
        quorum.answer(() ->
                RaftLogOpening.open(
                        place,
                        log::complete,
                        why -> log.completeExceptionally(new AssertionError(why))));
        return new Running(quorum, await(world, log));
    }

    private void append(Running node, long offset) {
        RaftBatch entry =
                new RaftBatch(
                        RaftBatch.Kind.STATE, 1, offset, List.of(ByteBuffer.wrap(new byte[100])));
        node.quorum().answer(() -> node.log().append(entry, () -> told.add(offset)));
    }

    /** A ballot comes before the first entry of its epoch. */
    private static void saveBallot(World world, Running node) {
        Ballot first = Ballot.NONE.next(new VoterId(1, new Uuid(0, 1)));
        CompletableFuture<Boolean> saved = new CompletableFuture<>();
        node.quorum().answer(() -> node.log().saveBallot(first, () -> saved.complete(true)));
        await(world, saved);
    }

    /** The second is asked for while the disk writes the first; the news of that is not its own. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void entriesAreDurableByTheirOwnWrite(int known) {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("a");
        Running node = start(world, host);
        saveBallot(world, node);
        SimDisk disk = host.diskFaults(DATA);
        long before = disk.operations();
        append(node, 0);
        assertTrue(world.runUntil(() -> disk.operations() > before, MINUTE), world::report);
        append(node, 1);
        assertTrue(world.runUntil(() -> told.size() >= known, MINUTE), world::report);
        host.powerCut();
        long left = start(world, host.restart()).log().remembered().end().next();
        assertTrue(left >= told.size(), () -> "told " + told + ", but up to " + left + " is left");
        assertEquals(List.of(0L, 1L).subList(0, known), told);
    }

    /** A node that could not vote for want of room would end, and nobody could make any. */
    @Test
    void aBallotIsWrittenIntoTheRoomThatIsPutBy() throws IOException {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("a");
        Running node = start(world, host);
        world.runFor(MINUTE);
        Disk disk = host.disk(DATA);
        assertTrue(disk.exists("reserve"));
        SimDisk faults = host.diskFaults(DATA).capacityBytes(1 << 30);
        faults.capacityBytes(disk.totalBytes() - disk.freeBytes());
        saveBallot(world, node);
        assertFalse(disk.exists("reserve"));
        host.powerCut();
        assertEquals(1, start(world, host.restart()).log().remembered().ballot().epoch());
    }
}
