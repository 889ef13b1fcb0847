package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.answer.HumanForm;
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.Node;
import org.junit.jupiter.api.Test;

/** How the nodes of a cluster are shown. */
class NodesVerbTest {
    private static Node.Builder node(int id) {
        return Node.newBuilder().setId(id).setAddress("host:" + id).addRoles("broker");
    }

    @Test
    void whoIsFencedOrStopsIsMarked() {
        DescribeClusterResponse told =
                DescribeClusterResponse.newBuilder()
                        .setClusterId("c")
                        .setControllerNodeId(1)
                        .addNodes(node(1).setStopping(true))
                        .addNodes(node(2).setFenced(true).setRack("east"))
                        .build();
        assertEquals(
                """
                cluster id: c
                controller: 1

                NODE  ADDRESS  ROLES   FENCED  STOPPING  RACK
                1     host:1   broker  no      yes       -
                2     host:2   broker  yes     no        east
                """,
                HumanForm.of(NodesVerb.answer(told)));
    }
}
