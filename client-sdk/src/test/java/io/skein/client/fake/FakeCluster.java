package io.skein.client.fake;

import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Wire;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.Limits;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.BatchRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Node 1 of a cluster of one, on the client's own lane, and the network to it. */
public final class FakeCluster implements Wire {
    public static final String ADDRESS = "node:7070";
    static final String CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ";
    static final int NODE = 1;
    static final long DELAY_NANOS = 100_000;

    final TreeMap<String, FakeTopic> topics = new TreeMap<>();
    final List<FakeStream<?, ?>> streams = new ArrayList<>();
    final List<WatchCall> watches = new ArrayList<>();
    final List<FetchCall> fetches = new ArrayList<>();
    final Deque<Refusal> refusals = new ArrayDeque<>();
    final Deque<Runnable> held = new ArrayDeque<>();

    /** Addresses at which nobody answers. */
    public final TreeSet<String> unreachable = new TreeSet<>();

    /** Who answers at which address, if it is not node 1. */
    public final TreeMap<String, Integer> nodesAt = new TreeMap<>();

    /** What the node says its address is. */
    public String advertised = ADDRESS;

    /** What the node says that it allows. */
    public Limits limits = Limits.getDefaultInstance();

    /** While true, batches are appended but their answers kept back. */
    public boolean holdingAnswers;

    /** While true, streams have no room for more. */
    public boolean clogged;

    /** While true, fetches say nothing at all. */
    public boolean silent;

    /** While true, nodes ask each other for offsets of what they do not lead. */
    public boolean forwarding;

    /** Sizes of the batches received, in order, as numbers of records. */
    public final List<Integer> batchCounts = new ArrayList<>();

    /** Of each batch received, the number of its run. */
    public final List<Integer> runs = new ArrayList<>();

    /** Of each batch and position received, whether only the leader was to take it. */
    public final List<Boolean> leaderOnly = new ArrayList<>();

    /** The last epoch that each position to fetch from came with; -1 if with none. */
    public final List<Integer> lastEpochs = new ArrayList<>();

    /** Addresses in the order they were opened. */
    public final List<String> opened = new ArrayList<>();

    /** Names of unary methods called, without their service. */
    public final List<String> called = new ArrayList<>();

    /** Credit granted on fetch streams beyond the first grants. */
    public long creditRenewed;

    private long lastTopic = 7;

    /** Makes a topic, or makes it anew under another id. */
    public FakeTopic topic(String name, int partitions) {
        FakeTopic topic = new FakeTopic(name, new Uuid(1, ++lastTopic), partitions);
        topics.put(name, topic);
        List.copyOf(watches).forEach(WatchCall::report);
        return topic;
    }

    /** The next batch, and after it each of the following, is refused for one of these. */
    public void refuse(RefusalReason reason, Certainty certainty, long retryMillis) {
        refusals.add(
                Refusal.newBuilder()
                        .setReason(reason)
                        .setMessage("refused for the test")
                        .setCertainty(certainty)
                        .setRetryAfterMillis(retryMillis)
                        .build());
    }

    /** Breaks every stream and call, as a killed node does. */
    public void breakAll() {
        held.clear();
        for (FakeStream<?, ?> stream : List.copyOf(streams)) {
            stream.end(Ending.of(Status.Code.UNAVAILABLE, "connection reset"));
        }
    }

    /** Lets the oldest answer go that was kept back. */
    public void answerOneHeld() {
        held.remove().run();
    }

    /** Lets the answers go that were kept back. */
    public void answerHeld() {
        holdingAnswers = false;
        while (!held.isEmpty()) held.remove().run();
    }

    /** Streams have room again. */
    public void unclog() {
        clogged = false;
        List.copyOf(streams).forEach(FakeStream::tellReady);
    }

    /** How many streams of this method are open. */
    public long open(String method) {
        return streams.stream().filter(stream -> stream.method().endsWith(method)).count();
    }

    /** The values in a partition, in order. */
    public List<String> values(String topic, int partition) {
        List<String> values = new ArrayList<>();
        for (BatchRecord record : find(topic).records(partition)) {
            values.add(record.value().text());
        }
        return values;
    }

    /** The topic of that name. */
    public FakeTopic find(String name) {
        return Optional.ofNullable(topics.get(name)).orElseThrow();
    }

    /** Makes every reader look for more. */
    public void appended() {
        List.copyOf(fetches).forEach(FetchCall::push);
    }

    boolean isReachable(String address) {
        return !unreachable.contains(address);
    }

    @Override
    public Link open(String address, Lane lane) {
        opened.add(address);
        return new FakeLink(this, address, lane);
    }
}
