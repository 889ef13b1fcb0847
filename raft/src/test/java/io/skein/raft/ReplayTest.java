package io.skein.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Uuid;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.nio.ByteBuffer;
import java.util.List;
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
                committed before 2:\s
                committed before 3: 2=a
                committed before 5: 3=b 4=c
                committed before 6:\s
                leads 2
                committed before 7: 6=d
                d: committed 6 in 2
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
                committed before 2:\s
                committed before 3: 2=kept
                committed before 4:\s
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
                committed before 2:\s
                committed before 3: 2=a
                committed before 4:\s
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
                committed before 2:\s
                end of call
                committed before 3: 2=a
                end of call
                committed before 4:\s
                end of call
                leads 2
                read: committed 3 in 2
                read: committed 3 in 2
                read: committed 3 in 2
                """,
                second.heard());
    }

    @Test
    void logOfOtherVotersStopsTheMember() {
        VoterSet others =
                new VoterSet(
                        List.of(new VoterSet.Voter(new VoterId(1, new Uuid(9, 9)), "one:7071")));
        RaftBatch voters = control(ControlFormat.encode(new ControlRecord.Voters(others)));
        assertThrows(BrokenInvariant.class, new Rig(diskWith(voters))::start);
    }

    @Test
    void damagedControlRecordStopsTheMember() {
        RaftBatch damaged = control(ByteBuffer.allocate(3));
        assertThrows(BrokenInvariant.class, new Rig(diskWith(damaged))::start);
    }

    private static RaftBatch control(ByteBuffer record) {
        return new RaftBatch(RaftBatch.Kind.CONTROL, 1, 0, List.of(record));
    }

    private static MemoryLog.Disk diskWith(RaftBatch batch) {
        return new MemoryLog.Disk(Rig.leading().log.disk().ballot(), List.of(batch));
    }
}
