package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is acknowledged outlives those who led it, and nothing else does. */
class ReplicatedTopicTest {
    private final ReplicatedNodes three = new ReplicatedNodes();

    /** Lines of which each was acknowledged, as readers are to find them. */
    private List<String> append(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String line = "line " + i;
            texts.add(three.append(line) + ":" + line);
        }
        return texts;
    }

    @Test
    void whatIsAcknowledgedOutlivesItsLeader() {
        List<String> acknowledged = append(20);
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(20, three.append("after the kill"));
        assertEquals(acknowledged, three.texts(0).subList(0, 20));
        assertEquals(List.of("20:after the kill"), three.texts(20));
        List<String> troubles = three.node(three.leader()).troubles;
        assertEquals(List.of(), troubles.stream().filter(one -> !one.contains("fenced")).toList());
    }

    /** What is acknowledged before, while and after it is away. */
    private List<String> leaveAndComeBack(int node) {
        List<String> acknowledged = append(2);
        SimNodes.One dead = three.kill(node);
        three.awaitInSync(2);
        acknowledged.addAll(append(20));
        three.startAgain(dead, node);
        three.awaitInSync(3);
        acknowledged.addAll(append(1));
        return acknowledged;
    }

    @Test
    void whoComesBackCatchesUpAndIsCountedOn() {
        int back = three.followers().getLast();
        List<String> acknowledged = leaveAndComeBack(back);
        three.kill(three.leader());
        three.awaitInSync(2);
        assertTrue(three.image().inSync().contains(back), () -> three.image().toString());
        acknowledged.addAll(append(1));
        assertEquals(acknowledged, three.texts(0), "what takes two of the two that are left");
    }

    @Test
    void whoComesBackLeadsWithAllThatWasAcknowledged() {
        int back = three.followers().getLast();
        List<String> acknowledged = leaveAndComeBack(back);
        three.letLead(back);
        assertEquals(acknowledged, three.texts(0));
        acknowledged.addAll(append(1));
        assertEquals(acknowledged, three.texts(0));
    }

    /** It takes batches that nobody else has, and none of them is there once it is back. */
    @Test
    void whatOnlyALeaderHadIsGoneWithIt() {
        three.append("agreed");
        int first = three.leader();
        int epoch = three.image().leaderEpoch();
        SimNodes.One alone = three.cutOff(first);
        List<Answer<Appended>> heard = three.asked(alone, ReplicatedNodes.batch(Acks.ALL, "lost"));
        Answer<Appended> stored = three.ask(alone, ReplicatedNodes.batch(Acks.LEADER, "stored"));
        assertInstanceOf(Answer.Done.class, stored);
        three.awaitInSync(2);
        assertEquals(1, three.append("agreed by the others"));
        assertEquals(List.of(), heard);
        three.heal(alone, first);
        three.awaitInSync(3);
        assertInstanceOf(Answer.Refused.class, heard.getFirst(), "not acknowledged");
        three.append("by all");
        List<String> texts = List.of("0:agreed", "1:agreed by the others", "2:by all");
        assertEquals(texts, three.texts(0));
        List<Integer> epochs = three.epochs();
        assertEquals(epoch, epochs.getFirst());
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(epochs, three.epochs());
        assertEquals(texts, three.texts(0));
    }
}
