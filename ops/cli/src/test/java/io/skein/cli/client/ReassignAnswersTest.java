package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.answer.HumanForm;
import io.skein.cli.answer.JsonForm;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.Reassignment;
import io.skein.protocol.v1.ReassignmentState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How moves and elections are shown. */
class ReassignAnswersTest {
    private static ListReassignmentsResponse listed() {
        ListReassignmentsResponse.Builder all =
                ListReassignmentsResponse.newBuilder().setMoving(1).setWaiting(1);
        Reassignment.Builder first =
                all.addReassignmentsBuilder()
                        .setTopic("lines")
                        .setState(ReassignmentState.REASSIGNMENT_STATE_MOVING)
                        .setLeaderNodeId(1)
                        .addAllReplicas(List.of(1, 2, 4, 5))
                        .addAllTarget(List.of(4, 5))
                        .addAllAdding(List.of(4, 5))
                        .addAllRemoving(List.of(1, 2));
        first.addProgressBuilder().setNodeId(4).setHeldOffset(100).setEndOffset(100);
        first.addProgressBuilder().setNodeId(5).setHeldOffset(70).setEndOffset(100);
        all.addReassignmentsBuilder()
                .setTopic("lines")
                .setPartition(1)
                .setState(ReassignmentState.REASSIGNMENT_STATE_WAITING)
                .setLeaderNodeId(-1)
                .addAllReplicas(List.of(1))
                .addAllTarget(List.of(4))
                .addAllRemoving(List.of(1));
        return all.build();
    }

    @Test
    void peopleSeeHowFarItIs() {
        String expected =
                """
                TOPIC  PARTITION  STATE    LEADER  REPLICAS  TARGET  \
                ADDING  REMOVING  OFFSETS BEHIND  PERCENT
                lines  0          moving   1       1,2,4,5   4,5     \
                4,5     1,2       30              70
                lines  1          waiting  -       1         4       \
                -       1         -               -
                moving: 1
                waiting: 1
                """;
        assertEquals(expected, HumanForm.of(ReassignStatusVerb.answer(listed())));
    }

    @Test
    void programsSeeWhatIsNotKnown() {
        String json = JsonForm.of(ReassignStatusVerb.answer(listed()));
        String expected =
                "{'topic':'lines','partition':1,'state':'waiting','leader':null,'replicas':[1],"
                        + "'target':[4],'adding':[],'removing':[1],'offsetsBehind':null,"
                        + "'percent':null}],'moving':1,'waiting':1}\n";
        String tail = expected.replace('\'', '"');
        assertEquals(tail, json.substring(json.length() - tail.length()));
    }

    @Test
    void whoWasNotElectedIsShownWithTheReason() {
        ElectLeadersResponse.Builder elected =
                ElectLeadersResponse.newBuilder().setRefused(1).setUnchanged(4);
        elected.addElectionsBuilder()
                .setTopic("a")
                .getElectedBuilder()
                .setNodeId(2)
                .setLeaderEpoch(7);
        elected.addElectionsBuilder().setTopic("b").getRefusedBuilder().setMessage("not in sync");
        String expected =
                """
                TOPIC  PARTITION  LEADER  EPOCH  PASSED OVER
                a      0          2       7      -

                TOPIC  PARTITION  WHY
                b      0          not in sync
                refused: 1
                unchanged: 4
                """;
        assertEquals(expected, HumanForm.of(ElectVerb.answer(elected.build())));
    }
}
