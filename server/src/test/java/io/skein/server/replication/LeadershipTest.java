package io.skein.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.InSync;
import io.skein.server.replication.Leadership.Held;
import io.skein.server.replication.Leadership.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Node 1 leads a log of ten records that it had when its epoch began. */
class LeadershipTest {
    private static final long LAG = 10;
    private static final OptionalLong STAYS = OptionalLong.empty();

    private final Leadership one = new Leadership(new Term(3, 1, 10), 2, 5);

    private static OptionalLong moved(long to) {
        return OptionalLong.of(to);
    }

    private static Uuid run(int node) {
        return new Uuid(node, 1);
    }

    private OptionalLong follows(int node, long next, long now) {
        return one.attached(node, run(node), new Held(next, next), now);
    }

    /** These follow from the beginning and have all; those are in sync. */
    private void haveAll(List<Integer> followers, List<Integer> inSync) {
        one.recorded(inSync, 0);
        one.confirmedHere(10);
        followers.forEach(node -> follows(node, 10, 0));
    }

    private static Optional<InSync> claim(
            List<Integer> nodes, Map<Integer, Uuid> joining, List<Integer> lacking) {
        return Optional.of(InSync.of(nodes, joining, lacking));
    }

    @Test
    void highWatermarkIsTheLeastDurableOffsetOfTheInSyncSet() {
        one.recorded(List.of(1, 2, 3), 0);
        assertEquals(STAYS, one.confirmedHere(10));
        assertEquals(STAYS, follows(2, 7, 0), "3 is not heard");
        assertEquals(moved(6), follows(3, 6, 0));
        assertEquals(moved(7), one.confirmed(3, 9, 0));
        assertEquals(STAYS, one.confirmed(3, 8, 0));
        one.appended(14, 0);
        one.confirmed(2, 14, 0);
        one.confirmed(3, 14, 0);
        assertEquals(10, one.highWatermark(), "the leader counts by its own disk");
        assertEquals(moved(14), one.confirmedHere(14));
    }

    @Test
    void allIsKnownOnceWhatTheEpochBeganWithIsAgreed() {
        one.recorded(List.of(1, 2), 0);
        one.confirmedHere(10);
        follows(2, 9, 0);
        assertFalse(one.knowsAgreed());
        one.confirmed(2, 10, 0);
        assertTrue(one.knowsAgreed());
    }

    @Test
    void neverMovesBack() {
        one.recorded(List.of(1, 2), 0);
        one.confirmedHere(10);
        assertEquals(moved(8), follows(2, 8, 0));
        assertEquals(STAYS, follows(2, 6, 0), "it has lost something");
        assertEquals(8, one.highWatermark());
        assertEquals(claim(List.of(1), Map.of(), List.of(2)), one.claim(0, LAG));
    }

    @Test
    void whoHasAttachedAnewCountsByThatAlone() {
        one.recorded(List.of(1, 2), 0);
        one.confirmedHere(10);
        follows(2, 8, 0);
        one.detached(2, 1);
        assertEquals(STAYS, one.confirmed(2, 10, 0), "late word of an attach that is over");
        assertEquals(STAYS, one.attached(2, run(2), new Held(9, 8), 0));
        assertEquals(moved(9), one.confirmed(2, 9, 0));
    }

    @Test
    void aSetThatIsTooSmallAgreesOnNothing() {
        one.recorded(List.of(1), 0);
        assertFalse(one.enoughInSync());
        assertEquals(STAYS, one.confirmedHere(10));
        assertEquals(moved(10), one.require(1), "what it waited for counts at once");
        assertTrue(one.enoughInSync());
    }

    @Test
    void whoeverMayComeToBeInSyncCounts() {
        haveAll(List.of(2, 3), List.of(1, 2));
        assertEquals(claim(List.of(1, 2, 3), Map.of(3, run(3)), List.of()), one.claim(0, LAG));
        assertEquals(Optional.empty(), one.claim(0, LAG), "one at a time");
        one.appended(12, 1);
        one.confirmedHere(12);
        assertEquals(STAYS, one.confirmed(2, 12, 1), "3 may be counted on already");
        one.detached(3, 1);
        assertEquals(STAYS, one.confirmed(2, 12, 1), "even though it is gone");
        assertEquals(moved(12), one.recorded(List.of(1, 2), 2), "the claim never came to be");
    }

    @Test
    void whatWasRefusedCountsNoMore() {
        haveAll(List.of(2, 3), List.of(1, 2));
        one.claim(0, LAG);
        one.appended(12, 1);
        one.confirmedHere(12);
        one.confirmed(2, 12, 1);
        assertEquals(moved(12), one.claimRefused());
        assertEquals(Optional.empty(), one.claim(1, LAG), "3 is behind by now");
        one.confirmed(3, 12, 1);
        assertEquals(claim(List.of(1, 2, 3), Map.of(3, run(3)), List.of()), one.claim(1, LAG));
    }

    @Test
    void joiningTakesAllThatIsAgreedAndAllOfTheBeginning() {
        one.recorded(List.of(1, 2), 0);
        one.confirmedHere(10);
        follows(3, 9, 0);
        assertEquals(Optional.empty(), one.claim(0, LAG), "more than is known to be agreed");
        assertEquals(STAYS, one.attached(3, run(3), new Held(10, 9), 0));
        assertEquals(Optional.empty(), one.claim(0, LAG), "not on its disk");
        one.confirmed(3, 10, 0);
        assertEquals(claim(List.of(1, 2, 3), Map.of(3, run(3)), List.of()), one.claim(0, LAG));
    }

