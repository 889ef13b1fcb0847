package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.simulation.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Three nodes in a simulated world, and a topic of one partition of which each holds a copy; two of
 * them have to agree.
 */
final class ReplicatedNodes {
    static final List<Integer> ALL = List.of(1, 2, 3);

    private static final int TRIES_MAX = 1_000;
    private static final long A_WHILE_NANOS = 10_000_000;

    private final ThreeSimNodes three = new ThreeSimNodes();
    final SimNodes nodes = three.nodes;

    /** By number. */
    final TreeMap<Integer, SimNodes.One> running = three.running;

    private final PartitionId partition;

    /** Returns when all are in sync. */
    ReplicatedNodes() {
        this(Map.of());
    }

    /** The same, of a topic with more settings. */
    ReplicatedNodes(Map<String, String> more) {
        Map<String, String> configs = new TreeMap<>(more);
        configs.put("min.insync.replicas", "2");
        partition = three.topic("lines", 3, configs);
    }

    void until(BooleanSupplier reached) {
        three.until(reached);
    }

    void runFor(long nanos) {
        nodes.world.runFor(nanos);
    }

    private SimNodes.One any() {
        return running.firstEntry().getValue();
    }

    private Optional<PartitionImage> seenBy(SimNodes.One one) {
        return one.node.door().image().partition(partition);
    }

    /** The partition, as those that run know it. */
    PartitionImage image() {
        return seenBy(any()).orElseThrow();
    }

    /** Waits until all that run know the partition to be so. */
    void await(Predicate<PartitionImage> what) {
        until(() ->
                running.values().stream().allMatch(one -> seenBy(one).filter(what).isPresent()));
    }

    /** The same for so many in sync, and one that runs as leader. */
    void awaitInSync(int count) {
        await(one -> one.inSync().size() == count && running.containsKey(one.leader()));
    }

    int leader() {
        return image().leader();
    }

    /** Those that do not lead, in the order in which they come to lead. */
    List<Integer> followers() {
        return image().replicas().stream()
                .map(Replica::node)
                .filter(one -> one != leader())
                .toList();
    }

    SimNodes.One node(int number) {
        return three.node(number);
    }

    SimNodes.One kill(int number) {
        return three.kill(number);
    }

    /** Returns once it serves. */
    void startAgain(SimNodes.One dead, int number) {
        three.startAgain(dead, number);
    }

    /** Nobody hears it any more, nor it anybody. */
    SimNodes.One cutOff(int number) {
        SimNodes.One alone = node(number);
        running.remove(number);
        List<String> others =
                ALL.stream().filter(one -> one != number).map(one -> "n" + one).toList();
        nodes.world.links().impose(Shape.isolated("n" + number, others));
        return alone;
    }

    /** All hear each other again. */
    void heal(SimNodes.One alone, int number) {
        nodes.world.links().healAll();
        running.put(number, alone);
    }

    /** Kills the leader; that one leads then, for the third is out of sync until it does. */
    void letLead(int next) {
        int third = followers().stream().filter(one -> one != next).findFirst().orElseThrow();
        SimNodes.One alone = cutOff(third);
        awaitInSync(2);
        kill(leader());
        heal(alone, third);
        awaitInSync(2);
        assertEquals(next, leader());
    }

    /** A record for each line, with this key. */
    static Append batch(Payload key, Acks acks, String... lines) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (String line : lines) builder.add(1_000, key, Payload.of(line), List.of());
        return new Append(builder.finish(ProducerStamp.NONE), acks);
    }

    static Append batch(Acks acks, String... lines) {
        return batch(Payload.ABSENT, acks, lines);
    }

    /** Asks that node, and does not wait. */
    <R extends PartitionReply> List<Answer<R>> asked(
            SimNodes.One node, PartitionRequest<R> request) {
        List<Answer<R>> heard = new ArrayList<>();
        node.node.door().ask(partition, request, heard::add);
        return heard;
    }

    /** The same of one that runs. */
    <R extends PartitionReply> List<Answer<R>> asked(int node, PartitionRequest<R> request) {
        return asked(node(node), request);
    }

    /** What that node answers. */
    <R extends PartitionReply> Answer<R> ask(SimNodes.One node, PartitionRequest<R> request) {
        return three.<Answer<R>>heard(then -> node.node.door().ask(partition, request, then));
    }

    /** The same of one that runs. */
    <R extends PartitionReply> Answer<R> ask(int node, PartitionRequest<R> request) {
        return ask(node(node), request);
    }

    /** Why it does not do what it is asked for. */
    static Refusal refused(Answer<?> answer) {
        return assertInstanceOf(Answer.Refused.class, answer, answer::toString).refusal();
    }

    /** What whoever leads answers, who is asked until it does. */
    <R extends PartitionReply> R done(PartitionRequest<R> request) {
        return done(() -> request);
    }

    private <R extends PartitionReply> R done(Supplier<PartitionRequest<R>> request) {
        List<Answer<R>> refused = new ArrayList<>();
        while (refused.size() < TRIES_MAX) {
            Answer<R> answer = ask(leader(), request.get());
            if (answer instanceof Answer.Done<R>(R reply)) return reply;
            refused.add(answer);
            runFor(A_WHILE_NANOS);
        }
        throw new AssertionError(refused.getLast());
    }

    /** Where these came to be, once all in sync have them. */
    long append(String... lines) {
        return append(() -> batch(Acks.ALL, lines));
    }

    /** A try for each time that it is refused. */
    long append(Supplier<PartitionRequest<Appended>> batches) {
        return done(batches).baseOffset();
    }

    /** All batches that the leader serves from there on. */
    private List<ByteBuffer> batches(long from) {
        List<ByteBuffer> batches = new ArrayList<>();
        Batches read = done(new Read(from, 1 << 20, 0));
        while (!read.batches().isEmpty()) {
            batches.addAll(read.batches());
            read = done(new Read(read.nextOffset(), 1 << 20, 0));
        }
        return batches;
    }

    /** Like {@code 7:line}: offset and content of each record from there on. */
    List<String> texts(long from) {
        List<String> texts = new ArrayList<>();
        for (ByteBuffer batch : batches(from)) {
            RecordReader reader =
                    RecordReader.open(batch, batch.position(), DecompressionBound.DEFAULT);
            while (reader.next()) texts.add(reader.offset() + ":" + reader.read().value().text());
            assertTrue(reader.fault().isEmpty(), reader.fault()::toString);
        }
        return texts;
    }

    /** The epoch of each batch. */
    List<Integer> epochs() {
        return batches(0).stream()
                .map(batch -> Batch.leaderEpoch(batch, batch.position()))
                .toList();
    }
}
