package io.skein.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import org.junit.jupiter.api.Test;

/** One rule, one story. */
final class MemberStoryTest {
    private static final RaftSettings TIGHT = new RaftSettings(2_000_000_000L, 2, 10, 15, 100, 1);

    @Test
    void firstStartSavesBallotThenWritesVotersThenCommits() {
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 1
                  save ballot 1 for node 1
                > ballot 1 saved
                  become leader of 1 from 0
                  write at 0 in epoch 1: LeaderChange, Voters
                > durable up to 2
                  commit before 2
                """,
                Story.fresh().tick(0).ballotSaved().durable().told());
    }

    @Test
    void nothingIsWrittenBeforeTheBallotIsDurable() {
        Story story = Story.fresh().tick(0).tick(100).propose(1, 1, 1, 1).tick(9_999);
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 1
                  save ballot 1 for node 1
                > tick 100 ms
                > #1 proposes 1 in epoch 1
                  #1 refused: NotLeader[epoch=1]
                > tick 9999 ms
                """,
                story.told());
    }

    @Test
    void leaderCommitsNothingBeforeItsOwnSync() {
        Story story = Story.leading(RaftSettings.defaults());
        story.propose(1, 1, 2, 20).propose(2, 1, 1, 10).tick(1);
        story.durable(new LogPoint(4, 1)).durable(new LogPoint(5, 1));
        assertEquals(
                """
                > #1 proposes 2 in epoch 1
                  write at 2 in epoch 1: 2 of #1
                > #2 proposes 1 in epoch 1
                  write at 4 in epoch 1: 1 of #2
                > tick 1 ms
                > durable up to 4
                  commit before 4
                  #1 committed up to 3 in epoch 1
                > durable up to 5
                  commit before 5
                  #2 committed up to 4 in epoch 1
                """,
                story.told());
    }

    @Test
    void oneSyncAnswersManyProposals() {
        Story story = Story.leading(RaftSettings.defaults());
        story.propose(1, 1, 1, 1).propose(2, 1, 1, 1).durable();
        assertEquals(
                """
                > #1 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #1
                > #2 proposes 1 in epoch 1
                  write at 3 in epoch 1: 1 of #2
                > durable up to 4
                  commit before 4
                  #1 committed up to 2 in epoch 1
                  #2 committed up to 3 in epoch 1
                """,
                story.told());
    }

    /** Raft §5.4.2: entries of earlier epochs count only together with one of its own. */
    @Test
    void restartedLeaderTakesNewEpochAndCommitsOldEntriesWithItsOwn() {
        Story story = Story.restarted(3, new LogPoint(8, 3)).tick(0).ballotSaved();
        story.durable(new LogPoint(8, 3)).propose(1, 4, 1, 1).durable();
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 4
                  save ballot 4 for node 1
                > ballot 4 saved
                  become leader of 4 from 8
                  write at 8 in epoch 4: LeaderChange
                > durable up to 8
                > #1 proposes 1 in epoch 4
                  #1 refused: Opening[epoch=4]
                > durable up to 9
                  commit before 9
                """,
                story.told());
    }

    /** The ballot was saved, the leader change was not: the epoch is used up all the same. */
    @Test
    void epochOfALostLeadershipIsNotUsedAgain() {
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 6
                  save ballot 6 for node 1
                > ballot 6 saved
                  become leader of 6 from 8
                  write at 8 in epoch 6: LeaderChange
                """,
                Story.restarted(5, new LogPoint(8, 3)).tick(0).ballotSaved().told());
    }

    @Test
    void whoSawAnotherEpochIsRefused() {
        assertEquals(
                """
                > #1 proposes 1 in epoch 0
                  #1 refused: NotLeader[epoch=1]
                > #2 reads
                  #2 refused: NotLeader[epoch=1]
                """,
                Story.leading(TIGHT).propose(1, 0, 1, 1).read(2, 2).told());
    }

    @Test
    void tooManyProposalsAreRefusedUntilSomeAreCommitted() {
        Story story = Story.leading(TIGHT);
        story.propose(1, 1, 1, 1).propose(2, 1, 1, 1).propose(3, 1, 1, 1).read(4, 1);
        story.durable().propose(5, 1, 1, 1);
        assertEquals(
                """
                > #1 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #1
                > #2 proposes 1 in epoch 1
                  write at 3 in epoch 1: 1 of #2
                > #3 proposes 1 in epoch 1
                  #3 refused: Full[proposals=2, bytes=2]
                > #4 reads
                  #4 refused: Full[proposals=2, bytes=2]
                > durable up to 4
                  commit before 4
                  #1 committed up to 2 in epoch 1
                  #2 committed up to 3 in epoch 1
                > #5 proposes 1 in epoch 1
                  write at 4 in epoch 1: 1 of #5
                """,
                story.told());
    }

    @Test
    void tooManyBytesAreRefusedUntilSomeAreCommitted() {
        assertEquals(
                """
                > #1 proposes 1 in epoch 1
                  #1 refused: TooLarge[bytes=11, bytesMax=10]
                > #2 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #2
                > #3 proposes 1 in epoch 1
                  #3 refused: Full[proposals=1, bytes=10]
                > durable up to 3
                  commit before 3
                  #2 committed up to 2 in epoch 1
                > #4 proposes 1 in epoch 1
                  write at 3 in epoch 1: 1 of #4
                """,
                Story.leading(TIGHT)
                        .propose(1, 1, 1, 11)
                        .propose(2, 1, 1, 10)
                        .propose(3, 1, 1, 6)
                        .durable()
                        .propose(4, 1, 1, 6)
                        .told());
    }

    @Test
    void readWaitsForWhatWasProposedBeforeIt() {
        Story story = Story.leading(RaftSettings.defaults());
        story.read(1, 1).propose(2, 1, 1, 1).read(3, 1).durable();
        assertEquals(
                """
                > #1 reads
                  #1 committed up to 1 in epoch 1
                > #2 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #2
                > #3 reads
                > durable up to 3
                  commit before 3
                  #2 committed up to 2 in epoch 1
                  #3 committed up to 2 in epoch 1
                """,
                story.told());
    }

    /**
     * An epoch that was told before it was durable could be won again, by another, after a crash.
     */
    @Test
    void epochIsToldOnlyWhenDurable() {
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 1
                  save ballot 1 for node 1
                > a stranger campaigns for epoch 7
                  tell 2: refused, epoch is 1 (AFTER_DURABLE)
                > ballot 1 saved
                  become leader of 1 from 0
                  write at 0 in epoch 1: LeaderChange, Voters
                > a stranger campaigns for epoch 7
                  tell 2: refused, epoch is 1 (AT_ONCE)
                """,
                Story.fresh().tick(0).voteAsked(7).ballotSaved().voteAsked(7).told());
    }

    @Test
    void whatCannotBeStopsTheMember() {
        LogPoint end = new LogPoint(8, 3);
        Story leading = Story.leading(RaftSettings.defaults());
        assertThrows(BrokenInvariant.class, () -> Story.restarted(2, end));
        assertThrows(BrokenInvariant.class, () -> leading.durable(new LogPoint(3, 1)));
        assertThrows(BrokenInvariant.class, () -> leading.durable(new LogPoint(1, 1)));
        assertThrows(BrokenInvariant.class, leading::ballotSaved);
        assertThrows(BrokenInvariant.class, () -> leading.tick(-1));
    }

    @Test
    void forgottenBallotIsDamage() {
        LogPoint end = new LogPoint(8, 3);
        assertEquals(
                "the log holds entries of epoch 3 but the ballot knows only epoch 0",
                new Remembered(Ballot.NONE, end).damage().orElseThrow());
    }
}
