package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.HumanForm;
import io.skein.cli.answer.JsonForm;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;
import org.junit.jupiter.api.Test;

/** How the metadata quorum is shown. */
class QuorumVerbTest {
    private static final Uuid DIRECTORY = new Uuid(1, 2);

    private static QuorumMember.Builder member(int node, long end) {
        return QuorumMember.newBuilder()
                .setNodeId(node)
                .setDirectoryId(Wire.bytes(DIRECTORY))
                .setAddress("h:" + node)
                .setLogEndOffset(end)
                .setDurableOffset(end);
    }

    private static Answer answer() {
        return QuorumVerb.answer(
                DescribeQuorumResponse.newBuilder()
                        .setLeaderNodeId(2)
                        .setEpoch(7)
                        .setHighWatermark(40)
                        .addVoters(member(1, 38).setDurableOffset(36).setLag(3))
                        .addVoters(member(2, 41))
                        .addVoters(member(3, 0).setLag(41).setLastContactMillis(90_000))
                        .build());
    }

    @Test
    void peopleSeeWhoLeadsAndWhoIsBehind() {
        assertEquals(
                """
                leader: 2
                epoch: 7
                high watermark: 40

                NODE  LEADS  END OFFSET  DURABLE OFFSET  OFFSETS BEHIND  LAST HEARD MILLIS\
                  ADDRESS  DIRECTORY
                1     no     38          36              3               0                  h:1%1$s
                2     yes    41          41              0               0                  h:2%1$s
                3     no     0           0               41              90000              h:3%1$s

                no observers
                """
                        .formatted("      " + DIRECTORY),
                HumanForm.of(answer()));
    }

    @Test
    void programsSeeEachMemberWithAllOfIt() {
        String json = JsonForm.of(answer());
        String second =
                """
                {"node":2,"leads":true,"endOffset":41,"durableOffset":41,"offsetsBehind":0,\
                "lastHeardMillis":0,"address":"h:2","directory":"%s"}\
                """
                        .formatted(DIRECTORY);
        assertTrue(json.contains(second), json);
        assertTrue(json.endsWith("}],\"observers\":[]}\n"), json);
    }
}
