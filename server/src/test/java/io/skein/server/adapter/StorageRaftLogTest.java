package io.skein.server.adapter;

import static io.skein.server.adapter.RaftLogRig.batch;
import static io.skein.server.adapter.RaftLogRig.voters;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.raft.RaftLog;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import io.skein.simulation.DiskFault;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the quorum is told of its log is so, and stays so. */
class StorageRaftLogTest {
    private static final long MINUTE = 60_000_000_000L;

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final List<String> told = new ArrayList<>();

    private RaftLogRig start() {
        host.diskFaults(RaftLogRig.DATA).survival(Survival.NONE);
        return RaftLogRig.start(world, host);
    }

    /** With batches in epochs 1, 1, 2, 2, of two entries each. */
    private RaftLogRig startWithEight() {
        RaftLogRig rig = start();
        rig.ballot(2);
        rig.append(batch(1, 0), batch(1, 2), batch(2, 4), batch(2, 6));
        return rig;
    }

    @Test
    void nothingIsRememberedOfADiskThatWasNeverUsed() {
        RaftLogRig rig = start();
        assertEquals(Remembered.NOTHING, rig.log().remembered());
        assertEquals(Optional.empty(), rig.log().rememberedSnapshot());
    }

    @Test
    void everythingIsRememberedThatWasToldDurable() {
        RaftLogRig rig = start();
        rig.ballot(2);
        Batch founding =
                new Batch(
                        1,
                        0,
                        new Batch.Control(
                                List.of(
                                        new ControlRecord.ClusterFounded(new Uuid(1, 2)),
                                        voters(1))));
        List<Batch> all = List.of(founding, batch(1, 2), voters(2, 4, 3), batch(2, 5));
        rig.append(all.toArray(Batch[]::new));
        rig.host.powerCut();
        RaftLogRig next = rig.restart();
        LogPoint end = new LogPoint(7, 2);
        EpochTrail trail = EpochTrail.EMPTY.append(1, 0).append(2, 4);
        Members members =
                new Members(List.of(new Members.At(1, voters(1)), new Members.At(4, voters(3))));
        assertEquals(
                new Remembered(
                        RaftLogRig.ballotOf(2),
                        new LogView(LogPoint.START, end, end, trail, 0),
                        members),
                next.log().remembered());
        assertEquals(all, next.batches());
    }

    /** The second is asked for while the disk writes the first; the news of that is not its own. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void entriesAreDurableByTheirOwnWrite(int known) {
        RaftLogRig rig = start();
        rig.ballot(1);
        SimDisk disk = host.diskFaults(RaftLogRig.DATA);
        long before = disk.operations();
        rig.on(log -> log.append(batch(1, 0), () -> told.add("0")));
        assertTrue(world.runUntil(() -> disk.operations() > before, MINUTE), world::report);
        rig.on(log -> log.append(batch(1, 2), () -> told.add("2")));
        assertTrue(world.runUntil(() -> told.size() >= known, MINUTE), world::report);
        host.powerCut();
        long left = rig.restart().view().end().next();
        assertTrue(left >= 2L * told.size(), () -> "told " + told + ", but up to " + left);
        assertEquals(List.of("0", "2").subList(0, known), told);
    }

    @Test
    void answersComeInTheOrderOfAsking() {
        RaftLogRig rig = startWithEight();
        rig.on(log -> {
            log.append(batch(2, 8), () -> told.add("append 8"));
            log.saveBallot(RaftLogRig.ballotOf(3), () -> told.add("ballot 3"));
            log.append(batch(3, 10), () -> told.add("append 10"));
            log.cut(new LogPoint(6, 2), () -> told.add("cut"));
            log.append(batch(3, 6), () -> told.add("append 6"));
            log.append(batch(3, 8), () -> told.add("append 8 again"));
            log.saveBallot(RaftLogRig.ballotOf(4), () -> told.add("ballot 4"));
            assertEquals(List.of(), told, "nothing is answered inside the call");
        });
        rig.rest();
        assertEquals(
                List.of(
                        "append 8",
                        "ballot 3",
                        "append 10",
                        "cut",
                        "append 6",
                        "append 8 again",
                        "ballot 4"),
                told);
        host.powerCut();
        RaftLogRig next = rig.restart();
        assertEquals(
                List.of(batch(1, 0), batch(1, 2), batch(2, 4), batch(3, 6), batch(3, 8)),
                next.batches());
        assertEquals(4, next.log().remembered().ballot().epoch());
    }

    @Test
    void whatWasCutOffNeverComesBack() {
        RaftLogRig rig = startWithEight();
        rig.make((log, then) -> log.cut(new LogPoint(2, 1), then));
        rig.host.powerCut();
        RaftLogRig next = rig.restart();
        assertEquals(List.of(batch(1, 0)), next.batches());
        next.make((log, then) -> log.cut(LogPoint.START, then));
        next.host.powerCut();
        RaftLogRig last = next.restart();
        assertEquals(LogView.EMPTY, last.view());
        last.append(batch(2, 0));
        assertEquals(List.of(batch(2, 0)), last.batches(0, 2));
    }

    /** Other entries stand there by the time the file is read. */
    @Test
    void aReadOfWhatWasCutOffIsAnsweredWithNothing() {
        RaftLogRig rig = startWithEight();
        rig.host.powerCut();
        RaftLogRig next = rig.restart();
        List<List<Batch>> found = new ArrayList<>();
        next.on(log -> {
            log.read(4, 8, 1_000, found::add);
            log.read(0, 4, 1_000, found::add);
            log.cut(new LogPoint(4, 1), () -> told.add("cut"));
            log.read(2, 4, 1_000, found::add);
            log.append(batch(2, 4), () -> told.add("4"));
            log.append(batch(2, 6), () -> told.add("6"));
            assertEquals(List.of(), found, "nothing is answered inside the call");
        });
        next.rest();
        assertEquals(List.of("cut", "4", "6"), told);
        List<Batch> kept = List.of(batch(1, 0), batch(1, 2));
        assertEquals(3, found.size());
        assertTrue(found.contains(List.<Batch>of()), found.toString());
        assertTrue(found.contains(kept), found.toString());
        assertTrue(found.contains(kept.subList(1, 2)), found.toString());
    }

