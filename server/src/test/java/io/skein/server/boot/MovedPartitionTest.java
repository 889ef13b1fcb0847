package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.LayoutReply.OnItsWay;
import io.skein.server.door.LayoutReply.ReassignmentsListed;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.simulation.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A partition that goes from the nodes that hold it to others, on five nodes in a simulated world,
 * of which the first three vote.
 */
class MovedPartitionTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimCluster cluster = SimCluster.start(2);
    private final TreeMap<Integer, String> acknowledged = new TreeMap<>();
    private PartitionId lines = new PartitionId(cluster.create("lines", 1, 3), 0);

    /** Wherever it was placed, it begins on those that vote, so that the others can be cut off. */
    @BeforeEach
    void begin() {
        order(1, 2, 3);
        awaitThere(1, 2, 3);
    }

    private void order(Integer... target) {
        order(Optional.of(List.of(target)));
    }

    private void order(Optional<List<Integer>> target) {
        String topic = cluster.image().topic(lines.topic()).orElseThrow().name();
        cluster.done(new AlterReassignments(List.of(new Order(topic, 0, target)), false));
    }

    private void awaitThere(Integer... target) {
        cluster.awaitSeen(
                lines,
                one ->
                        one.nodes().equals(List.of(target))
                                && one.reassignment().isEmpty()
                                && one.inSync().size() == target.length);
    }

    private List<Integer> holders() {
        return cluster.seen(lines).nodes();
    }

    /** Nodes 1 to 5, without those that hold it now. */
    private List<Integer> others() {
        List<Integer> held = holders();
        return Stream.of(1, 2, 3, 4, 5).filter(node -> !held.contains(node)).toList();
    }

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            String text = "line " + acknowledged.size();
            acknowledged.put((int) cluster.append(lines, text), text);
        }
    }

    /** Some may be there twice, because nobody knew of the first try what had become of it. */
    private void assertAllThere() {
        List<String> texts = cluster.texts(lines);
        acknowledged.forEach((offset, text) -> assertEquals(text, texts.get(offset)));
    }

    /** What stands in the data directory of a node. */
    private List<String> folders(int node) {
        List<String> found = new ArrayList<>();
        Lane lane = cluster.node(node).host.lane("look", 9);
        lane.post(() -> {
            try {
                found.addAll(cluster.node(node).host.disk("data").list(""));
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        });
        cluster.until(() -> !found.isEmpty());
        return found.stream().filter(each -> each.startsWith("lines-")).toList();
    }

    @Test
    void allRecordsGoToOthersAndTheOldFilesAreDeleted() {
        write(30);
        List<Integer> old = holders();
        int stays = old.get(1);
        int first = others().get(0);
        int second = others().get(1);
        order(first, stays, second);
        write(20);
        awaitThere(first, stays, second);
        write(10);
        assertAllThere();
        int leader = cluster.seen(lines).leader();
        cluster.kill(leader);
        cluster.awaitSeen(lines, one -> one.inSync().size() == 2 && one.leader() != leader);
        assertAllThere();
        cluster.pass(SECOND);
        for (int gone : List.of(old.get(0), old.get(2))) {
            if (gone != leader) assertEquals(List.of(), folders(gone), "of node " + gone);
        }
        if (stays != leader) assertEquals(List.of("lines-0"), folders(stays));
    }

    /** Ordered, and begun; but those that are to copy it are cut off before they can. */
    private void orderInVain(List<Integer> apart, Integer... target) {
        order(target);
        List<String> these = apart.stream().map(node -> "n" + node).toList();
        List<String> those =
                Stream.of("n1", "n2", "n3", "n4", "n5")
                        .filter(node -> !these.contains(node))
                        .toList();
        cluster.nodes.world.links().impose(Shape.split(these, those));
        cluster.until(() -> !cluster.seen(lines).adding().isEmpty());
    }

    @Test
    void whatIsGivenUpGoesOnWhereItWas() {
        write(10);
        List<Integer> old = holders();
        int added = others().getLast();
        orderInVain(List.of(added), old.get(0), old.get(1), added);
        write(5);
        assertEquals(List.of(added), cluster.seen(lines).adding());
        order(Optional.empty());
        cluster.nodes.world.links().healAll();
        awaitThere(old.toArray(Integer[]::new));
        assertAllThere();
        cluster.pass(SECOND);
        assertEquals(List.of(), folders(added));
    }

    /** The new node dies before it has anything, and the active controller with it. */
    @Test
    void neitherADeadNodeNorANewControllerForgetsIt() {
        write(10);
        int added = others().getLast();
        int first = holders().get(0);
        int second = holders().get(1);
        orderInVain(List.of(added), first, second, added);
        SimNodes.One dead = cluster.kill(added);
        cluster.nodes.world.links().healAll();
        int active = cluster.active();
        SimNodes.One deadActive = cluster.kill(active);
        cluster.until(() -> cluster.active() != active);
        cluster.awaitSeen(lines, one -> one.adding().equals(List.of(added)));
        cluster.startAgain(deadActive, active);
        write(3);
        cluster.startAgain(dead, added);
        awaitThere(first, second, added);
        assertAllThere();
    }

    /** One copy becomes three; that two have to agree then is asked for once there are three. */
    @Test
    void whoWritesDoesNotWaitForNewCopies() {
        lines = new PartitionId(cluster.create("lonely", 1, 1), 0);
        int only = 3;
        order(only);
        awaitThere(only);
        List<Integer> more = List.of(4, 5);
        write(5);
        orderInVain(more, only, more.get(0), more.get(1));
        write(5);
        assertEquals(List.of(only), cluster.seen(lines).inSync());
        cluster.nodes.world.links().healAll();
        awaitThere(only, more.get(0), more.get(1));
        assertEquals(2, cluster.seen(lines).enough(2));
        write(5);
        cluster.kill(only);
        cluster.awaitSeen(lines, one -> one.leader() != only && one.inSync().size() == 2);
        assertAllThere();
    }

    @Test
    void aLonelyCopyIsCopiedThoughNothingIsWritten() {
        lines = new PartitionId(cluster.create("lonely", 1, 1), 0);
        order(3);
        awaitThere(3);
        write(5);
        order(4, 3);
        awaitThere(4, 3);
        cluster.kill(3);
        cluster.awaitSeen(lines, one -> one.leader() == 4);
        assertAllThere();
    }

    @Test
    void howFarItHasComeIsTold() {
        write(5);
        int added = others().getLast();
        orderInVain(List.of(added), holders().get(0), holders().get(1), added);
        cluster.pass(3 * SECOND);
        ReassignmentsListed listed = list();
        assertEquals(1, listed.moving());
        OnItsWay one = listed.each().getFirst();
        assertEquals(List.of(added), one.holders().adding());
        assertEquals(List.of(new CopyProgress(added, 0, 0, 5)), one.copies());
        cluster.nodes.world.links().healAll();
        cluster.awaitSeen(lines, image -> image.reassignment().isEmpty());
        assertEquals(new ReassignmentsListed(List.of(), 0, 0), list());
    }

    private ReassignmentsListed list() {
        return (ReassignmentsListed) cluster.done(new ListReassignments(List.of(), 10));
    }

    @Test
    void aNodeThatGetsItAgainBeginsAnew() {
        write(5);
        List<Integer> old = holders();
        int other = others().getFirst();
        order(old.get(0), old.get(1), other);
        awaitThere(old.get(0), old.get(1), other);
        write(5);
        order(old.toArray(Integer[]::new));
        awaitThere(old.toArray(Integer[]::new));
        write(5);
        assertAllThere();
        cluster.pass(SECOND);
        assertEquals(List.of(), folders(other));
        assertEquals(List.of("lines-0"), folders(old.get(2)));
    }
}
