package io.skein.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QuorumDriverTest {
    private static final int HELD = VoterSet.VOTERS_MAX;

    private static RaftSettings small() {
        return small(HELD);
    }

    private static RaftSettings small(int heldSendsMax) {
        RaftSettings.Times times = RaftSettings.Times.defaults();
        return new RaftSettings(times, 9, 99, 99, 99, 1_000, 1 << 20, heldSendsMax, 9, true);
    }

    private static final long SECOND = 1_000_000_000L;
    private static final Message VOTE_ASKED =
            new Message.VoteAsked(
                    9, new VoterId(2, new Uuid(0, 2)), Rig.ME, LogPoint.START, List.of());

    @Test
    void firstStartWritesTheVotersAndLeads() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY);
        rig.start();
        assertEquals(
                """
                founded
                committed before 3:\s
                leads 1
                """,
                rig.heard());
        assertEquals(
                new Batch.Control(
                        List.of(
                                new ControlRecord.LeaderChange(Rig.ME, List.of(Rig.ME)),
                                new ControlRecord.ClusterFounded(Rig.CLUSTER),
                                new ControlRecord.Voters(Rig.ALONE))),
                rig.log.disk().batches().getFirst().content());
    }

    @Test
    void answersOnlyAfterTheSyncAndAfterItIsApplied() {
        Rig rig = Rig.leading();
        rig.log.hold();
        rig.propose(1, "a", "b");
        rig.propose(1, "c");
        rig.confirm(1, "read");
        rig.lane.settle();
        assertEquals(List.of(), rig.heard);
        rig.log.confirmOne();
        rig.lane.settle();
        rig.log.confirmOne();
        rig.lane.settle();
        assertEquals(
                """
                committed before 5: 3=a 4=b
                a+b: committed 4 in 1
                committed before 6: 5=c
                c: committed 5 in 1
                read: committed 5 in 1
                """,
                rig.heard());
    }

    @Test
    void nothingCommitsWhileTheBallotOrTheLeaderChangeIsOnItsWay() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY);
        rig.log.hold();
        rig.start();
        rig.propose(1, "a");
        rig.log.confirmOne();
        rig.lane.settle();
        rig.propose(1, "b");
        assertEquals(
                """
                a: refused NotLeader[epoch=1]
                b: refused Opening[epoch=1]
                """,
                rig.heard());
        rig.log.confirmOne();
        rig.lane.settle();
        assertEquals("leads 1", rig.heard.getLast());
    }

    /** The first thing a new leader does is to propose, from inside the call that tells it. */
    @Test
    void stateMachineMayProposeInsideItsCalls() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY);
        rig.whenLeading(epoch -> rig.propose(epoch, "cluster"));
        rig.start();
        assertEquals(
                """
                founded
                committed before 3:\s
                leads 1
                committed before 4: 3=cluster
                cluster: committed 3 in 1
                """,
                rig.heard());
    }

    @Test
    void whatIsAskedInsideACallIsAnsweredAfterIt() {
        Rig rig = Rig.leading();
        rig.whenCommitted(() -> {
            rig.confirm(1, "read");
            rig.driver.stop();
            rig.heard.add("end of call");
        });
        rig.propose(1, "a");
        rig.lane.settle();
        assertEquals(
                """
                committed before 4: 3=a
                end of call
                a: committed 3 in 1
                read: committed 3 in 1
                resigned from 1
                """,
                rig.heard());
    }

    @Test
    void hungDiskEndsTheLeadershipAndItsReturnBeginsAnother() {
        Rig rig = Rig.leading();
        rig.log.hold();
        rig.propose(1, "a");
        rig.lane.pass(3 * SECOND);
        rig.lane.pass(3 * SECOND);
        assertEquals(
                """
                resigned from 1
                a: unknown in 1
                """,
                rig.heard());
        rig.log.release();
        rig.lane.settle();
        assertEquals(
                """
                resigned from 1
                a: unknown in 1
                committed before 5: 3=a
                leads 2
                """,
                rig.heard());
    }

    /** A laptop sleeps, a process is stopped: the disk has answered, nobody has listened. */
    @Test
    void pauseOfTheProcessIsNotSilenceOfTheDisk() {
        Rig rig = Rig.leading();
        rig.log.hold();
        rig.propose(1, "a");
        rig.lane.settle();
        rig.log.confirmOne();
        rig.lane.freeze(60 * SECOND);
        rig.lane.settle();
        assertEquals(
                """
                committed before 4: 3=a
                a: committed 3 in 1
                """,
                rig.heard());
    }

    @Test
    void idleMemberSetsNoAlarm() {
        Rig rig = Rig.leading();
        rig.propose(1, "a");
        rig.lane.pass(5 * SECOND);
        assertEquals(0, rig.lane.alarmCount());
        rig.lane.pass(3_600 * SECOND);
        assertInstanceOf(Role.Leader.class, rig.driver.standing().role());
        assertEquals(1, rig.driver.standing().ballot().epoch());
    }

    @Test
    void epochIsToldOnlyWhenItIsOnDisk() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY);
        rig.log.hold();
        rig.start();
        rig.driver.onMessage(2, VOTE_ASKED);
        rig.lane.settle();
        assertEquals(List.of(), rig.heard);
        rig.log.confirmOne();
        rig.lane.settle();
        assertEquals(1, rig.heard.size(), rig.heard());
        assertTrue(rig.heard.getFirst().startsWith("to 2: VoteRefused[epoch=1,"), rig.heard());
    }

    /**
     * The disk owes an entry of the old epoch as well: its confirmation is not that of the ballot.
     */
    @Test
    void epochIsNotToldOnTheWordOfAnEarlierWrite() {
        Rig rig = Rig.leading();
        rig.log.hold();
        rig.propose(1, "a");
        rig.lane.pass(3 * SECOND);
        rig.lane.pass(3 * SECOND);
        rig.heard.clear();
        rig.driver.onMessage(2, VOTE_ASKED);
        rig.log.confirmOne();
        rig.lane.settle();
        assertEquals(List.of(), rig.heard);
        rig.log.confirmOne();
        rig.lane.settle();
        assertTrue(rig.heard.getFirst().startsWith("to 2: VoteRefused[epoch=2,"), rig.heard());
    }

    @Test
    void heldMessagesAreBounded() {
        RaftSettings settings = small();
        Rig rig = new Rig(MemoryLog.Disk.EMPTY, settings);
        rig.log.hold();
        rig.start();
        for (int i = 0; i < HELD + 3; i++) rig.driver.onMessage(2, VOTE_ASKED);
        rig.log.confirmOne();
        rig.lane.settle();
        assertEquals(HELD, rig.heard.size());
    }

    @Test
    void noneIsSoFewThatAVoterIsNeverAsked() {
        assertThrows(BrokenInvariant.class, () -> small(HELD - 1));
    }

    @Test
    void emptyRecordsTooHaveWeight() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY, small());
        rig.start();
        rig.heard.clear();
        rig.propose(1, "", "", "", "");
        assertEquals(List.of("+++: refused TooLarge[bytes=128, bytesMax=99]"), rig.heard);
    }

    @Test
    void stoppingAnswersWhatIsOpen() {
        Rig rig = Rig.leading();
        rig.log.hold();
        rig.propose(1, "a");
        rig.driver.stop();
        rig.log.release();
        rig.lane.pass(9 * SECOND);
        rig.propose(1, "b");
        assertEquals(
                """
                resigned from 1
                a: unknown in 1
                b: refused NotLeader[epoch=1]
                """,
                rig.heard());
    }

    @Test
    void theOnlyVoterMayMove() {
        Rig rig = Rig.leading();
        VoterSet.Voter moved = new VoterSet.Voter(Rig.ME, "one:7072");
        rig.driver.changeVoters(1, new VoterChange.Move(moved), _ -> {});
        rig.lane.settle();
        assertEquals(
                Optional.of(new VoterSet(List.of(moved))),
                rig.driver.standing().members().current());
    }

    @Test
    void aLeaderSaysWhereItIsReachedItself() {
        Rig rig = Rig.leading();
        VoterSet.Voter before = new VoterSet.Voter(Rig.ME, "elsewhere:7071");
        rig.driver.changeVoters(1, new VoterChange.Move(before), _ -> {});
        rig.lane.pass(5 * SECOND);
        rig.propose(1, "a");
        rig.lane.settle();
        assertEquals(Optional.of(Rig.ALONE), rig.driver.standing().members().current());
    }
}
