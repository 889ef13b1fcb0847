package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.Answer;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.QuorumReport.Member;
import io.skein.server.door.RestartReply.AtRisk;
import io.skein.server.door.RestartReply.Behind;
import io.skein.server.door.RestartReply.CatchUpJudged;
import io.skein.server.door.RestartReply.Lack;
import io.skein.server.door.RestartReply.QuorumLeft;
import io.skein.server.door.RestartReply.StopJudged;
import io.skein.server.door.RestartRequest.CanStop;
import io.skein.server.door.RestartRequest.CaughtUp;
import io.skein.server.door.RestartRequest.Drain;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told about nodes that are to stop, or have come back. Two replicas have to agree. */
class RestartPlansTest {
    private final Set<PartitionId> shutOnTwo = new TreeSet<>();
    private final NodePlans.OpenLogs open = (node, id) -> node != 2 || !shutOnTwo.contains(id);
    private final RestartPlans plans = new RestartPlans(_ -> 2, open);
    private final Small small = new Small();

    private static Member member(int node, long lag, long silentMillis) {
        return new Member(node, new Uuid(node, 1), "n:1", 0, 0, lag, silentMillis);
    }

    /** Of which these vote, silent for so many milliseconds. */
    private static QuorumReport quorum(long... silentMillis) {
        List<Member> voters = new ArrayList<>();
        for (long silent : silentMillis) voters.add(member(voters.size() + 1, 7, silent));
        return new QuorumReport(1, 1, 9, voters, List.of(member(4, 5_000, 0)));
    }

    private StopJudged canStop(int node, QuorumReport quorum) {
        return small.done(plans.canStop(small.image, new CanStop(node), quorum), StopJudged.class);
    }

    private StopJudged canStop(int node) {
        return canStop(node, quorum(0, 0, 0));
    }

    private CatchUpJudged caughtUp(int node) {
        return small.done(
                plans.caughtUp(small.image, new CaughtUp(node), quorum(0, 0, 2_000)),
                CatchUpJudged.class);
    }

    @Test
    void whereEnoughAreLeftANodeMayStop() {
        small.partition("1 2 3", "1 2 3", 1);
        small.partition("2 3", "2 3", 2);
        small.partition("1 2 3", "2 3", 2);
        assertEquals(
                new StopJudged(0, 0, List.of(), new QuorumLeft(3, 2, 2), List.of(), 0), canStop(1));
        assertTrue(canStop(1).canStop());
    }

    @Test
    void whereTooFewWouldBeLeftItMayNot() {
        small.partition("1 2 3", "1 2", 1);
        StopJudged told = canStop(1);
        assertFalse(told.canStop());
        assertEquals(
                List.of(new AtRisk("lines", 0, List.of(2), 2, false, false)), told.partitions());
        assertEquals(List.of(3), told.waitsFor());
        assertEquals(StopCheck.RETRY_MILLIS, told.retryAfterMillis());
        assertTrue(canStop(3).canStop(), "nobody counts on it");
    }

    @Test
    void whoIsStoppingCountsAsGone() {
        small.partition("1 2 3", "1 2 3", 1);
        small.done(
                new StoppingPlans(_ -> 2, open).drain(small.image, new Drain(3, false)),
                Object.class);
        StopJudged told = canStop(1);
        assertEquals(List.of(2), told.partitions().getFirst().left());
        assertEquals(new QuorumLeft(3, 1, 2), told.quorum());
        assertEquals(List.of(3), told.waitsFor());
        assertTrue(canStop(3).canStop(), "it may itself");
    }

    @Test
    void whatNoWaitingCanHelpIsSaid() {
        small.partition("1 2", "1 2", 1);
        small.partition("1", "1", 1);
        StopJudged told = canStop(1);
        assertEquals(2, told.atRisk());
        assertEquals(2, told.unavoidable());
        assertEquals(
                List.of(
                        new AtRisk("lines", 0, List.of(2), 2, false, true),
                        new AtRisk("lines", 1, List.of(), 1, true, true)),
                told.partitions());
        assertEquals(0, told.retryAfterMillis());
    }

