package io.skein.server.controller.plan;

import static io.skein.server.controller.plan.ReassignRig.cancel;
import static io.skein.server.controller.plan.ReassignRig.directory;
import static io.skein.server.controller.plan.ReassignRig.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.Altered;
import io.skein.server.door.LayoutReply.OnItsWay;
import io.skein.server.door.LayoutReply.ReassignmentsAltered;
import io.skein.server.door.LayoutReply.ReassignmentsListed;
import io.skein.server.door.LayoutReply.Stage;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.TopicPartitions;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From an order to the last step of it, and what keeps it from being given. */
class ReassignPlansTest {
    private final ReassignRig rig = new ReassignRig(2, 4);

    private void moved(int number, Integer... target) {
        rig.alter(order(number, target));
        rig.begin(9);
        for (int node : target) if (node > 3) rig.open(node);
    }

    @Test
    void anOrderIsNotedThenBegunThenDoneInOneChange() {
        rig.alter(order(0, 1, 4, 2));
        assertEquals("123/123/1→142+-", rig.stand(0));
        assertEquals(1, rig.begin(5));
        assertEquals("1234/123/1→142+4", rig.stand(0));
        Replica added = rig.partition(0).replicaOn(4).orElseThrow();
        assertEquals(new Replica(4, directory(4, 0), true, 2), added);
        rig.open(4);
        assertFalse(rig.partition(0).replicaOn(4).orElseThrow().fresh());
        assertEquals("1234/123/1→142+4", rig.stand(0));
        int change = rig.partition(0).partitionEpoch();
        rig.count(0, 1, 2, 3, 4);
        assertEquals("142/142/1", rig.stand(0));
        assertEquals(change + 1, rig.partition(0).partitionEpoch(), "with the last one in sync");
        assertEquals(0, rig.partition(0).leaderEpoch(), "the leader stays");
        assertTrue(rig.image.moving().isEmpty());
    }

    @Test
    void whereTheLeaderGoesItHandsOverInTheLastChange() {
        moved(0, 2, 4);
        assertFalse(rig.handOver(0), "it is not its time");
        rig.count(0, 1, 2, 3, 4);
        assertEquals("1234/1234/1→24+4", rig.stand(0), "it may have something on its way");
        assertTrue(rig.handOver(0));
        assertEquals("24/24/2", rig.stand(0));
        assertEquals(1, rig.partition(0).leaderEpoch());
    }

    @Test
    void whoIsNamedFirstLeadsInTheEnd() {
        moved(0, 4, 1, 2);
        rig.count(0, 1, 2, 3, 4);
        assertEquals("1234/1234/1→412+4", rig.stand(0));
        assertTrue(rig.handOver(0));
        assertEquals("412/412/4", rig.stand(0));
        assertFalse(rig.handOver(0), "it is where it should be");
    }

    /** Nobody can know what it had on its way; whoever leads next has nothing yet. */
    @Test
    void aLeaderThatDiesHandsNothingOver() {
        moved(0, 2, 4);
        rig.count(0, 1, 2, 3, 4);
        rig.fence(1);
        assertEquals("24/24/2", rig.stand(0));
    }

    @Test
    void aNewLeaderHasItsLogOpen() {
        moved(0, 4, 5);
        rig.close(4);
        rig.close(5);
        rig.count(0, 1, 2, 3, 4, 5);
        assertFalse(rig.handOver(0));
        assertEquals("12345/12345/1→45+45", rig.stand(0), "nobody could lead");
        rig.open(5);
        assertTrue(rig.handOver(0));
        assertEquals("45/45/5", rig.stand(0));
    }

    @Test
    void allThatAreToHoldItHaveToBeInSync() {
        rig.count(0, 1, 3);
        moved(0, 1, 2, 4);
        rig.count(0, 1, 3, 4);
        assertEquals("1234/134/1→124+4", rig.stand(0), "node 2 is not");
        rig.count(0, 1, 2, 3, 4);
        assertEquals("124/124/1", rig.stand(0));
    }

    @Test
    void anotherOrderOfTheSameNodesIsDoneOnceTheLeaderHandsOver() {
        rig.alter(order(0, 3, 1, 2), order(1, 2, 3), order(2, 1, 3));
        assertEquals("123/123/1→312+-", rig.stand(0));
        assertEquals("123/123/1→23+-", rig.stand(1));
        assertEquals("13/13/1", rig.stand(2), "the same leads");
        assertEquals(0, rig.begin(9), "nobody else does it for it");
        assertTrue(rig.handOver(0) && rig.handOver(1));
        assertEquals("312/312/3", rig.stand(0));
        assertEquals("23/23/2", rig.stand(1));
    }

    @Test
    void whatIsGivenUpIsAsItWas() {
        rig.alter(order(1, 3, 4));
        moved(0, 4, 5);
        rig.count(0, 1, 2, 3, 4);
        rig.alter(cancel(0), cancel(1), cancel(2));
        assertEquals("123/123/1", rig.stand(0));
        assertEquals("123/123/1", rig.stand(1));
        assertEquals("123/123/1", rig.stand(2));
    }

    @Test
    void aLaterOrderReplacesAnEarlierOne() {
        moved(0, 1, 2, 4);
        rig.alter(order(0, 5, 4, 1));
        assertEquals("1234/123/1→541+4", rig.stand(0));
        rig.begin(9);
        assertEquals("12345/123/1→541+45", rig.stand(0), "node 4 goes on copying");
        rig.alter(order(0, 1, 2, 5));
        assertEquals("1235/123/1→125+5", rig.stand(0));
    }

