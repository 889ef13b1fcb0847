package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.Refusal;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.PartitionImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that stops in order is missed by nobody. */
class OrderlyStopTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final ReplicatedNodes three = new ReplicatedNodes();
    private final List<String> stopped = new ArrayList<>();
    private final List<Answer<Appended>> refused = new ArrayList<>();

    private void stop(SimNodes.One node) {
        node.node.stop(() -> stopped.add("stopped"));
    }

    /** How long it takes. */
    private long stopWhole(SimNodes.One node) {
        long before = now();
        stop(node);
        three.until(() -> !stopped.isEmpty());
        return now() - before;
    }

    private long now() {
        return three.nodes.world.nowNanos();
    }

    /** Who is active, as far as one knows that runs. */
    private int controller() {
        return three.running.values().stream()
                .flatMap(one -> one.node.quorumMember().stream())
                .flatMap(member -> member.lastStanding().leader().stream())
                .map(leader -> leader.id().nodeId())
                .findFirst()
                .orElse(0);
    }

    private AdminReply asked(int at, Drain drain) {
        List<Answer<AdminReply>> heard = new ArrayList<>();
        three.node(at).node.door().ask(drain, heard::add);
        three.until(() -> !heard.isEmpty());
        return ThreeSimNodes.reply(heard.getFirst());
    }

    /** Any node is asked, and asks whoever is active. */
    @Test
    void whoIsDrainedLeadsNothingAndStaysInSync() {
        int first = three.leader();
        int heir = three.followers().getFirst();
        for (int at : ReplicatedNodes.ALL) {
            assertInstanceOf(Drained.class, asked(at, new Drain(first, false)));
        }
        three.await(one -> one.leader() == heir);
        assertEquals(3, three.image().inSync().size());
        assertTrue(three.node(first).isServing(), "it goes on");
        assertEquals(0, three.append("led by another"));
        assertEquals(3, three.image().inSync().size());
    }

    /** Each is appended at the node that will go, or at one that has heard of it. */
    @Test
    void producersGoOnWhileALeaderIsStopped() {
        for (int round = 0; round < 3; round++) {
            int first = three.leader();
            int other = three.followers().getLast();
            SimNodes.One leaving = three.node(first);
            stop(leaving);
            three.running.remove(first);
            long longest = 0;
            for (int i = 0; i < 200; i++) {
                long before = now();
                append(other, "line " + round + " " + i);
                longest = Math.max(longest, now() - before);
            }
            three.until(() -> !stopped.isEmpty());
            assertTrue(longest < 200 * MILLI, "it took " + longest);
            stopped.clear();
            leaving.host.kill();
            three.startAgain(leaving, first);
            three.awaitInSync(3);
            // Until all have heard that the connections to the run before are no more.
            three.runFor(2 * SECOND);
        }
        assertEquals(600, three.texts(0).size(), "each once: none was ever unknown");
        assertTrue(refused.size() < 100, () -> refused.toString());
        assertEquals(List.of(), troubles());
    }

    /** Through that node, again as long as it is not there. */
    private void append(int through, String line) {
        while (true) {
            Answer<Appended> answer = three.ask(through, ReplicatedNodes.batch(Acks.ALL, line));
            if (answer instanceof Answer.Done<Appended>) return;
            Refusal why = ReplicatedNodes.refused(answer);
            assertEquals(Refusal.Certainty.DEFINITE, why.certainty(), why::message);
            assertTrue(why.retryAfterMillis() > 0, why::message);
            refused.add(answer);
            three.runFor(5 * MILLI);
        }
    }

    private List<String> troubles() {
        List<String> all = new ArrayList<>();
        three.running.values().forEach(one -> all.addAll(one.troubles));
        return all;
    }

    /** It is out of the set as soon as it is gone, or before. */
    @Test
    void nobodyWaitsForAFollowerThatHasStopped() {
        int follower = three.followers().getFirst();
        stopWhole(three.node(follower));
        SimNodes.One gone = three.kill(follower);
        PartitionImage image = three.image();
        assertFalse(image.inSync().contains(follower), image::toString);
        long before = now();
        three.append("at once");
        assertTrue(now() - before < 100 * MILLI, "it took " + (now() - before));
        three.startAgain(gone, follower);
        three.awaitInSync(3);
    }

    @Test
    void theActiveControllerHandsOnItsOwnLead() {
        int active = controller();
        stopWhole(three.node(active));
        three.kill(active);
        long before = now();
        three.until(() -> controller() != active);
        assertTrue(now() - before < 50 * MILLI, "somebody leads already, or at once");
        three.awaitInSync(2);
        three.append("with another controller");
    }

    @Test
    void whereNobodyCanTakeOverItStopsAfterAWhile() {
        int leader = three.leader();
        List<Integer> others = three.followers();
        for (int other : others) three.kill(other);
        long nanos = stopWhole(three.node(leader));
        assertTrue(nanos < Departure.SILENCE_NANOS_MAX + SECOND, "it took " + nanos);
    }

    @Test
    void whoIsToldTwiceHurries() {
        int leader = three.leader();
        for (int other : three.followers()) three.kill(other);
        SimNodes.One alone = three.node(leader);
        stop(alone);
        three.runFor(100 * MILLI);
        assertEquals(List.of(), stopped, "it asks whether others take over");
        stop(alone);
        three.runFor(500 * MILLI);
        assertEquals(List.of("stopped", "stopped"), stopped);
        stop(alone);
        three.runFor(MILLI);
        assertEquals(3, stopped.size(), "it has stopped long since");
    }

    /** The others are there, but one after the other they would have to be waited for. */
    @Test
    void whatIsUnderWayWhenItGoesIsAnsweredOneWayOrTheOther() {
        int first = three.leader();
        List<List<Answer<Appended>>> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            open.add(three.asked(first, ReplicatedNodes.batch(Acks.ALL, "line " + i)));
        }
        stopWhole(three.node(first));
        three.runFor(SECOND);
        for (List<Answer<Appended>> answers : open) assertEquals(1, answers.size());
        assertNotEquals(first, three.image().leader());
    }
}
