package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Payload;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a leader lets go of, every copy lets go of, and none of it comes back. */
class ReplicatedDeletionTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;

    private static void delete(ReplicatedNodes three, long before) {
        RecordsDeleted done =
                three.<RecordsDeleted>done(
                        new PartitionRequest.DeleteRecords(OptionalLong.of(before)));
        assertEquals(new RecordsDeleted(before), done);
    }

    private static Offsets bounds(ReplicatedNodes three) {
        return three.<Offsets>done(new PartitionRequest.Bounds());
    }

    /** Nothing is written after it, so nothing else could bring it to the followers. */
    @Test
    void deletedRecordsDoNotComeBackWithTheNextLeader() {
        ReplicatedNodes three = new ReplicatedNodes();
        for (int i = 0; i < 20; i++) three.append("line " + i);
        delete(three, 5);
        delete(three, 7);
        delete(three, 9);
        three.runFor(SECOND_NANOS);
        three.kill(three.leader());
        three.awaitInSync(2);
        assertEquals(new Offsets(9, 20), bounds(three));
        assertEquals("9:line 9", three.texts(9).getFirst());
    }

    /** The first offsets of the segments that a node has. */
    private static List<String> segments(SimNodes.One node) {
        try {
            return node.host.disk("data").list("lines-0").stream()
                    .filter(name -> name.endsWith(".log"))
                    .toList();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    /** Of two lines in each segment. */
    private static ReplicatedNodes withSegments(int count, String retention) {
        ReplicatedNodes three =
                new ReplicatedNodes(Map.of("segment.bytes", "100KiB", "retention.ms", retention));
        for (int i = 0; i < 2 * count; i++) three.append("x".repeat(50_000));
        assertFilesBegin(three, 0);
        return three;
    }

    private static void assertFilesBegin(ReplicatedNodes three, long first) {
        for (SimNodes.One node : three.running.values()) {
            assertEquals("%020d.log".formatted(first), segments(node).getFirst());
        }
    }

    /** Else the disks of those who never lead fill up. */
    @Test
    void whatIsDeletedGoesFromEveryDisk() {
        ReplicatedNodes three = withSegments(10, "-1");
        delete(three, 15);
        three.runFor(20 * MINUTE_NANOS);
        assertFilesBegin(three, 14);
    }

    @Test
    void whatIsOldGoesFromEveryDisk() {
        ReplicatedNodes three = withSegments(10, "1h");
        three.runFor(20 * MINUTE_NANOS);
        assertFilesBegin(three, 20);
        assertEquals(new Offsets(20, 20), bounds(three));
    }

    /** It needs the batch in the middle of which the leader's log begins by now. */
    @Test
    void whoIsFarBehindBeginsWhereTheLeaderDoes() {
        ReplicatedNodes three = new ReplicatedNodes();
        three.append("a", "b");
        int away = three.followers().getFirst();
        SimNodes.One dead = three.kill(away);
        three.awaitInSync(2);
        for (int i = 0; i < 4; i++) three.append("1 of " + i, "2 of " + i, "3 of " + i);
        delete(three, 9);
        three.startAgain(dead, away);
        three.awaitInSync(3);
        assertEquals(List.of(), three.node(away).troubles);
        three.append("last");
        three.runFor(SECOND_NANOS);
        three.letLead(away);
        assertEquals(new Offsets(9, 15), bounds(three));
        assertEquals(List.of("8:1 of 2", "9:2 of 2", "10:3 of 2"), three.texts(9).subList(0, 3));
    }

    /** What it has in batches the leader has in one that holds nothing any more. */
    @Test
    void whoIsFarBehindTakesWhatCompactionHasLeft() {
        ReplicatedNodes three =
                new ReplicatedNodes(Map.of("cleanup.policy", "compact", "segment.bytes", "1KiB"));
        String line = "x".repeat(200);
        for (int i = 0; i < 3; i++) appendKeyed(three, line);
        int away = three.followers().getFirst();
        SimNodes.One dead = three.kill(away);
        three.awaitInSync(2);
        for (int i = 0; i < 40; i++) appendKeyed(three, line);
        three.runFor(MINUTE_NANOS);
        assertTrue(three.texts(0).size() < 10, () -> three.texts(0).toString());
        three.startAgain(dead, away);
        three.awaitInSync(3);
        assertEquals(List.of(), three.node(away).troubles);
        List<String> texts = three.texts(0);
        three.letLead(away);
        assertEquals(texts, three.texts(0));
    }

    private static void appendKeyed(ReplicatedNodes three, String line) {
        three.append(() -> ReplicatedNodes.batch(Payload.of("key"), Acks.ALL, line));
    }
}
