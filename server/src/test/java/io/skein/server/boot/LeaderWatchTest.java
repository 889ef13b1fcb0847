package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.raft.core.Standing;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One line for each change, and none without. */
class LeaderWatchTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String NO_MORE = "this node is not the active controller any more";

    private final SimNodes nodes = new SimNodes();
    private final TreeMap<Integer, SimNodes.One> running = new TreeMap<>();

    @Test
    void everyNodeTellsWhoIsActiveWhenThatChanges() {
        List<Integer> all = List.of(1, 2, 3);
        all.forEach(number -> running.put(number, nodes.start(number, all)));
        int first = awaitLeader(0);
        nodes.world.runFor(MINUTE_NANOS);
        int epoch = assertToldOnce(first);
        SimNodes.One killed = node(first);
        running.remove(first);
        killed.host.kill();
        int second = awaitLeader(epoch);
        assertToldOnce(second);
        SimNodes.One stopped = node(second);
        running.remove(second);
        stopped.node.stop(() -> {});
        nodes.world.runFor(MINUTE_NANOS);
        assertEquals(List.of(NO_MORE), stopped.actives);
    }

    @Test
    void theOnlyControllerHasNoNews() {
        SimNodes.One alone = nodes.start(1, List.of(1));
        assertTrue(nodes.world.runUntil(alone::isServing, MINUTE_NANOS));
        alone.node.stop(() -> {});
        nodes.world.runFor(MINUTE_NANOS);
        assertEquals(List.of(), alone.actives);
    }

    /** Returns who leads an epoch after that one, once all that run follow it and serve. */
    private int awaitLeader(int afterEpoch) {
        boolean isFollowed =
                nodes.world.runUntil(
                        () ->
                                running.values().stream()
                                        .allMatch(
                                                one -> one.isServing() && epoch(one) > afterEpoch),
                        MINUTE_NANOS);
        assertTrue(isFollowed, nodes.world::report);
        return standing(running.firstEntry().getValue()).leader().orElseThrow().id().nodeId();
    }

    private SimNodes.One node(int number) {
        return Optional.ofNullable(running.get(number)).orElseThrow();
    }

    private static Standing standing(SimNodes.One one) {
        return one.node.quorumMember().orElseThrow().lastStanding();
    }

    /** In which it has a leader; 0 if there is none. */
    private static int epoch(SimNodes.One one) {
        return standing(one).leader().isPresent() ? standing(one).ballot().epoch() : 0;
    }

    /** Those that run have told of that leader and of nothing else since; returns its epoch. */
    private int assertToldOnce(int leader) {
        int epoch = epoch(node(leader));
        running.forEach((number, one) -> {
            String told =
                    number == leader
                            ? "this node is the active controller, epoch " + epoch
                            : "node %d at n%d:7071 is the active controller, epoch %d"
                                    .formatted(leader, leader, epoch);
            assertEquals(List.of(told), one.actives);
            one.actives.clear();
        });
        return epoch;
    }
}
