package io.skein.server.boot;

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
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.NodeImage.NodePort;
import io.skein.server.metadata.PartitionImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Three nodes in one simulated world, and what clients of each ask. */
final class ThreeSimNodes {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int TRIES_MAX = 1_000;
    static final List<Integer> ALL = List.of(1, 2, 3);

    final SimNodes nodes = new SimNodes();

    /** By number. */
    final TreeMap<Integer, SimNodes.One> running = new TreeMap<>();

    /** All of them serve. */
    ThreeSimNodes() {
        ALL.forEach(number -> running.put(number, nodes.start(number, ALL)));
        until(() -> running.values().stream().allMatch(SimNodes.One::isServing));
    }

    void until(BooleanSupplier reached) {
        assertTrue(nodes.world.runUntil(reached, MINUTE_NANOS), nodes.world::report);
    }

    SimNodes.One node(int number) {
        return Optional.ofNullable(running.get(number)).orElseThrow();
    }

    FrontDoor door(int number) {
        return node(number).node.door();
    }

    /** Where other nodes reach that one. */
    NodePort port(int number) {
        return door(number).image().nodes().get(number).orElseThrow().port();
    }

    /** A topic of one partition, which all that run know when this returns. */
    PartitionId topic(String name, int replicas) {
        String enough = Integer.toString(Math.min(2, replicas));
        return topic(name, replicas, Map.of("min.insync.replicas", enough));
    }

    PartitionId topic(String name, int replicas, Map<String, String> configs) {
        AdminRequest create =
                new AdminRequest.CreateTopic(
                        name, OptionalInt.of(1), OptionalInt.of(replicas), configs, false);
        Answer<AdminReply> made = heard(then -> door(anybody()).ask(create, then));
        Answer.Done<?> done = assertInstanceOf(Answer.Done.class, made, () -> made.toString());
        PartitionId id = new PartitionId(((AdminReply.TopicCreated) done.reply()).topic(), 0);
        awaitInSync(id, replicas);
        return id;
    }

    int anybody() {
        return running.firstKey();
    }

    /** Until all that run see so many in sync, one of those that run leads, and no log is new. */
    void awaitInSync(PartitionId id, int count) {
        until(() -> running.keySet().stream().allMatch(one -> isInSync(one, id, count)));
    }

    private boolean isInSync(int seenBy, PartitionId id, int count) {
        return image(seenBy, id)
                .filter(one -> one.inSync().size() == count && running.containsKey(one.leader()))
                .filter(one -> one.replicas().stream().noneMatch(PartitionImage.Replica::fresh))
                .isPresent();
    }

    private Optional<PartitionImage> image(int seenBy, PartitionId id) {
        return door(seenBy).image().partition(id);
    }

    int leader(PartitionId id) {
        return image(anybody(), id).orElseThrow().leader();
    }

    /** The first of those that run and do not lead it. */
    int other(PartitionId id) {
        int leader = leader(id);
        return running.keySet().stream().filter(one -> one != leader).findFirst().orElseThrow();
    }

    SimNodes.One kill(int number) {
        SimNodes.One killed = node(number);
        running.remove(number);
        killed.host.kill();
        return killed;
    }

    void startAgain(SimNodes.One dead, int number) {
        running.put(number, nodes.startAgain(dead, number, ALL));
        until(node(number)::isServing);
    }

    <A> A heard(Consumer<Consumer<A>> asking) {
        List<A> heard = new ArrayList<>();
        asking.accept(heard::add);
        until(() -> !heard.isEmpty());
        return heard.getFirst();
    }

    <R extends PartitionReply> Answer<R> ask(int at, PartitionId id, PartitionRequest<R> request) {
        return this.<Answer<R>>heard(then -> door(at).ask(id, request, then));
    }

    /** Asks until it is not refused for now any more. */
    <R extends PartitionReply> R done(int at, PartitionId id, PartitionRequest<R> request) {
        return done(at, id, () -> request);
    }

    /** Appends until that is not refused for now any more. */
    Appended append(int at, PartitionId id, String text) {
        return done(at, id, () -> new Append(batch(text), Acks.ALL));
    }

    private <R extends PartitionReply> R done(
            int at, PartitionId id, Supplier<PartitionRequest<R>> request) {
        Answer<R> answer = ask(at, id, request.get());
        for (int tries = 0; tries < TRIES_MAX && isForNow(answer); tries++) {
            nodes.world.runFor(10_000_000);
            answer = ask(at, id, request.get());
        }
        return reply(answer);
    }

    private static boolean isForNow(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(Refusal why) && why.retryAfterMillis() > 0;
    }

    static <R> R reply(Answer<R> answer) {
        return switch (answer) {
            case Answer.Done<R>(R reply) -> reply;
            case Answer.Refused<R>(Refusal why) -> throw new AssertionError(why);
        };
    }

    static <R> Refusal refusal(Answer<R> answer) {
        return switch (answer) {
            case Answer.Done<R>(R reply) -> throw new AssertionError(reply);
            case Answer.Refused<R>(Refusal why) -> why;
        };
    }

    /** A batch of one record. */
    static ByteBuffer batch(String text) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of(text), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    /** All values that a client of that node can read, in order. */
    List<String> values(int at, PartitionId id) {
        List<String> values = new ArrayList<>();
        long next = 0;
        while (true) {
            Batches read = done(at, id, new Read(next, 1 << 20, 0));
            if (read.batches().isEmpty()) return values;
            for (ByteBuffer batches : read.batches()) addAll(batches, values);
            next = read.nextOffset();
        }
    }

    private static void addAll(ByteBuffer batches, List<String> values) {
        int at = batches.position();
        while (at < batches.limit()) {
            RecordReader records = RecordReader.open(batches, at, DecompressionBound.DEFAULT);
            while (records.next()) {
                values.add(StandardCharsets.UTF_8.decode(records.value().asBuffer()).toString());
            }
            at += (int) Batch.sizeBytes(batches, at);
        }
    }
}
