package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartRequest.Drain;
import org.junit.jupiter.api.Test;

/** A leader on a node that is about to stop takes nothing new for a moment, and only a moment. */
class DrainedLeaderTest {
    private static final long MILLI = 1_000_000;

    private final ThreeSimNodes three = new ThreeSimNodes();

    private Drained drain(int node, boolean cancel) {
        Answer<AdminReply> told =
                three.heard(then -> three.door(1).ask(new Drain(node, cancel), then));
        return assertInstanceOf(Drained.class, ThreeSimNodes.reply(told));
    }

    private Answer<Appended> append(int at, PartitionId id) {
        return three.ask(at, id, new Append(ThreeSimNodes.batch("a line"), Acks.ALL));
    }

    /** Until the node itself knows. */
    private void awaitMark(int node, boolean isStopping) {
        three.until(() -> three.door(node).image().isStopping(node) == isStopping);
        three.nodes.world.runFor(MILLI);
    }

    @Test
    void whereNobodyTakesOverItGoesOnAfterAMoment() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        ThreeSimNodes.ALL.forEach(node -> drain(node, false));
        awaitMark(leader, true);
        Refusal why = ThreeSimNodes.refusal(append(leader, id));
        assertTrue(why.message().contains("about to stop"), why::message);
        assertEquals(Refusal.Certainty.DEFINITE, why.certainty());
        three.nodes.world.runFor(600 * MILLI);
        assertInstanceOf(Answer.Done.class, append(leader, id));
        assertEquals(leader, three.leader(id), "nobody has taken over");
    }

    @Test
    void whoStaysAfterAllGoesOnAtOnce() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        ThreeSimNodes.ALL.forEach(node -> drain(node, false));
        awaitMark(leader, true);
        drain(leader, true);
        awaitMark(leader, false);
        assertInstanceOf(Answer.Done.class, append(leader, id));
    }

    @Test
    void theOnlyCopyIsNotHandedOverAndTakesAllTheTime() {
        PartitionId id = three.topic("lines", 1);
        int leader = three.leader(id);
        assertEquals(1, drain(leader, false).stuck());
        awaitMark(leader, true);
        assertInstanceOf(Answer.Done.class, append(leader, id));
    }
}
