package io.skein.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How a leadership ends: by a disk that goes silent, or because the node stops. */
final class StepDownStoryTest {
    @Test
    void leaderWithASilentDiskStepsDownAndItsAskersHearUnknown() {
        Story story = Story.leading(RaftSettings.defaults());
        story.propose(1, 1, 1, 1).tick(10).tick(2_009).tick(2_010).tick(2_010);
        story.durable().ballotSaved().durable();
        assertEquals(
                """
                > #1 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #1
                > tick 10 ms
                > tick 2009 ms
                > tick 2010 ms
                  become waiting
                  #1 unknown, epoch 1 is over
                > tick 2010 ms
                  become candidate of epoch 2
                  save ballot 2 for node 1
                > durable up to 3
                > ballot 2 saved
                  become leader of 2 from 3
                  write at 3 in epoch 2: LeaderChange
                > durable up to 4
                  commit before 4
                """,
                story.told());
    }

    @Test
    void diskThatConfirmsAnythingIsNotSilent() {
        Story story = Story.leading(RaftSettings.defaults());
        story.propose(1, 1, 1, 1).propose(2, 1, 1, 1).tick(0);
        story.durable(new LogPoint(3, 1)).tick(1_999).tick(3_998);
        assertEquals(new Role.Leader(1, 0), story.member().standing().role());
        assertEquals(
                new Role.Waiting(3_999_000_000L), story.tick(3_999).member().standing().role());
    }

    @Test
    void idleLeaderNeedsNoTick() {
        Story story = Story.leading(RaftSettings.defaults());
        assertEquals(OptionalLong.empty(), story.member().nextWakeNanos());
        story.propose(1, 1, 1, 1).tick(5);
        assertEquals(OptionalLong.of(2_005_000_000L), story.member().nextWakeNanos());
        story.durable().tick(6);
        assertEquals(OptionalLong.empty(), story.member().nextWakeNanos());
    }

    @Test
    void stoppingAnswersAllAndTakesPartNoMore() {
        Story story = Story.leading(RaftSettings.defaults());
        story.propose(1, 1, 1, 1).stop().durable().tick(60_000).propose(2, 1, 1, 1);
        assertEquals(
                """
                > #1 proposes 1 in epoch 1
                  write at 2 in epoch 1: 1 of #1
                > stop
                  become resigned
                  #1 unknown, epoch 1 is over
                > durable up to 3
                > tick 60000 ms
                > #2 proposes 1 in epoch 1
                  #2 refused: NotLeader[epoch=1]
                """,
                story.told());
    }

    @Test
    void stoppingWhileABallotIsOnItsWayWinsNothing() {
        assertEquals(
                """
                > tick 0 ms
                  become candidate of epoch 1
                  save ballot 1 for node 1
                > stop
                  become resigned
                > ballot 1 saved
                > tick 1 ms
                """,
                Story.fresh().tick(0).stop().ballotSaved().tick(1).told());
    }
}
