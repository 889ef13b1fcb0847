package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.answer.JsonForm;
import io.skein.cli.text.Complaint;
import io.skein.client.TopicPartition;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one command prints, the next one reads; apostrophes stand for quotation marks. */
class PlanFileTest {
    private static final TopicPartition LINES = new TopicPartition("lines", 0);

    private static SortedMap<TopicPartition, List<Integer>> read(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return PlanFile.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void whatIsPlannedIsRead() {
        PlanReassignmentsResponse.Builder planned = PlanReassignmentsResponse.newBuilder();
        planned.addReassignmentsBuilder()
                .setTopic("lines")
                .addAllReplicas(List.of(1, 2))
                .addAllTarget(List.of(4, 2));
        planned.addLoadsBuilder().setNodeId(4).setPlannedReplicas(1);
        String json = JsonForm.of(ReassignPlanVerb.answer(planned.build()));
        assertEquals(Map.of(LINES, List.of(4, 2)), read(json));
    }

    @Test
    void whatKafkasToolPrintsIsReadToo() {
        String kafkas =
                "{'version':1,'partitions':[{'topic':'lines','partition':0,'replicas':[4,2],"
                        + "'log_dirs':['any','any']}]}";
        assertEquals(Map.of(LINES, List.of(4, 2)), read(kafkas));
        assertEquals(Map.of(), read("{'partitions':[]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | is no object",
                "`` | is no object",
                "{'a':1} | has no list of",
                "{'partitions':[1]} | lists no objects",
                "{'partitions':[{'topic':'a','partition':0}]} | without a topic",
                "{'partitions':[{'partition':0,'replicas':[1]}]} | without a topic",
                "{'partitions':[{'topic':'a','replicas':[1]}]} | without a topic",
                "{'partitions':[{'topic':'a','partition':-1,'replicas':[1]}]} | below 0",
                "{'partitions':[{'topic':'a','partition':0,'replicas':1}]} | names no list",
                "{'partitions':[{'topic':'a','partition':'x','replicas':[1]}]} | is no JSON, at"
                        + " line 1",
                "{'partitions':[{'topic':'a','partition':0,'replicas':[1]},"
                        + "{'topic':'a','partition':0,'replicas':[2]}]} | names a-0 twice",
                "{'partitions':[{'topic':'a' | is no JSON, at line 1",
            })
    void whatMakesNoSenseIsExplained(String json, String words) {
        Complaint complaint = assertThrows(Complaint.class, () -> read(json));
        assertTrue(complaint.line().contains(words), complaint.line());
        assertEquals(1, complaint.line().lines().count(), complaint.line());
    }
}
