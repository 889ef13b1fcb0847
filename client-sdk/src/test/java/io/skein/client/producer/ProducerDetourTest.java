package io.skein.client.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.fake.FakeCluster;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches for a node that is not where it says to be. */
class ProducerDetourTest {
    @Test
    void dataGoesToTheDialledAddressIfTheToldOneIsNotThatNode() {
        for (boolean foreign : List.of(true, false)) {
            ProducerStory story = new ProducerStory(ProducerStory.settings().build());
            FakeCluster cluster = story.stage.cluster;
            cluster.advertised = "elsewhere:7070";
            cluster.nodesAt.put(FakeCluster.ADDRESS, 5);
            if (foreign) cluster.nodesAt.put("elsewhere:7070", 9);
            else cluster.unreachable.add("elsewhere:7070");
            story.stage.run(() -> cluster.topic("t", 1));
            story.start();
            story.stage.run(() -> story.send("a"));
            story.stage.pass(100);
            assertEquals("stored at 0", story.fate("a"));
            assertTrue(cluster.opened.contains("elsewhere:7070"), "it was tried");
        }
    }

    @Test
    void aDetourThatLeadsNowhereIsLeft() {
        ProducerStory story = new ProducerStory(ProducerStory.settings().build());
        FakeCluster cluster = story.stage.cluster;
        cluster.advertised = "elsewhere:7070";
        cluster.nodesAt.put(FakeCluster.ADDRESS, 5);
        cluster.unreachable.add("elsewhere:7070");
        story.stage.run(() -> cluster.topic("t", 1));
        story.start();
        story.stage.run(() -> story.send("a"));
        story.stage.pass(100);
        assertEquals("stored at 0", story.fate("a"));
        story.stage.run(() -> {
            cluster.unreachable.clear();
            cluster.refuse(
                    RefusalReason.REFUSAL_REASON_NOT_LEADER, Certainty.CERTAINTY_DEFINITE, 10);
            story.send("b");
        });
        story.stage.pass(1_000);
        assertEquals("stored at 1", story.fate("b"));
        assertEquals("elsewhere:7070", cluster.opened.getLast());
    }

    /** Node 1 cannot be reached; what is for it goes by node 5. */
    private static ProducerStory onDetour() {
        ProducerStory story = new ProducerStory(ProducerStory.settings().build());
        FakeCluster cluster = story.stage.cluster;
        cluster.advertised = "elsewhere:7070";
        cluster.nodesAt.put(FakeCluster.ADDRESS, 5);
        cluster.unreachable.add("elsewhere:7070");
        story.stage.run(() -> cluster.topic("t", 1));
        story.start();
        cluster.opened.clear();
        cluster.leaderOnly.clear();
        return story;
    }

    @Test
    void onlyOnADetourBatchesArePassedOn() {
        ProducerStory story = onDetour();
        FakeCluster cluster = story.stage.cluster;
        story.stage.run(() -> story.send("a"));
        story.stage.pass(25_000);
        assertEquals(List.of(false), cluster.leaderOnly);
        assertEquals(
                List.of("elsewhere:7070", "elsewhere:7070"), cluster.opened, "it is tried again");
        cluster.unreachable.clear();
        story.stage.pass(10_000);
        story.stage.run(() -> story.send("b"));
        story.stage.pass(1_000);
        assertEquals("stored at 1", story.fate("b"));
        assertEquals(List.of(false, true), cluster.leaderOnly);
        assertEquals(3, cluster.opened.size());
        assertEquals(1, cluster.open("Produce"), "nothing is left of the detour");
        story.stage.pass(30_000);
        assertEquals(3, cluster.opened.size(), "and nothing more is tried");
    }

    @Test
    void aDetourIsNotLeftWhileSomethingIsUnderWay() {
        ProducerStory story = onDetour();
        FakeCluster cluster = story.stage.cluster;
        cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> story.send("b"));
        cluster.unreachable.clear();
        story.stage.pass(12_000);
        story.stage.run(() -> story.send("c"));
        story.stage.pass(1_000);
        assertEquals(List.of(false, false), cluster.leaderOnly, "what comes now waits");
        story.stage.run(cluster::answerOneHeld);
        story.stage.pass(1_000);
        assertEquals(List.of(false, false), cluster.leaderOnly);
        story.stage.run(cluster::answerHeld);
        story.stage.pass(1_000);
        assertEquals(List.of(false, false, true), cluster.leaderOnly);
        for (int i = 0; i < 3; i++) {
            assertEquals("stored at " + i, story.fate(List.of("a", "b", "c").get(i)));
        }
        assertEquals(List.of("a", "b", "c"), story.log());
    }
}