    /** It may be far behind when it attaches; only whoever is counted on must not be. */
    @Test
    void whoHasCaughtUpLacksNothing() {
        haveAll(List.of(2), List.of(1, 2));
        follows(3, 4, 0);
        one.confirmed(3, 10, 1);
        assertEquals(claim(List.of(1, 2, 3), Map.of(3, run(3)), List.of()), one.claim(1, LAG));
        one.recorded(List.of(1, 2, 3), 2);
        assertEquals(Optional.empty(), one.claim(2, LAG));
    }

    /** With too few in sync nothing new is agreed, and whoever is far behind has all that is. */
    @Test
    void whoIsFarBehindDoesNotJoinThoughNothingIsAgreed() {
        one.recorded(List.of(1), 0);
        one.appended(90, 1);
        one.confirmedHere(90);
        follows(3, 20, 2);
        one.appended(100, 3);
        one.confirmed(3, 80, 4);
        assertEquals(Optional.empty(), one.claim(5, LAG), "it would have to leave again");
        one.confirmed(3, 90, 6);
        assertEquals(claim(List.of(1, 3), Map.of(3, run(3)), List.of()), one.claim(6, LAG));
        one.claimRefused();
        one.appended(110, 7);
        assertEquals(Optional.empty(), one.claim(2 + LAG, LAG), "by now it is late");
    }

    /** What 2 has is agreed before 3 can say that it has it too. */
    private void goesOn(int from, int until) {
        for (int now = from; now < until; now++) {
            one.appended(now + 10, now);
            one.confirmedHere(now + 10);
            one.confirmed(2, now + 10, now);
            one.confirmed(3, now + 8, now);
            one.await(now, LAG);
        }
    }

    @Test
    void whoIsAlwaysALittleBehindIsWaitedForOnceSoThatItJoins() {
        haveAll(List.of(2, 3), List.of(1, 2));
        follows(3, 5, 0);
        goesOn(1, 9);
        long waits = one.highWatermark();
        assertEquals(claim(List.of(1, 2, 3), Map.of(3, run(3)), List.of()), one.claim(9, LAG));
        assertEquals(16, waits, "3 has had that");
        one.recorded(List.of(1, 2, 3), 10);
        assertEquals(moved(18), one.confirmed(3, 18, 10));
    }

    @Test
    void whoFallsSilentIsNotWaitedForAnyLonger() {
        haveAll(List.of(2, 3), List.of(1, 2));
        follows(3, 5, 0);
        goesOn(1, 5);
        one.appended(20, 5);
        one.confirmedHere(20);
        assertEquals(STAYS, one.confirmed(2, 20, 5));
        assertEquals(STAYS, one.await(6, LAG));
        assertEquals(moved(2 + LAG), one.nextOverdueNanos(LAG));
        assertEquals(moved(20), one.await(2 + LAG, LAG));
    }

    @Test
    void whoIsGoneIsNotWaitedFor() {
        haveAll(List.of(2, 3), List.of(1, 2));
        follows(3, 5, 0);
        goesOn(1, 5);
        one.appended(20, 5);
        one.confirmedHere(20);
        assertEquals(STAYS, one.confirmed(2, 20, 5));
        assertEquals(moved(20), one.detached(3, 6));
    }

    @Test
    void whoLackedSomethingAndLeftMayComeBack() {
        haveAll(List.of(2), List.of(1, 2));
        follows(2, 7, 0);
        assertEquals(claim(List.of(1), Map.of(), List.of(2)), one.claim(0, LAG));
        one.recorded(List.of(1), 1);
        one.confirmed(2, 10, 1);
        assertEquals(claim(List.of(1, 2), Map.of(2, run(2)), List.of()), one.claim(1, LAG));
        one.recorded(List.of(1, 2), 2);
        assertEquals(Optional.empty(), one.claim(2, LAG));
    }

    @Test
    void whoIsBehindForTooLongLeaves() {
        haveAll(List.of(2, 3), List.of(1, 2, 3));
        assertEquals(OptionalLong.empty(), one.nextOverdueNanos(LAG), "nobody is behind");
        one.appended(12, 100);
        assertEquals(moved(100 + LAG), one.nextOverdueNanos(LAG));
        one.confirmed(2, 12, 101);
        assertEquals(Optional.empty(), one.claim(109, LAG));
        assertEquals(claim(List.of(1, 2), Map.of(), List.of()), one.claim(110, LAG));
    }

    /** It is behind at every moment, but never by more than a little. */
    @Test
    void whoKeepsUpStays() {
        haveAll(List.of(2), List.of(1, 2));
        for (int now = 1; now < 100; now++) {
            one.appended(10 + 2 * now, now);
            one.confirmed(2, 10 + 2 * now - 1, now);
            assertEquals(Optional.empty(), one.claim(now, LAG));
        }
    }

    @Test
    void whoeverFallsSilentHadEverythingUntilThen() {
        haveAll(List.of(2, 3), List.of(1, 2, 3));
        one.detached(3, 500);
        assertEquals(Optional.empty(), one.claim(509, LAG));
        assertEquals(claim(List.of(1, 2), Map.of(), List.of()), one.claim(510, LAG));
    }

    @Test
    void whoIsNotHeardLeavesThoughNothingIsAppended() {
        one.recorded(List.of(1, 2), 7);
        assertEquals(moved(7 + LAG), one.nextOverdueNanos(LAG));
        assertEquals(Optional.empty(), one.claim(16, LAG));
        assertEquals(claim(List.of(1), Map.of(), List.of()), one.claim(17, LAG));
    }
}