    @Test
    void readsAreOfWholeBatchesUpToABound() {
        RaftLogRig rig = startWithEight();
        for (int life = 0; life < 2; life++) {
            assertEquals(List.of(batch(1, 0)), rig.read(0, 8, 1));
            int two = 2 * RaftBatches.encode(batch(1, 0), 0).remaining();
            assertEquals(List.of(batch(1, 2), batch(2, 4)), rig.read(2, 8, two));
            assertEquals(List.of(batch(1, 2)), rig.read(2, 4, two));
            rig.host.powerCut();
            rig = rig.restart();
        }
    }

    @Test
    void readsAndOrdersAreBounded() {
        RaftLogRig rig = startWithEight();
        rig.on(log -> {
            for (int i = 0; i < RaftLog.READS_MAX; i++) {
                log.read(0, 8, 1, _ -> told.add("read"));
            }
        });
        rig.rest();
        assertEquals(RaftLog.READS_MAX, told.size());
        rig.on(log -> {
            for (int i = 0; i <= RaftLog.READS_MAX; i++) log.read(0, 8, 1, _ -> {});
        });
        assertTrue(rig.failure().contains("too many reads"));
    }

    @Test
    void ordersAreBounded() {
        RaftLogRig rig = startWithEight();
        rig.on(log -> {
            for (int i = 0; i <= StorageRaftLog.ORDERS_MAX; i++) {
                log.saveBallot(RaftLogRig.ballotOf(3), () -> {});
            }
        });
        rig.rest();
        rig.on(log -> {
            for (int i = 0; i <= StorageRaftLog.ORDERS_MAX + 1; i++) {
                log.saveBallot(RaftLogRig.ballotOf(3), () -> {});
            }
        });
        assertTrue(rig.failure().contains("too many orders"));
    }

    @Test
    void nothingIsToldAfterItWasClosed() {
        RaftLogRig rig = startWithEight();
        rig.on(log -> {
            log.append(batch(2, 8), () -> told.add("append"));
            log.saveBallot(RaftLogRig.ballotOf(3), () -> told.add("ballot"));
            log.cut(new LogPoint(2, 1), () -> told.add("cut"));
            log.saveSnapshot(
                    new LogPoint(2, 1),
                    Members.NONE,
                    RaftLogRig.content(LogPoint.START, 9),
                    () -> told.add("snapshot"));
            log.read(0, 2, 1, _ -> told.add("read"));
            log.readPiece(new LogPoint(2, 1), 0, 1, _ -> told.add("piece"));
        });
        rig.close();
        rig.rest();
        assertEquals(List.of(), told);
        rig.host.kill();
        assertEquals(10, rig.restart().view().end().next());
    }

    /** A node that could not vote for want of room would end, and nobody could make any. */
    @Test
    void aBallotIsWrittenIntoTheRoomThatIsPutBy() throws IOException {
        RaftLogRig rig = start();
        rig.rest();
        Disk disk = host.disk(RaftLogRig.DATA);
        assertTrue(disk.exists("reserve"));
        SimDisk faults = host.diskFaults(RaftLogRig.DATA).capacityBytes(1 << 30);
        faults.capacityBytes(disk.totalBytes() - disk.freeBytes());
        rig.ballot(1);
        assertFalse(disk.exists("reserve"));
        host.powerCut();
        assertEquals(1, rig.restart().log().remembered().ballot().epoch());
    }

    /** A sync that has failed may be gone, though the next process still sees what it covered. */
    @Test
    void afterAFailedSyncNobodyReliesOnWhatIsSeen() throws IOException {
        RaftLogRig rig = start();
        host.diskFaults(RaftLogRig.DATA).failNextSync(DiskFault.SYNC_DROPS_PAGES);
        rig.on(log -> log.saveBallot(RaftLogRig.ballotOf(1), () -> told.add("ballot")));
        assertTrue(rig.failure().contains("the metadata log has failed"));
        assertEquals(List.of(), told);
        host.kill();
        List<String> left = host.restart().disk(RaftLogRig.DATA).list("");
        assertTrue(left.stream().anyMatch(name -> name.startsWith(".skein_failedsync")), left + "");
    }
}
