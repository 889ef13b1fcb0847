package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartReply.Kept;
import io.skein.server.door.RestartReply.KeptLead;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What becomes of nodes that are about to stop, and of what they lead. */
class StoppingPlansTest {
    private static final Drain DRAIN_ONE = new Drain(1, false);

    private final Set<PartitionId> shut = new TreeSet<>();
    private final NodePlans.OpenLogs open = (node, id) -> node != 2 || !shut.contains(id);
    private final StoppingPlans plans = new StoppingPlans(_ -> 2, open);
    private final NodePlans nodes = new NodePlans(_ -> 2, open);
    private final Small small = new Small();

    private Drained drain(Drain request) {
        return small.done(plans.drain(small.image, request), Drained.class);
    }

    /** The same, when all has been handed over that could be. */
    private Drained drainAll(Drain request) {
        drain(request);
        handOver(request.node());
        return drain(request);
    }

    /** Its leaders have nothing on their way, and ask for others. */
    private void handOver(int node) {
        List<InSyncClaim> claims = new ArrayList<>();
        for (int number = 0; number < small.count(); number++) {
            PartitionImage one = small.image.partition(small.id(number)).orElseThrow();
            if (one.leader() != node) continue;
            claims.add(
                    new InSyncClaim(
                            small.id(number),
                            one.leaderEpoch(),
                            one.partitionEpoch(),
                            InSync.of(one.inSync(), Map.of(), List.of()),
                            Wish.HAND_OVER));
        }
        small.commit(nodes.count(small.image, node, claims).records());
    }

    @Test
    void whatAStoppingNodeLeadsGoesToTheFirstThatIsInSync() {
        small.partition("1 2 3", "1 2 3", 1);
        small.partition("1 2 3", "1 3", 1);
        small.partition("2 1 3", "1 2 3", 2);
        assertEquals(new Drained(true, 2, 0, 0, List.of()), drain(DRAIN_ONE));
        assertEquals(new Drained(true, 0, 0, 0, List.of()), drainAll(DRAIN_ONE));
        assertEquals("[1, 2, 3] led by 2 in 5", small.stand(0), "and it stays in sync");
        assertEquals("[1, 3] led by 3 in 5", small.stand(1));
        assertEquals("[1, 2, 3] led by 2 in 4", small.stand(2));
        assertTrue(small.image.isStopping(1));
    }

    @Test
    void whatNobodyElseCanLeadIsKeptAndToldOf() {
        small.partition("1", "1", 1);
        small.partition("1 2", "1", 1);
        small.partition("1 2", "1 2", 1);
        shut.add(small.id(2));
        small.partition("1 4", "1", 1);
        small.fence(4);
        List<KeptLead> kept =
                List.of(
                        new KeptLead("lines", 0, Kept.ONLY_COPY),
                        new KeptLead("lines", 1, Kept.OTHERS_BEHIND),
                        new KeptLead("lines", 2, Kept.OTHERS_BEHIND),
                        new KeptLead("lines", 3, Kept.OTHERS_AWAY));
        Drained drained = drainAll(DRAIN_ONE);
        assertEquals(new Drained(true, 0, 2, 2, kept), drained);
        assertFalse(drained.isDone());
        assertEquals("[1] led by 1 in 4", small.stand(0));
        shut.clear();
        drained = drain(DRAIN_ONE);
        assertEquals(1, drained.remaining(), "one is ready meanwhile");
        assertEquals(1, drained.waiting());
    }

    @Test
    void stoppingNodesGiveNothingToEachOther() {
        small.partition("1 2", "1 2", 1);
        small.partition("1 2 3", "1 2 3", 1);
        drain(new Drain(2, false));
        Drained drained = drainAll(DRAIN_ONE);
        assertEquals(
                List.of(new KeptLead("lines", 0, Kept.OTHERS_AWAY)), drained.kept(), "the other");
        assertTrue(drained.isDone(), "nothing comes of waiting");
        assertEquals("[1, 2, 3] led by 3 in 5", small.stand(1));
    }

    @Test
    void whoIsNotToGoGoesOn() {
        small.partition("1 2", "1 2", 1);
        handOver(1);
        assertEquals("[1, 2] led by 1 in 4", small.stand(0));
    }

