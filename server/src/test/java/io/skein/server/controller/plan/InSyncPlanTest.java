package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.Answer;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node 1 leads a partition that nodes 2 and 3 hold too; 1 and 2 are in sync, and two agree. */
class InSyncPlanTest {
    private static final PartitionId ID = new PartitionId(new Uuid(5, 5), 0);
    private static final Uuid DIRECTORY = new Uuid(1, 1);
    private static final int EPOCH = 4;
    private static final int CHANGE = 9;

    private final NodePlans plans = new NodePlans(_ -> 2, (_, _) -> true);
    private MetadataImage image = image();

    private static NodeRegistered node(int id, long run, boolean isFenced) {
        NodeImage.NodePort port = new NodeImage.NodePort("host:2", 1);
        List<String> roles = List.of("controller", "broker");
        return new NodeRegistered(
                new NodeImage(
                        id,
                        new Uuid(id, run),
                        List.of(DIRECTORY),
                        "host:1",
                        port,
                        roles,
                        isFenced));
    }

    private static MetadataImage image() {
        List<Replica> replicas = new ArrayList<>();
        for (int id = 1; id <= 3; id++) replicas.add(new Replica(id, DIRECTORY, false));
        List<MetadataRecord> records =
                List.of(
                        node(1, 1, false),
                        node(2, 1, false),
                        node(3, 1, false),
                        node(4, 1, false),
                        new TopicCreated("lines", ID.topic()),
                        new PartitionCreated(
                                ID,
                                new PartitionImage(
                                        replicas, List.of(1, 2), List.of(), 1, EPOCH, CHANGE)));
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private static InSyncClaim claim(int leaderEpoch, int change, InSync inSync) {
        return new InSyncClaim(ID, leaderEpoch, change, inSync, Wish.GO_ON);
    }

    private static InSyncClaim joining(int node, long run) {
        Map<Integer, Uuid> who = Map.of(node, new Uuid(node, run));
        return claim(EPOCH, CHANGE, InSync.of(List.of(1, 2, node), who, List.of()));
    }

    private static InSyncClaim leaving() {
        return claim(EPOCH, CHANGE, InSync.of(List.of(1), Map.of(), List.of()));
    }

    /** Commits what follows; tells how many claims were refused. */
    private int count(int leader, InSyncClaim... claims) {
        Decision<List<PartitionId>> decision = plans.count(image, leader, List.of(claims));
        image = Replay.apply(image, decision.records(), image.offset() + 1);
        return switch (decision.answer()) {
            case Answer.Done<List<PartitionId>>(List<PartitionId> refused) -> refused.size();
            case Answer.Refused<List<PartitionId>> why -> throw new AssertionError(why);
        };
    }

    private String stand() {
        PartitionImage one = image.partition(ID).orElseThrow();
        return "%s %s led by %d, epoch %d, change %d"
                .formatted(
                        one.inSync(),
                        one.eligible(),
                        one.leader(),
                        one.leaderEpoch(),
                        one.partitionEpoch());
    }

    @Test
    void theWordOfALeaderHolds() {
        assertEquals(0, count(1, joining(3, 1)));
        assertEquals("[1, 2, 3] [] led by 1, epoch 4, change 10", stand());
    }

    @Test
    void whoLeavesASetThatIsTooSmallThenStaysEligible() {
        assertEquals(0, count(1, leaving()));
        assertEquals("[1] [2] led by 1, epoch 4, change 10", stand());
    }

    @Test
    void whoLacksSomethingIsNotEligible() {
        InSync without = InSync.of(List.of(1), Map.of(), List.of(2));
        assertEquals(0, count(1, claim(EPOCH, CHANGE, without)));
        assertEquals("[1] [] led by 1, epoch 4, change 10", stand());
    }

    /** Whatever came between, the leader will see it in the metadata, so it is told nothing. */
    @Test
    void aPartitionThatIsNotAsTheLeaderHasSeenItStays() {
        String before = stand();
        InSync alone = InSync.of(List.of(1), Map.of(), List.of());
        assertEquals(0, count(1, claim(EPOCH, CHANGE - 1, alone)), "another change");
        assertEquals(0, count(1, claim(EPOCH - 1, CHANGE, alone)), "an earlier leadership");
        assertEquals(0, count(2, claim(EPOCH, CHANGE, InSync.of(List.of(2), Map.of(), List.of()))));
        assertEquals(0, count(1, claim(EPOCH, CHANGE, InSync.of(List.of(2), Map.of(), List.of()))));
        assertEquals(before, stand());
        assertEquals(0, count(1, leaving(), joining(3, 1)), "the first of two holds");
        assertEquals("[1] [2] led by 1, epoch 4, change 10", stand());
        assertEquals(0, count(1, leaving()), "said again");
        assertEquals("[1] [2] led by 1, epoch 4, change 10", stand());
    }

    /** A quick restart must not be taken for the run that had caught up. */
    @Test
    void nobodyJoinsWhoIsNotTrustedInThatVeryRun() {
        String before = stand();
        assertEquals(1, count(1, joining(3, 2)), "another run");
        assertEquals(1, count(1, joining(4, 1)), "no replica");
        image = Replay.apply(image, List.of(node(3, 1, true)), 11);
        assertEquals(1, count(1, joining(3, 1)), "fenced");
        InSync unnamed = InSync.of(List.of(1, 2, 3), Map.of(), List.of());
        assertEquals(1, count(1, claim(EPOCH, CHANGE, unnamed)));
        assertEquals(before, stand());
    }

    @Test
    void aLeaderThatHasLostWhatOthersMayHaveSeenLeadsAnew() {
        InSync same = InSync.of(List.of(1, 2), Map.of(), List.of());
        assertEquals(0, count(1, new InSyncClaim(ID, EPOCH, CHANGE, same, Wish.LEAD_ANEW)));
        assertEquals("[1, 2] [] led by 1, epoch 5, change 10", stand());
    }
}
