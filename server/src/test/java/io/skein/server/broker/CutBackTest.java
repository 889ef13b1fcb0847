package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.server.broker.replica.LogHost;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.PartitionImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A leader's disk is full, and has no room for what was appended, and others may have seen. */
class CutBackTest {
    private final PartitionRig rig = new PartitionRig();
    private PartitionImage image = alone(PartitionRig.image(1, 2, 3));

    /** So that the leader agrees with itself. */
    private static PartitionImage alone(PartitionImage image) {
        return image.with(List.of(1), List.of(), 1);
    }

    private InSyncClaim anew() {
        InSync now = InSync.of(image.inSync(), Map.of(), List.of());
        return new InSyncClaim(
                LogHost.PARTITION,
                image.leaderEpoch(),
                image.partitionEpoch(),
                now,
                Wish.LEAD_ANEW);
    }

    /** There is room for three records, and for no more until the answers are there. */
    private List<Answer<Appended>> cutBack(Partition partition, Acks... each) {
        rig.ask(partition, PartitionRig.append(Acks.ALL));
        rig.home.disk().roomBytes(0);
        List<Answer<Appended>> answers = new ArrayList<>();
        rig.home.run(() -> {
            for (Acks acks : each) partition.ask(PartitionRig.append(acks), answers::add);
        });
        rig.until(() -> answers.size() == each.length);
        rig.home.disk().mend();
        rig.world.runFor(5_000_000_000L);
        return answers;
    }

    private void change(Partition partition, PartitionImage newer) {
        image = newer.after(image);
        rig.home.run(() -> partition.changed(rig.told(image)));
    }

    private Refusal suspended(Partition partition) {
        Refusal why = PartitionRig.refused(rig.ask(partition, PartitionRig.append(Acks.LEADER)));
        assertEquals(Refusals.suspended(), why);
        return why;
    }

    @Test
    void nothingIsTakenBeforeThePartitionIsLedAnew() {
        Partition partition = rig.open(image);
        cutBack(partition, Acks.ALL);
        assertEquals(List.of(anew()), rig.claims);
        suspended(partition);
        change(partition, image.ledAnew());
        Answer<Appended> next = rig.ask(partition, PartitionRig.append(Acks.ALL));
        assertEquals(Answer.done(new Appended(3, true, OptionalLong.empty(), 0)), next);
        assertEquals(1, rig.claims.size(), "it is over");
        assertEquals("0@0 1@3", rig.log().epochs().toString());
    }

    @Test
    void itIsAskedForAgainWhenThePartitionHasChangedMeanwhile() {
        Partition partition = rig.open(image);
        cutBack(partition, Acks.ALL);
        for (int i = 0; i < 3; i++) {
            rig.claims.clear();
            change(partition, image);
            assertEquals(List.of(anew()), rig.claims);
            suspended(partition);
        }
    }

    /** Another claim, made before the disk was full: that one is as good as ever. */
    @Test
    void aRefusedClaimOfWhoIsInSyncChangesNothing() {
        Partition partition = rig.open(image);
        cutBack(partition, Acks.ALL);
        rig.home.run(() -> partition.claimRefused(image.partitionEpoch()));
        rig.world.runFor(5_000_000_000L);
        suspended(partition);
        assertEquals(List.of(anew()), rig.claims);
    }

    /** A follower that has it may lead next, and then it is agreed after all. */
    @Test
    void whatOthersMayHaveIsUnknown() {
        Partition partition = rig.open(image);
        for (Answer<Appended> answer : cutBack(partition, Acks.ALL, Acks.LEADER)) {
            Refusal why = PartitionRig.refused(answer);
            assertEquals(Refusal.Why.DISK_FULL, why.why());
            assertEquals(Refusal.Certainty.UNKNOWN, why.certainty());
        }
    }

    @Test
    void whereNobodyElseHoldsACopyAllIsKnownAndGoesOn() {
        image = PartitionRig.image(1);
        Partition partition = rig.open(image);
        for (Answer<Appended> answer : cutBack(partition, Acks.ALL, Acks.LEADER)) {
            assertEquals(Refusals.cutBack(), PartitionRig.refused(answer));
        }
        Answer<Appended> next = rig.ask(partition, PartitionRig.append(Acks.ALL));
        assertEquals(Answer.done(new Appended(3, true, OptionalLong.empty(), 0)), next);
        assertEquals(List.of(), rig.claims);
    }
}