    @Test
    void onlySoManyAreNamed() {
        for (int i = 0; i < Leads.NAMED_MAX + 1; i++) small.partition("1", "1", 1);
        Drained drained = drain(DRAIN_ONE);
        assertEquals(Leads.NAMED_MAX + 1, drained.stuck());
        assertEquals(Leads.NAMED_MAX, drained.kept().size());
    }

    @Test
    void toAskAgainChangesNothingAndCancelEndsIt() {
        small.partition("1 2", "1 2", 1);
        drainAll(DRAIN_ONE);
        assertEquals(List.of(), plans.drain(small.image, DRAIN_ONE).records());
        assertFalse(drain(new Drain(1, true)).stopping());
        assertFalse(small.image.isStopping(1));
        assertEquals(List.of(), plans.drain(small.image, new Drain(1, true)).records());
        assertEquals("[1, 2] led by 2 in 5", small.stand(0), "what went does not come back");
    }

    @Test
    void whoIsNotThereIsRefused() {
        assertEquals(
                "there is no node 9; the nodes of this cluster are [1, 2, 3, 4]",
                refused(plans.drain(small.image, new Drain(9, false))).message());
    }

    /** It was on its way while the node died and came back. */
    @Test
    void whatAnEarlierRunAskedForItselfMarksNoLaterOne() {
        Drain own = new Drain(1, false, Optional.of(Small.run(1, 1)));
        small.commit(List.of(new NodeRegistered(Small.node(1, 2))));
        assertEquals(
                "node 1 has been started anew since it asked to stop",
                refused(plans.drain(small.image, own)).message());
        assertFalse(small.image.isStopping(1));
        assertTrue(drain(new Drain(1, false, Optional.of(Small.run(1, 2)))).stopping());
    }

    @Test
    void anOlderLevelKnowsNoSuchMark() {
        MetadataImage old = small.imageOfLevel(1);
        Refusal why = refused(plans.drain(old, DRAIN_ONE));
        assertTrue(why.message().contains("level 1"), why::message);
    }

    private static Refusal refused(Decision<AdminReply> decision) {
        assertEquals(List.of(), decision.records());
        return assertInstanceOf(Answer.Refused.class, decision.answer()).refusal();
    }

    @Test
    void theMarkEndsWithTheNextRunAndWithNothingElse() {
        drain(DRAIN_ONE);
        small.commit(nodes.fence(small.image, 1));
        assertTrue(small.image.isStopping(1), "it has died of it, perhaps");
        small.commit(nodes.trust(small.image, 1, Small.run(1, 1)));
        assertTrue(small.image.isStopping(1), "or was only slow");
        small.commit(List.of(new NodeRegistered(Small.node(1, 2))));
        assertFalse(small.image.isStopping(1));
    }

    @Test
    void anImageTellsItByItsRecords() {
        small.partition("1 2", "1 2", 1);
        drain(DRAIN_ONE);
        MetadataImage again =
                Replay.apply(
                        MetadataImage.EMPTY,
                        new ArrayList<>(small.image.records()),
                        small.image.offset());
        assertEquals(small.image, again);
        assertTrue(again.isStopping(1));
    }

    /** Where somebody else can lead; else a stopping one is better than none. */
    @Test
    void aStoppingNodeLeadsOnlyWhereNobodyElseCan() {
        small.partition("3 1 2", "1 2 3", 3);
        small.partition("3 1", "1 3", 3);
        drain(DRAIN_ONE);
        small.commit(nodes.fence(small.image, 3));
        assertEquals("[1, 2] led by 2 in 5", small.stand(0));
        assertEquals("[1] led by 1 in 5", small.stand(1));
    }

    @Test
    void whoLeavesIsFencedAndInNoSet() {
        small.partition("1 2 3", "1 2 3", 2);
        assertEquals(List.of(), nodes.leave(small.image, 1, Small.run(1, 7)), "another run");
        small.commit(nodes.leave(small.image, 1, Small.run(1, 1)));
        assertEquals("[2, 3] led by 2 in 4", small.stand(0));
        assertTrue(small.image.nodes().get(1).orElseThrow().fenced());
    }
}
