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
import io.skein.simulation.Treatment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leader on a node that is about to stop hands over once all that it has taken is agreed. */
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

    /** All that brokers say to each other of a partition takes so long. */
    private void slow(long nanos) {
        three.nodes.treatReplicas((_, _) -> new Treatment.Late(nanos));
    }

    private List<Answer<Appended>> begun(int at, PartitionId id) {
        List<Answer<Appended>> heard = new ArrayList<>();
        three.door(at).ask(id, new Append(ThreeSimNodes.batch("a line"), Acks.ALL), heard::add);
        three.nodes.world.runFor(MILLI);
        return heard;
    }

    /** What only the old leader has is lost with its leadership, and nobody could tell of it. */
    @Test
    void whatWasTakenIsAgreedBeforeAnotherLeads() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        slow(150 * MILLI);
        List<Answer<Appended>> heard = begun(leader, id);
        drain(leader, false);
        awaitMark(leader, true);
        assertEquals(List.of(), heard, "it is on its way");
        Refusal why = ThreeSimNodes.refusal(append(leader, id));
        assertTrue(why.message().contains("about to stop"), why::message);
        assertEquals(Refusal.Certainty.DEFINITE, why.certainty());
        three.until(() -> three.leader(id) != leader);
        assertInstanceOf(Answer.Done.class, heard.getFirst(), heard::toString);
        three.nodes.treatReplicasAsUsual();
        three.append(three.leader(id), id, "another");
        assertEquals(List.of("a line", "another"), three.values(leader, id));
    }

    @Test
    void aLeaderThatIsNotDoneInTimeGoesOnAndTriesAgain() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        slow(1_500 * MILLI);
        List<Answer<Appended>> first = begun(leader, id);
        drain(leader, false);
        awaitMark(leader, true);
        ThreeSimNodes.refusal(append(leader, id));
        three.nodes.world.runFor(500 * MILLI);
        List<Answer<Appended>> second = begun(leader, id);
        assertEquals(List.of(), second, "it is taken");
        three.nodes.treatReplicasAsUsual();
        three.until(() -> three.leader(id) != leader);
        assertInstanceOf(Answer.Done.class, first.getFirst(), first::toString);
        assertInstanceOf(Answer.Done.class, second.getFirst(), second::toString);
    }

    @Test
    void whereNobodyCouldTakeOverItJustGoesOn() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        ThreeSimNodes.ALL.stream()
                .filter(each -> each != leader)
                .forEach(node -> drain(node, false));
        drain(leader, false);
        awaitMark(leader, true);
        assertInstanceOf(Answer.Done.class, append(leader, id));
        three.nodes.world.runFor(600 * MILLI);
        assertEquals(leader, three.leader(id), "nobody has taken over");
        three.nodes.world.runFor(MILLI);
        int other = three.other(id);
        drain(other, true);
        three.until(() -> three.leader(id) == other);
    }

    @Test
    void whoStaysAfterAllGoesOnAtOnce() {
        PartitionId id = three.topic("lines", 3);
        int leader = three.leader(id);
        slow(400 * MILLI);
        List<Answer<Appended>> first = begun(leader, id);
        drain(leader, false);
        awaitMark(leader, true);
        ThreeSimNodes.refusal(append(leader, id));
        drain(leader, true);
        awaitMark(leader, false);
        three.nodes.treatReplicasAsUsual();
        assertInstanceOf(Answer.Done.class, append(leader, id));
        assertInstanceOf(Answer.Done.class, first.getFirst(), first::toString);
        assertEquals(leader, three.leader(id));
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
