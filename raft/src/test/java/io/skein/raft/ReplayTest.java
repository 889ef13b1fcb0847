package io.skein.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a driver does with the log of an earlier life. */
final class ReplayTest {
    @Test
    void restartReplaysEverythingBeforeItLeads() {
        Rig first = Rig.leading();
        first.propose(1, "a");
        first.lane.settle();
        first.propose(1, "b", "c");
        first.lane.settle();

        Rig second = new Rig(first.log.disk());
        second.start();
        second.propose(2, "d");
        second.lane.settle();
        assertEquals(
                """
                founded
                committed before 3:\s
                committed before 4: 3=a
                committed before 6: 4=b 5=c
                committed before 7:\s
                leads 2
                committed before 8: 7=d
                d: committed 7 in 2
                """,
                second.heard());
    }

    @Test
    void lossOfPowerLosesOnlyWhatWasNotAnswered() {
        Rig first = Rig.leading();
        first.propose(1, "kept");
        first.lane.settle();
        first.log.hold();
        first.propose(1, "lost");
        first.lane.settle();

        Rig second = new Rig(first.log.disk());
        second.start();
        assertEquals(
                """
                founded
                committed before 3:\s
                committed before 4: 3=kept
                committed before 5:\s
                leads 2
                """,
                second.heard());
    }

    @Test
    void leadershipThatEndsDuringReplayIsNeverAnnounced() {
        Rig first = Rig.leading();
        first.propose(1, "a");
        first.lane.settle();

        Rig second = new Rig(first.log.disk());
        second.whenCommitted(second.driver::stop);
        second.start();
        assertEquals(
                """
                founded
                committed before 3:\s
                committed before 4: 3=a
                committed before 5:\s
                """,
                second.heard());
    }

    @Test
    void whatIsAskedDuringReplayIsAnsweredAfterIt() {
        Rig first = Rig.leading();
        first.propose(1, "a");
        first.lane.settle();

        Rig second = new Rig(first.log.disk());
        second.whenCommitted(() -> {
            second.confirm(2, "read");
            second.heard.add("end of call");
        });
        second.start();
        assertEquals(
                """
                founded
                committed before 3:\s
                end of call
                committed before 4: 3=a
                end of call
                committed before 5:\s
                end of call
                leads 2
                read: committed 4 in 2
                read: committed 4 in 2
                read: committed 4 in 2
                """,
                second.heard());
    }

    /** Another directory has the vote of this node: this one follows, whenever it hears of one. */
    @Test
    void aLogOfOtherVotersMakesAnObserver() {
        VoterSet others =
                new VoterSet(
                        List.of(new VoterSet.Voter(new VoterId(1, new Uuid(9, 9)), "one:7071")));
        Batch.Control voters = new Batch.Control(List.of(new ControlRecord.Voters(others)));
        List<Batch> log = List.of(new Batch(1, 0, voters));
        Ballot ballot = Rig.leading().log.disk().ballot();
        Rig rig = new Rig(new MemoryLog.Disk(ballot, Optional.empty(), log));
        rig.start();
        rig.lane.pass(60_000_000_000L);
        assertEquals(List.of(), rig.heard);
        assertInstanceOf(Role.Waiting.class, rig.driver.standing().role());
    }

    @Test
    void aSnapshotStandsForWhatWasBeforeIt() {
        RaftSettings d = RaftSettings.defaults();
        RaftSettings small =
                new RaftSettings(d.times(), 9, 99, 99, 99, 1_000, 80, d.heldSendsMax(), 9, true);
        Rig first = new Rig(MemoryLog.Disk.EMPTY, small);
        first.start();
        for (int i = 0; i < 7; i++) {
            first.propose(1, "entry-" + i);
            first.lane.settle();
        }
        assertTrue(first.driver.figures().snapshotsTaken() >= 2);
        MemoryLog.Disk disk = first.log.disk();
        assertTrue(disk.batches().getFirst().first() > 0, "the head of the log is gone");
        Rig second = new Rig(disk, small);
        second.start();
        long at = disk.snapshot().orElseThrow().at().next();
        assertTrue(second.heard.getFirst().startsWith("snapshot before " + at), second.heard());
        assertTrue(second.heard().endsWith("leads 2\n"), second.heard());
        long applied = second.heard().lines().filter(line -> line.contains("=entry-")).count();
        assertEquals(10 - at, applied, "what is in the snapshot is not handed over again");
    }

    /** The member knows of a later agreement by the time an earlier part of the log is applied. */
    @Test
    void aSnapshotTakenDuringReplayNamesWhoVotedThere() {
        Rig first = Rig.leading();
        for (int i = 0; i < 7; i++) {
            first.propose(1, "entry-" + i);
            first.lane.settle();
        }
        VoterSet.Voter moved = new VoterSet.Voter(Rig.ME, "one:7072");
        first.driver.changeVoters(1, new VoterChange.Move(moved), _ -> {});
        first.lane.settle();

        RaftSettings d = RaftSettings.defaults();
        RaftSettings small =
                new RaftSettings(d.times(), 9, 99, 99, 99, 1_000, 80, d.heldSendsMax(), 9, true);
        Rig second = new Rig(first.log.disk(), small);
        List<Optional<VoterSet>> named = new ArrayList<>();
        second.whenCommitted(() -> {
            // Snapshots are thought of only when something is heard.
            second.confirm(2, "read");
            second.log.disk().snapshot().ifPresent(one -> named.add(one.members().current()));
        });
        second.start();
        second.propose(2, "last");
        second.lane.settle();
        assertEquals(Optional.of(Rig.ALONE), named.getFirst());
        assertEquals(Optional.of(new VoterSet(List.of(moved))), named.getLast());
    }

    /** The settings need not know voters that came later. */
    @Test
    void aRestartReachesWhomTheLogNames() {
        VoterSet.Voter other = new VoterSet.Voter(new VoterId(2, new Uuid(0, 2)), "two:7071");
        VoterSet both = new VoterSet(List.of(Rig.ALONE.voters().getFirst(), other));
        Batch.Control voters = new Batch.Control(List.of(new ControlRecord.Voters(both)));
        Ballot ballot = Rig.leading().log.disk().ballot();
        List<Batch> log = List.of(new Batch(1, 0, voters));
        Rig rig = new Rig(new MemoryLog.Disk(ballot, Optional.empty(), log));
        rig.start();
        assertEquals("reach 2 at two:7071", rig.heard.getFirst());
    }
}
