package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a leader lets go of, every copy lets go of, and none of it comes back. */
class ReplicatedDeletionTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

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
}