    /** Whoever was added may be the only one that is left of those that hold what was agreed. */
    @Test
    void nothingThatWasAgreedIsGivenUp() {
        moved(0, 1, 2, 4);
        rig.count(0, 1, 4);
        Refusal why = rig.refusal(cancel(0));
        assertEquals(Why.UNAVAILABLE, why.why());
        assertTrue(why.message().contains("lines-0: nodes [4], which would go"), why.message());
        rig.count(0, 1, 2, 4);
        assertEquals("124/124/1", rig.stand(0), "or else it is done");
    }

    @Test
    void aDeadNodeOnlyKeepsItWaiting() {
        moved(0, 1, 2, 4);
        rig.count(0, 1, 2, 3);
        rig.fence(4);
        rig.alter(order(1, 1, 2, 5));
        rig.fence(5);
        assertEquals(0, rig.begin(5));
        assertEquals("1234/123/1→124+4", rig.stand(0));
        assertEquals("123/123/1→125+-", rig.stand(1));
        rig.trust(4);
        rig.trust(5);
        assertEquals(1, rig.begin(5));
        rig.count(0, 1, 2, 3, 4);
        assertEquals("124/124/1", rig.stand(0));
    }

    @Test
    void onlySoManyAreCopiedAtATime() {
        rig.alter(order(0, 1, 2, 4), order(1, 1, 2, 4), order(2, 1, 2, 5), order(3, 1, 4, 5));
        assertEquals(2, rig.begin(2), "more are not copied from node 1");
        assertEquals(0, rig.begin(2));
        rig.open(4);
        rig.count(0, 1, 2, 3, 4);
        assertEquals(1, rig.begin(2));
        assertEquals("1235/123/1→125+5", rig.stand(2));
        rig.fence(4);
        assertEquals(0, rig.begin(2), "of the last one, node 4 is away");
        rig.fence(5);
        rig.trust(4);
        assertEquals("123/123/1→145+-", rig.stand(3));
        rig.alter(order(3, 1, 2, 4));
        assertEquals(1, rig.begin(2), "who is away keeps nobody from it");
    }

    @Test
    void newCopiesGoToTheEmptiestDirectory() {
        rig.alter(order(0, 1, 2, 4), order(1, 1, 2, 4), order(2, 1, 2, 4));
        rig.begin(9);
        List<Replica> added = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            added.add(rig.partition(number).replicaOn(4).orElseThrow());
        }
        assertEquals(
                List.of(directory(4, 0), directory(4, 1), directory(4, 0)),
                added.stream().map(Replica::directory).toList());
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                Arguments.of(order(9, 1, 2), Why.UNKNOWN_PARTITION, "0 to 3, not 9"),
                Arguments.of(order(0), Why.INVALID_REPLICATION, "name the nodes"),
                Arguments.of(order(0, 1, 4, 4), Why.INVALID_REPLICATION, "names a node twice"),
                Arguments.of(order(0, 1, 2, 6), Why.INVALID_REPLICATION, "there is no node 6"),
                Arguments.of(order(0, 1, 2, -1), Why.INVALID_REPLICATION, "there is no node -1"),
                Arguments.of(order(0, 1, 2, 5), Why.INVALID_REPLICATION, "node 5 cannot be"),
                Arguments.of(order(0, 1), Why.INVALID_REPLICATION, "1 replicas are fewer than"),
                Arguments.of(order(1, 1, 2), Why.INVALID_REQUEST, "lines-1: it is named twice"));
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void oneBadOrderLeavesAllUndone(Order bad, Why why, String words) {
        rig.fence(5);
        Refusal refusal = rig.refusal(order(1, 1, 2, 4), bad);
        assertEquals(why, refusal.why());
        assertTrue(refusal.message().contains(words), refusal.message());
    }

    @Test
    void anOlderClusterKnowsNoMoves() {
        ReassignRig old = new ReassignRig(1, 1);
        assertEquals(Why.UNAVAILABLE, old.refusal(order(0, 1, 2, 4)).why());
        assertEquals(Why.INVALID_REQUEST, rig.refusal().why(), "nor does an empty order mean any");
    }

    @Test
    void aCheckChangesNothing() {
        Decision<AdminReply> decision =
                rig.plans.alter(
                        rig.image, new AlterReassignments(List.of(order(0, 1, 2, 4)), true));
        assertEquals(List.of(), decision.records());
        Altered altered = new Altered("lines", 0, Stage.WAITING);
        assertEquals(Answer.done(new ReassignmentsAltered(List.of(altered))), decision.answer());
    }

    @Test
    void whatGoesOnIsTold() {
        rig.alter(order(0, 1, 2, 4), order(3, 1, 2, 5), order(1, 1, 2, 4), order(2, 1, 2, 5));
        rig.begin(2);
        ReassignmentsListed all = list(List.of(), 3);
        assertEquals(2, all.moving());
        assertEquals(2, all.waiting());
        assertEquals(List.of(0, 1, 2), all.each().stream().map(OnItsWay::partition).toList());
        OnItsWay one = all.each().get(1);
        assertEquals(Stage.MOVING, one.stage());
        assertEquals(List.of(4), one.holders().adding());
        assertEquals(List.of(3), one.holders().removing());
        assertEquals(1, one.copies().getFirst().held(), "as its leader has told");
        List<TopicPartitions> some = List.of(new TopicPartitions("lines", List.of(3)));
        assertEquals(1, list(some, 9).each().size());
    }

    private ReassignmentsListed list(List<TopicPartitions> topics, int limit) {
        Decision<AdminReply> decision =
                rig.plans.list(rig.image, new ListReassignments(topics, limit));
        return switch (decision.answer()) {
            case Answer.Done<AdminReply>(AdminReply reply) -> (ReassignmentsListed) reply;
            case Answer.Refused<AdminReply>(Refusal why) -> throw new AssertionError(why);
        };
    }
}
