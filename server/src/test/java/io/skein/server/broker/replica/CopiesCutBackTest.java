package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.foundation.EpochTrail;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Turned;
import io.skein.server.replication.ReplicaMessage.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The leader's disk had no room for what it has sent to others already. */
class CopiesCutBackTest {
    private static final int EPOCH = CopiesRig.EPOCH;

    private final CopiesRig rig = new CopiesRig();

    /** The second broker has two batches, of which the leader's disk took one. */
    private Voice cutBack() {
        rig.leading();
        Voice second = rig.attached(2);
        rig.append(Lines.batch("kept"));
        rig.confirm(second, 1, 1);
        rig.home.host.starve("commit-0", 2 * CopiesRig.SECOND_NANOS);
        rig.home.disk().roomBytes(0);
        rig.append(Lines.batch("lost"));
        rig.until(() -> CopiesRig.batches(second).size() == 2);
        rig.confirm(second, 1, 2);
        second.take();
        rig.until(() -> !rig.copies().isOpen());
        rig.settle();
        return second;
    }

    private void claimsAnew() {
        InSyncClaim claim = rig.claim();
        assertEquals(Wish.LEAD_ANEW, claim.wish());
        assertEquals(EPOCH, claim.leaderEpoch());
        assertEquals(rig.image().partitionEpoch(), claim.partitionEpoch());
        assertEquals(List.of(1, 2), List.copyOf(claim.inSync().nodes()));
    }

    @Test
    void whatIsGoneWasNeverAgreedAndNobodyIsServedUntilItIsLedAnew() {
        Voice second = cutBack();
        assertEquals(1, rig.log.end());
        assertEquals(1, rig.highWatermark());
        assertEquals(List.of(new Turned(1, Why.NOT_LEADER)), second.take());
        claimsAnew();
        second.say(CopiesRig.attach(2, new Position(EPOCH, 2)));
        rig.settle();
        assertEquals(List.of(new Turned(2, Why.NOT_LEADER)), second.take());
        assertFalse(second.isClosed);
    }

    @Test
    void asksAgainHoweverOftenThePartitionChangesMeanwhile() {
        cutBack();
        claimsAnew();
        for (int i = 0; i < 3; i++) {
            rig.change(rig.image());
            claimsAnew();
            assertFalse(rig.copies().isOpen());
        }
    }

    /** There would be two contents for one offset of one epoch otherwise. */
    @Test
    void goesOnInAnotherEpochInWhichTheOthersTakeBackWhatIsGone() {
        Voice second = cutBack();
        second.take();
        rig.home.disk().mend();
        rig.leadAnew();
        second.say(attach(2, new Position(EPOCH, 2)));
        rig.settle();
        Verdict goBack = new Verdict.Diverges(new EpochTrail.End(EPOCH, 1));
        assertEquals(List.of(new Judged(2, goBack)), second.take());
        second.say(attach(3, new Position(EPOCH, 1)));
        rig.world.runFor(5 * CopiesRig.SECOND_NANOS);
        rig.append(Lines.batch("in its place"));
        rig.until(() -> !CopiesRig.batches(second).isEmpty());
        assertEquals(List.of("1:in its place"), Lines.texts(CopiesRig.batches(second)));
        rig.confirm(second, 3, 2);
        assertEquals(2, rig.highWatermark());
        assertEquals("5@0 6@1", rig.log.epochs().toString());
    }

    private static Attach attach(long number, Position at) {
        return new Attach(LogHost.PARTITION, number, EPOCH + 1, at, at.end());
    }
}
