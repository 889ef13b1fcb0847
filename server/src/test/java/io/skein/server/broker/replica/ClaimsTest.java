package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.ReplicaMessage.Judged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a leader says of who is in sync, and when. */
class ClaimsTest {
    private static final int EPOCH = CopiesRig.EPOCH;

    private final CopiesRig rig = new CopiesRig();

    private InSyncClaim claimed(List<Integer> nodes, Map<Integer, Uuid> joins, List<Integer> lack) {
        int partitionEpoch = rig.image().partitionEpoch();
        InSync inSync = InSync.of(nodes, joins, lack);
        return new InSyncClaim(LogHost.PARTITION, EPOCH, partitionEpoch, inSync, Wish.GO_ON);
    }

    @Test
    void whoHasCaughtUpIsClaimedToBeInSyncUntilThatIsAnswered() {
        rig.leading();
        rig.attached(2);
        assertEquals(List.of(), rig.claims);
        Voice third = rig.attached(3);
        InSyncClaim claim = claimed(List.of(1, 2, 3), Map.of(3, new Uuid(3, 9)), List.of());
        assertEquals(claim, rig.claim());
        rig.append(Lines.batch("a"));
        rig.confirm(third, 1, 1);
        assertEquals(List.of(), rig.claims, "one at a time");
        rig.home.run(() -> rig.copies().claimRefused(claim.partitionEpoch()));
        long refusedNanos = rig.world.nowNanos();
        assertEquals(claim, rig.claim(), "it holds no less than before");
        long waitedNanos = rig.world.nowNanos() - refusedNanos;
        long halfNanos = CopiesRig.SECOND_NANOS / 2;
        assertTrue(waitedNanos >= halfNanos, "waited " + waitedNanos);
        assertTrue(waitedNanos < 2 * halfNanos, "waited " + waitedNanos);
        rig.inSync(1, 2, 3);
        rig.settle();
        assertEquals(List.of(), rig.claims);
    }

    /** Whoever the controller may come to count on can become the next leader. */
    @Test
    void whoIsClaimedToBeInSyncIsWaitedFor() {
        rig.leading();
        Voice second = rig.attached(2);
        Voice third = rig.attached(3);
        InSyncClaim claim = rig.claim();
        rig.append(Lines.batch("a"));
        rig.until(() -> CopiesRig.batches(third).size() == 1);
        rig.confirm(second, 1, 1);
        assertEquals(0, rig.highWatermark());
        third.close();
        rig.settle();
        rig.home.run(() -> rig.copies().claimRefused(claim.partitionEpoch() - 1));
        assertEquals(0, rig.highWatermark(), "another claim was refused");
        rig.home.run(() -> rig.copies().claimRefused(claim.partitionEpoch()));
        assertEquals(1, rig.highWatermark());
    }

    /** Nothing is heard that could be a reason to look. */
    @Test
    void whoLagsIsMissedInTime() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a"));
        long behindNanos = rig.world.nowNanos();
        rig.world.runFor(CopiesRig.LAG_NANOS - CopiesRig.SECOND_NANOS);
        assertEquals(List.of(), rig.claims);
        assertEquals(claimed(List.of(1), Map.of(), List.of()), rig.claim());
        long afterNanos = rig.world.nowNanos() - behindNanos;
        assertTrue(afterNanos < CopiesRig.LAG_NANOS + CopiesRig.SECOND_NANOS, "" + afterNanos);
        assertFalse(second.isClosed);
        rig.inSync(1);
        rig.confirm(second, 1, 1);
        InSyncClaim back = claimed(List.of(1, 2), Map.of(2, new Uuid(2, 9)), List.of());
        assertEquals(back, rig.claim());
    }

    @Test
    void whoComesBackWithLessThanIsAgreedIsMissedAtOnce() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("a"), Lines.batch("b"));
        rig.confirm(second, 1, 2);
        assertEquals(2, rig.highWatermark());
        second.close();
        Voice again = rig.follower(2);
        again.say(CopiesRig.attach(1, new Position(EPOCH, 1)));
        rig.settle();
        assertInstanceOf(Judged.class, again.take().getFirst());
        assertEquals(claimed(List.of(1), Map.of(), List.of(2)), rig.claim());
    }
}
