package io.skein.client.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.client.fake.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading from a node that is not where it says to be. */
class ConsumerDetourTest {
    @Test
    void itIsReadByADetourUntilItIsThere() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        FakeCluster cluster = story.stage.cluster;
        cluster.forwarding = true;
        cluster.advertised = "elsewhere:7070";
        cluster.nodesAt.put(FakeCluster.ADDRESS, 5);
        cluster.unreachable.add("elsewhere:7070");
        story.append(0, 2);
        story.assign(ConsumerStory.T0);
        story.stage.pass(1_000);
        assertEquals(List.of("0", "1"), story.poll(10));
        assertEquals(List.of(false), cluster.leaderOnly, "node 5 passes it on");
        cluster.unreachable.clear();
        story.stage.pass(25_000);
        assertEquals(List.of(false, true), cluster.leaderOnly);
        assertEquals(1, cluster.open("Fetch"));
        story.append(0, 1);
        assertEquals(List.of("2"), story.poll(10), "nothing is read twice");
    }
}
