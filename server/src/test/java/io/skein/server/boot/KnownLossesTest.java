package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal.Why;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.Treatment;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How other logs of this kind have lost records that were acknowledged, each told with three nodes.
 * What has no nodes in it is told of the cores: the greatest possible in-sync set and the start of
 * an epoch in {@code LeadershipTest}, lineages in {@code LineageTest}, an old run that is claimed
 * to be in sync in {@code InSyncPlanTest}.
 */
class KnownLossesTest {
    private final ReplicatedNodes three = new ReplicatedNodes();

    /** Hears no more how far the log is agreed. */
    private void keepInTheDark(int node) {
        three.nodes.treatReplicas((route, message) ->
                route.to().equals("n" + node) && message instanceof ReplicaMessage.Marked
                        ? new Treatment.Dropped()
                        : new Treatment.Usual());
    }

    /**
     * KIP-101, first scenario: a follower that starts again cuts its log to the high watermark that
     * it knows, which is an old one, and leads before it has fetched the rest again.
     */
    @Test
    void whoKnowsOfNothingAgreedKeepsItAllTheSame() {
        int back = three.followers().getFirst();
        keepInTheDark(back);
        three.append("a");
        three.append("b");
        three.startAgain(three.kill(back), back);
        three.awaitInSync(3);
        three.letLead(back);
        assertEquals(List.of("0:a", "1:b"), three.texts(0));
    }

    /**
     * KIP-101, second scenario: both have something else at one offset, and go on behind it as if
     * they had the same.
     */
    @Test
    void whatTwoLeadersHaveWrittenAtOneOffsetComesToBeTheSame() {
        three.append("agreed");
        int first = three.leader();
        SimNodes.One alone = three.cutOff(first);
        three.ask(alone, ReplicatedNodes.batch(Acks.LEADER, "first's own"));
        three.awaitInSync(2);
        int second = three.leader();
        three.append("second's");
        SimNodes.One dead = three.kill(second);
        three.heal(alone, first);
        three.startAgain(dead, second);
        three.awaitInSync(3);
        three.append("of all");
        expectOnAll(List.of("0:agreed", "1:second's", "2:of all"));
    }

    /**
     * KIP-279: two fail over one after the other, so that a follower names an epoch of which the
     * leader has nothing.
     */
    @Test
    void whoNamesAnEpochThatTheLeaderHasNothingOfGoesBackToTheLastCommonOne() {
        three.append("agreed");
        int first = three.leader();
        SimNodes.One alone = three.cutOff(first);
        three.ask(alone, ReplicatedNodes.batch(Acks.LEADER, "first's own", "and more"));
        three.awaitInSync(2);
        int second = three.leader();
        SimNodes.One dead = three.kill(second);
        three.heal(alone, first);
        three.startAgain(dead, second);
        three.awaitInSync(3);
        three.append("x", "y", "z");
        expectOnAll(List.of("0:agreed", "1:x", "2:y", "3:z"));
    }

    /** KIP-320: a reader is served by who led before, whose log ends before what it has read. */
    @Test
    void whoHasReadFromALaterLeaderIsNotServedByAFormerOne() {
        three.append("agreed");
        SimNodes.One former = three.cutOff(three.leader());
        three.awaitInSync(2);
        three.append("later");
        int epoch = three.image().leaderEpoch();
        Answer<Batches> unseen = three.ask(former, new Read(2, 100, 0));
        assertEquals(Why.OFFSET_OUT_OF_RANGE, ReplicatedNodes.refused(unseen).why());
        Answer<Batches> seen = three.ask(former, new Read(2, 100, 0, epoch));
        assertEquals(Why.NOT_LEADER, ReplicatedNodes.refused(seen).why());
    }

    /** KIP-966: the last in sync loses its power, comes back with less, and is believed. */
    @Test
    void theLastInSyncHasEverythingThoughItLostItsPower() {
        three.append("by three");
        int away = three.followers().getFirst();
        SimNodes.One first = three.kill(away);
        three.awaitInSync(2);
        three.append("by two");
        int last = three.leader();
        three.kill(three.followers().stream().filter(one -> one != away).findAny().orElseThrow());
        three.node(last).host.powerCut();
        SimNodes.One second = three.kill(last);
        three.running.put(away, three.nodes.startAgain(first, away, ReplicatedNodes.ALL));
        three.startAgain(second, last);
        three.awaitInSync(2);
        assertEquals(last, three.leader());
        assertEquals(List.of("0:by three", "1:by two"), three.texts(0));
    }

    /** Whoever leads, now and after it. */
    private void expectOnAll(List<String> texts) {
        assertEquals(texts, three.texts(0));
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(texts, three.texts(0));
    }
}
