package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Beat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the connection to a leader is kept, and made anew. */
class LeaderLinkTest {
    private static final long MILLI_NANOS = 1_000_000;
    private static final long SECOND_NANOS = FollowRig.SECOND_NANOS;

    private final FollowRig rig = new FollowRig();

    /** Waits for the next connection, and says how many ms after the end of the last it came. */
    private long millisUntilRedial() {
        int known = rig.calls.size();
        long endNanos = rig.world.nowNanos();
        rig.until(() -> rig.calls.size() > known);
        return (rig.leader().sinceNanos - endNanos) / MILLI_NANOS;
    }

    /** Ends each connection at once, so many times. */
    private List<Long> waits(int times) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            rig.leader().close();
            waits.add(millisUntilRedial());
        }
        return waits;
    }

    private static void assertAbout(List<Long> expected, List<Long> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            long late = found.get(i) - expected.get(i);
            assertTrue(late >= 0 && late < 20, found + " is not about " + expected);
        }
    }

    @Test
    void waitsLongerEachTimeButNeverLongerThanASecond() {
        rig.begun();
        List<Long> expected = List.of(20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
        assertAbout(expected, waits(expected.size()));
    }

    @Test
    void whoIsHeardIsDialledSoonAgain() {
        rig.begun();
        waits(6);
        rig.leader().say(new Beat());
        rig.settle();
        assertAbout(List.of(20L, 40L), waits(2));
    }

    @Test
    void anIdleLeaderIsAskedEachSecondAndKept() {
        rig.begun().agree();
        rig.world.runFor(60 * SECOND_NANOS);
        assertEquals(1, rig.calls.size());
        int beats = rig.leader().beats;
        assertTrue(beats >= 58 && beats <= 60, beats + " beats in a minute");
    }

    /** It may be that the network has lost it, and says nothing. */
    @Test
    void whoDoesNotAnswerIsDialledAnew() {
        rig.leaderAnswersBeats = false;
        rig.begun();
        Voice mute = rig.leader();
        rig.until(() -> rig.calls.size() == 2);
        rig.until(() -> mute.isClosed);
        assertEquals(3, mute.beats);
        long millis = (rig.leader().sinceNanos - mute.sinceNanos) / MILLI_NANOS;
        assertTrue(millis >= 4_000 && millis < 4_100, "given up after " + millis);
    }

    /** Whatever is said tells that somebody is there. */
    @Test
    void whoSaysAnythingIsKept() {
        rig.leaderAnswersBeats = false;
        rig.begun();
        for (int i = 0; i < 10; i++) {
            rig.world.runFor(3 * SECOND_NANOS);
            rig.leader().say(new ReplicaMessage.Marked(List.of()));
        }
        assertEquals(1, rig.calls.size());
        assertFalse(rig.leader().isClosed);
    }

    @Test
    void whoSaysWhatOnlyFollowersSayIsDialledAnew() {
        rig.begun();
        rig.leader();
        for (ReplicaMessage strange :
                List.of(FollowRig.SELF, rig.attach(), new ReplicaMessage.Detach(1))) {
            Voice leader = rig.leader();
            leader.say(strange);
            rig.until(() -> leader.isClosed);
            int known = rig.calls.size();
            rig.until(() -> rig.calls.size() > known);
        }
    }
}
