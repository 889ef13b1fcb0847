package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.metadata.PartitionImage;
import io.skein.simulation.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic of one partition on three nodes, two of which agree, in a simulated world. */
class ReplicatedTopicTest {
    private static final int TRIES_MAX = 1_000;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final List<Integer> ALL = List.of(1, 2, 3);

    private final SimNodes nodes = new SimNodes();
    private final TreeMap<Integer, SimNodes.One> running = new TreeMap<>();
    private PartitionId lines = new PartitionId(Uuid.ZERO, 0);

    @BeforeEach
    void begin() {
        ALL.forEach(number -> running.put(number, nodes.start(number, ALL)));
        until(() -> running.values().stream().allMatch(SimNodes.One::isServing));
        AdminRequest create =
                new AdminRequest.CreateTopic(
                        "lines",
                        OptionalInt.of(1),
                        OptionalInt.of(3),
                        Map.of("min.insync.replicas", "2"),
                        false);
        Answer<AdminReply> made = ask(then -> any().node.door().ask(create, then));
        Answer.Done<?> done = assertInstanceOf(Answer.Done.class, made, () -> made.toString());
        lines = new PartitionId(((AdminReply.TopicCreated) done.reply()).topic(), 0);
        awaitInSync(3);
    }

    private void until(BooleanSupplier reached) {
        assertTrue(nodes.world.runUntil(reached, MINUTE_NANOS), nodes.world::report);
    }

    private <A> A ask(Consumer<Consumer<A>> asking) {
        List<A> heard = new ArrayList<>();
        asking.accept(heard::add);
        until(() -> !heard.isEmpty());
        return heard.getFirst();
    }

    private SimNodes.One any() {
        return running.firstEntry().getValue();
    }

    private static Optional<PartitionImage> seenBy(SimNodes.One one, PartitionId id) {
        return one.node.door().image().partition(id);
    }

    private boolean allSee(Predicate<PartitionImage> what) {
        return running.values().stream()
                .allMatch(one -> seenBy(one, lines).filter(what).isPresent());
    }

    private void awaitInSync(int count) {
        until(() -> allSee(one -> one.inSync().size() == count && isLedByRunning(one)));
    }

    private boolean isLedByRunning(PartitionImage one) {
        return running.containsKey(one.leader());
    }

    private int leader() {
        return seenBy(any(), lines).orElseThrow().leader();
    }

    private SimNodes.One node(int number) {
        return Optional.ofNullable(running.get(number)).orElseThrow();
    }

    private SimNodes.One kill(int number) {
        SimNodes.One killed = node(number);
        running.remove(number);
        killed.host.kill();
        return killed;
    }

    private void startAgain(SimNodes.One dead, int number) {
        running.put(number, nodes.startAgain(dead, number, ALL));
        until(node(number)::isServing);
    }

    private static Append batch(String text, Acks acks) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of(text), List.of());
        return new Append(builder.finish(ProducerStamp.NONE), acks);
    }

    private <R extends PartitionReply> void askLeader(
            PartitionRequest<R> request, Consumer<Answer<R>> then) {
        node(leader()).node.door().ask(lines, request, then);
    }

    /** Tries again until the leader has taken it. */
    private long append(String text) {
        List<Answer<Appended>> refused = new ArrayList<>();
        while (refused.size() < TRIES_MAX) {
            Answer<Appended> answer = ask(then -> askLeader(batch(text, Acks.ALL), then));
            if (answer instanceof Answer.Done<Appended>(Appended done)) return done.baseOffset();
            refused.add(answer);
            nodes.world.runFor(10_000_000);
        }
        throw new AssertionError(refused.getLast());
    }

    /** What the leader serves: the epoch of each batch, in order. */
    private List<Integer> epochs() {
        List<Integer> epochs = new ArrayList<>();
        long next = 0;
        while (true) {
            long from = next;
            Answer<Batches> answer = ask(then -> askLeader(new Read(from, 1 << 20, 0), then));
            if (answer instanceof Answer.Refused<Batches>) {
                nodes.world.runFor(10_000_000);
                continue;
            }
            Batches read = ((Answer.Done<Batches>) answer).reply();
            if (read.batches().isEmpty()) return epochs;
            for (ByteBuffer batch : read.batches()) {
                epochs.add(Batch.leaderEpoch(batch, batch.position()));
            }
            next = read.nextOffset();
        }
    }

    @Test
    void whatIsAcknowledgedOutlivesItsLeader() {
        for (int i = 0; i < 20; i++) assertEquals(i, append("line " + i));
        int first = leader();
        kill(first);
        awaitInSync(2);
        assertEquals(20, append("after the kill"));
        assertEquals(21, epochs().size());
        assertEquals(
                List.of(),
                node(leader()).troubles.stream().filter(s -> !s.contains("fenced")).toList());
    }

    @Test
    void whoComesBackCatchesUpAndIsCountedOn() {
        append("one");
        int follower = ALL.stream().filter(one -> one != leader()).findFirst().orElseThrow();
        SimNodes.One dead = kill(follower);
        awaitInSync(2);
        for (int i = 0; i < 20; i++) append("line " + i);
        startAgain(dead, follower);
        awaitInSync(3);
        append("last");
        for (int other : ALL) if (other != follower && other != leader()) kill(other);
        kill(leader());
    }

    /** It takes batches that nobody else has, and none of them is there once it is back. */
    @Test
    void whatOnlyALeaderHadIsGoneWithIt() {
        append("agreed");
        int first = leader();
        int epoch = seenBy(any(), lines).orElseThrow().leaderEpoch();
        SimNodes.One alone = node(first);
        List<String> others =
                ALL.stream().filter(one -> one != first).map(one -> "n" + one).toList();
        nodes.world.links().impose(Shape.split(List.of("n" + first), others));
        List<Answer<Appended>> heard = new ArrayList<>();
        alone.node.door().ask(lines, batch("lost", Acks.ALL), heard::add);
        Answer<Appended> stored =
                ask(then -> alone.node.door().ask(lines, batch("stored", Acks.LEADER), then));
        assertInstanceOf(Answer.Done.class, stored);
        running.remove(first);
        awaitInSync(2);
        assertEquals(1, append("agreed by the others"));
        assertEquals(List.of(), heard);
        nodes.world.links().healAll();
        running.put(first, alone);
        awaitInSync(3);
        assertInstanceOf(Answer.Refused.class, heard.getFirst(), "not acknowledged");
        append("by all");
        List<Integer> before = epochs();
        assertEquals(3, before.size());
        assertEquals(epoch, before.getFirst());
        int second = leader();
        kill(second);
        awaitInSync(2);
        assertEquals(before, epochs());
    }
}
