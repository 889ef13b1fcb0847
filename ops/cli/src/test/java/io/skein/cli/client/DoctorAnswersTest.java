package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.answer.HumanForm;
import io.skein.cli.answer.JsonForm;
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.Finding;
import io.skein.protocol.v1.FindingKind;
import io.skein.protocol.v1.FoundPartition;
import io.skein.protocol.v1.Node;
import org.junit.jupiter.api.Test;

/** How it is shown what is wrong with a cluster. */
class DoctorAnswersTest {
    private static DiagnoseResponse told(FindingKind kind) {
        return DiagnoseResponse.newBuilder()
                .setNodes(3)
                .setPartitions(12)
                .addFindings(
                        Finding.newBuilder()
                                .setKind(kind)
                                .addNodeIds(3)
                                .setPartitions(12)
                                .addNamed(FoundPartition.newBuilder().setTopic("a").setPartition(1))
                                .addNamed(FoundPartition.newBuilder().setTopic("b"))
                                .setProblem("12 partitions lack a copy")
                                .setRemedy("start node 3"))
                .build();
    }

    @Test
    void aFindingIsShownLineByLine() {
        assertEquals(
                """
                healthy: no
                nodes: 3
                partitions: 12

                problem: 12 partitions lack a copy
                remedy: start node 3
                kind: underReplicated
                nodes: 3
                partitions: 12
                named: a-1,b-0
                more: 0
                """,
                HumanForm.of(DoctorAnswers.of(told(FindingKind.FINDING_KIND_UNDER_REPLICATED))));
    }

    @Test
    void programsReadTheKindAndWhatItIsAbout() {
        String json =
                JsonForm.of(DoctorAnswers.of(told(FindingKind.FINDING_KIND_UNDER_REPLICATED)));
        assertTrue(json.startsWith("{\"healthy\":false,"), json);
        assertTrue(
                json.contains(
                        "\"kind\":\"underReplicated\",\"nodes\":[3],\"partitions\":12,"
                                + "\"named\":[\"a-1\",\"b-0\"]"),
                json);
    }

    @Test
    void whatIsBeingMovedIsNoIllness() {
        assertTrue(DoctorAnswers.isWell(DiagnoseResponse.getDefaultInstance()));
        assertTrue(DoctorAnswers.isWell(told(FindingKind.FINDING_KIND_MOVING)));
        assertFalse(DoctorAnswers.isWell(told(FindingKind.FINDING_KIND_NODE_STOPPING)));
        assertFalse(DoctorAnswers.isWell(DiagnoseResponse.newBuilder().setMore(1).build()));
    }

    @Test
    void withoutAQuorumThatIsTold() {
        DescribeClusterResponse cluster =
                DescribeClusterResponse.newBuilder()
                        .addNodes(Node.newBuilder().setId(1).addRoles("controller"))
                        .addNodes(Node.newBuilder().setId(2).addRoles("broker"))
                        .build();
        DiagnoseResponse told = DoctorAnswers.withoutQuorum(cluster, "no leader here");
        assertFalse(DoctorAnswers.isWell(told));
        String shown = HumanForm.of(DoctorAnswers.of(told));
        assertTrue(shown.contains("no controller answers (no leader here)"), shown);
        assertTrue(shown.contains("kind: noQuorum\nnodes: 1\n"), shown);
    }
}