    @Test
    void enoughInSyncMayStillBeNobodyWhoCanLead() {
        RestartPlans one = new RestartPlans(_ -> 1, open);
        small.partition("1 2", "1 2", 1);
        shutOnTwo.add(small.id(0));
        StopJudged told =
                small.done(
                        one.canStop(small.image, new CanStop(1), quorum(0, 0, 0)),
                        StopJudged.class);
        assertEquals(
                List.of(new AtRisk("lines", 0, List.of(2), 1, true, false)), told.partitions());
        assertEquals(List.of(2), told.waitsFor());
    }

    @Test
    void theQuorumHasToGoOn() {
        StopJudged told = canStop(1, quorum(0, StopCheck.SILENT_MILLIS_MAX, 0));
        assertFalse(told.canStop());
        assertEquals(new QuorumLeft(3, 1, 2), told.quorum());
        assertEquals(List.of(2), told.waitsFor());
        assertTrue(told.retryAfterMillis() > 0);
        assertTrue(canStop(2, quorum(0, StopCheck.SILENT_MILLIS_MAX, 0)).canStop());
        assertTrue(canStop(1, quorum(0, StopCheck.SILENT_MILLIS_MAX - 1, 0)).canStop());
        assertEquals(0, canStop(1, quorum(0, 0)).retryAfterMillis(), "two are always too few");
        assertFalse(canStop(1, quorum(0)).canStop());
    }

    @Test
    void onlySoManyAreNamed() {
        for (int i = 0; i <= StopCheck.NAMED_MAX; i++) small.partition("1", "1", 1);
        StopJudged told = canStop(1);
        assertEquals(StopCheck.NAMED_MAX + 1, told.atRisk());
        assertEquals(StopCheck.NAMED_MAX, told.partitions().size());
        small.commit(new NodePlans(_ -> 2, open).fence(small.image, 1));
        CatchUpJudged back = caughtUp(1);
        assertEquals(CatchUpCheck.NAMED_MAX + 1, back.behind());
        assertEquals(CatchUpCheck.NAMED_MAX, back.partitions().size());
    }

    @Test
    void whoIsTrustedWithAllInSyncHasCaughtUp() {
        small.partition("1 2", "1 2", 1);
        small.partition("1 3", "1 3", 1);
        assertEquals(
                new CatchUpJudged(true, false, false, 1, 0, List.of(), OptionalLong.of(7)),
                caughtUp(2));
    }

    @Test
    void whatANodeLacksIsTold() {
        small.partition("1 2", "1", 1);
        small.partition("1 2", "1 2", 1);
        small.partition("1 2", "1", -1);
        shutOnTwo.add(small.id(1));
        CatchUpJudged told = caughtUp(2);
        assertFalse(told.caughtUp());
        assertEquals(3, told.replicas());
        assertEquals(
                List.of(
                        new Behind("lines", 0, Lack.NOT_IN_SYNC),
                        new Behind("lines", 1, Lack.NOT_OPEN),
                        new Behind("lines", 2, Lack.NO_LEADER)),
                told.partitions());
    }

    @Test
    void whoIsFencedOrFarBehindInTheMetadataHasNotCaughtUp() {
        small.fence(2);
        assertTrue(caughtUp(2).fenced());
        assertFalse(caughtUp(2).caughtUp());
        assertEquals(OptionalLong.empty(), caughtUp(3).metadataLag(), "it was not heard");
        assertFalse(caughtUp(3).caughtUp());
        assertEquals(OptionalLong.of(5_000), caughtUp(4).metadataLag(), "an observer");
        assertFalse(caughtUp(4).caughtUp());
        assertTrue(caughtUp(1).caughtUp());
    }

    @Test
    void whoIsNotThereIsRefused() {
        assertInstanceOf(
                Answer.Refused.class,
                plans.canStop(small.image, new CanStop(9), quorum(0)).answer());
        assertInstanceOf(
                Answer.Refused.class,
                plans.caughtUp(small.image, new CaughtUp(9), quorum(0)).answer());
    }
}
