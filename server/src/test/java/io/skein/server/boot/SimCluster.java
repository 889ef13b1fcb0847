package io.skein.server.boot;

import static io.skein.server.door.Refusal.Why.UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
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
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
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
import java.util.function.Supplier;

/** A cluster in a simulated world, as tests of whole topics use it; from one thread. */
final class SimCluster {
    private static final int TRIES_MAX = 1_000;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long A_MOMENT_NANOS = 10_000_000;
    private static final List<Integer> VOTERS = List.of(1, 2, 3);

    final SimNodes nodes = new SimNodes();
    private final TreeMap<Integer, SimNodes.One> running = new TreeMap<>();

    /** Nodes 1 to 3, which vote, and so many more that only observe. */
    static SimCluster start(int observers) {
        SimCluster cluster = new SimCluster();
        for (int number = 1; number <= VOTERS.size() + observers; number++) cluster.join(number);
        return cluster;
    }

    /** Starts a node for the first time. */
    void join(int number) {
        running.put(number, nodes.start(number, VOTERS));
        // The first ones wait for each other.
        if (number >= VOTERS.size()) until(() -> all().stream().allMatch(SimNodes.One::isServing));
    }

    /** All that run, by number. */
    List<SimNodes.One> all() {
        return List.copyOf(running.values());
    }

    SimNodes.One node(int number) {
        return Optional.ofNullable(running.get(number)).orElseThrow();
    }

    SimNodes.One kill(int number) {
        SimNodes.One killed = node(number);
        running.remove(number);
        killed.host.kill();
        return killed;
    }

    void startAgain(SimNodes.One dead, int number) {
        running.put(number, nodes.startAgain(dead, number, VOTERS));
        until(node(number)::isServing);
    }

    void until(BooleanSupplier reached) {
        assertTrue(nodes.world.runUntil(reached, MINUTE_NANOS), nodes.world::report);
    }

    void pass(long nanos) {
        nodes.world.runFor(nanos);
    }

    <A> A ask(Consumer<Consumer<A>> asking) {
        List<A> heard = new ArrayList<>();
        asking.accept(heard::add);
        until(() -> !heard.isEmpty());
        return heard.getFirst();
    }

    private SimNodes.One any() {
        return running.firstEntry().getValue();
    }

    /** Which node leads the quorum, as far as any node knows; -1 for none. */
    int active() {
        return any().node
                .quorumMember()
                .flatMap(member -> member.lastStanding().leader())
                .map(voter -> voter.id().nodeId())
                .orElse(-1);
    }

    MetadataImage image() {
        return any().node.door().image();
    }

    /** Asks the cluster, by any node. */
    Answer<AdminReply> admin(AdminRequest request) {
        return ask(then -> any().node.door().ask(request, then));
    }

    /** As {@link #admin}, again while nobody is active: for what may be done twice. */
    AdminReply done(AdminRequest request) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            switch (admin(request)) {
                case Answer.Done<AdminReply>(AdminReply reply) -> {
                    return reply;
                }
                case Answer.Refused<AdminReply>(Refusal why) when why.why() != UNAVAILABLE ->
                        throw new AssertionError(why);
                case Answer.Refused<AdminReply> _ -> pass(A_MOMENT_NANOS);
            }
        }
        throw new AssertionError("nobody is active");
    }

    Refusal refused(AdminRequest request) {
        return switch (admin(request)) {
            case Answer.Refused<AdminReply>(Refusal why) -> why;
            case Answer.Done<AdminReply> done -> throw new AssertionError(done);
        };
    }

    Uuid create(String topic, int partitions, int replicas) {
        AdminRequest create =
                new AdminRequest.CreateTopic(
                        topic,
                        OptionalInt.of(partitions),
                        OptionalInt.of(replicas),
                        Map.of("min.insync.replicas", "2"),
                        false);
        Uuid id = ((AdminReply.TopicCreated) done(create)).topic();
        for (int number = 0; number < partitions; number++) {
            awaitSeen(
                    new PartitionId(id, number),
                    one -> one.replicas().stream().noneMatch(PartitionImage.Replica::fresh));
        }
        return id;
    }

    PartitionImage seen(PartitionId id) {
        return image().partition(id).orElseThrow();
    }

    /** Until all that run see the partition like this. */
    void awaitSeen(PartitionId id, Predicate<PartitionImage> what) {
        until(() ->
                running.values().stream()
                        .allMatch(one ->
                                one.node.door().image().partition(id).filter(what).isPresent()));
    }

    private <R extends PartitionReply> Optional<Answer<R>> askLeader(
            PartitionId id, PartitionRequest<R> request) {
        Optional<SimNodes.One> leader = Optional.ofNullable(running.get(seen(id).leader()));
        return leader.map(
                one -> this.<Answer<R>>ask(then -> one.node.door().ask(id, request, then)));
    }

    /** As {@link #askLeader}, until it is done. */
    private <R extends PartitionReply> R insist(
            PartitionId id, Supplier<PartitionRequest<R>> request) {
        List<Answer<R>> refused = new ArrayList<>();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Optional<Answer<R>> answer = askLeader(id, request.get());
            if (answer.isPresent()) {
                if (answer.get() instanceof Answer.Done<R>(R reply)) return reply;
                refused.add(answer.get());
            }
            pass(A_MOMENT_NANOS);
        }
        throw new AssertionError(refused.isEmpty() ? "nobody leads" : refused.getLast());
    }

    /** Stores a record, however often it takes; the offset of the last try. */
    long append(PartitionId id, String text) {
        return this.<Appended>insist(id, () -> batch(text)).baseOffset();
    }

    private static Append batch(String text) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of(text), List.of());
        return new Append(builder.finish(ProducerStamp.NONE), Acks.ALL);
    }

    /** How many records the leader serves. */
    long count(PartitionId id) {
        return texts(id).size();
    }

    /** The values of all records that the leader serves, in the order of their offsets. */
    List<String> texts(PartitionId id) {
        List<String> texts = new ArrayList<>();
        long next = 0;
        while (true) {
            long from = next;
            Batches read = this.<Batches>insist(id, () -> new Read(from, 1 << 20, 0));
            if (read.batches().isEmpty()) return texts;
            for (ByteBuffer batches : read.batches()) {
                for (int at = batches.position(); at < batches.limit(); ) {
                    RecordReader records =
                            RecordReader.open(batches, at, DecompressionBound.DEFAULT);
                    while (records.next()) texts.add(records.value().text());
                    at += (int) Batch.sizeBytes(batches, at);
                }
            }
            next = read.nextOffset();
        }
    }
}
