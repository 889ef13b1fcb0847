package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Confirmed;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.server.replication.ReplicaMessage.Pushed;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.LogSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Node 1 leads a partition, with a real log; the test speaks as the brokers that follow it, and
 * says what the metadata has. Nodes 1, 2 and 3 hold a copy, and two of them have to agree.
 */
final class CopiesRig implements Copies.Events {
    static final int EPOCH = 5;
    static final long SECOND_NANOS = 1_000_000_000L;
    static final long LAG_NANOS = 10 * SECOND_NANOS;

    private static final int LEADER = 1;
    private static final int ENOUGH = 2;
    private static final int WINDOW = 64;
    private static final int PORT = 7071;
    private static final ReplicaCodec CODEC = new ReplicaCodec();
    private static final Weather SWIFT =
            new Weather(50_000, 150_000, 5_000_000, 0, 0, 0, SECOND_NANOS, 0);

    final World world = new World(0xC0915, Tempo.calm());
    private final SimNet<ReplicaMessage> net =
            new SimNet<ReplicaMessage>(world, WINDOW).through(CODEC::encode, CODEC::decode);
    final LogHost home = new LogHost(world, world.host("leader"), LogHost.FORGETFUL);
    final Log log;
    private Optional<Copies> copies = Optional.empty();
    private PartitionImage image;
    private int hosts;

    /** What the leader was told, in that order. */
    final List<Long> agreed = new ArrayList<>();

    final List<InSyncClaim> claims = new ArrayList<>();

    CopiesRig() {
        this(LogHost.SETTINGS);
    }

    CopiesRig(LogSettings settings) {
        world.links().weather(SWIFT);
        log = home.open(true, settings);
        List<Replica> replicas =
                Stream.of(1, 2, 3).map(node -> new Replica(node, Uuid.ZERO, false)).toList();
        image = new PartitionImage(replicas, List.of(1, 2), List.of(), LEADER, EPOCH, 7);
        Followers followers = new Followers(home.lane, id -> copies);
        net.transport(home.host, PORT).accept(List.of(followers.door()));
    }

    /** Leads from now on; all that the log holds is of earlier epochs. */
    CopiesRig leading() {
        Copies.Place place =
                new Copies.Place(
                        LogHost.PARTITION, LEADER, home.lane, home.host.clock(), LAG_NANOS);
        Copies begun = new Copies(place, new Copies.Start(image, log, ENOUGH, 0), this);
        copies = Optional.of(begun);
        home.run(() -> {
            log.listen(news -> hear(begun, news));
            begun.begin();
        });
        return this;
    }

    private static void hear(Copies copies, LogNews news) {
        switch (news) {
            case LogNews.Durable(long before) -> copies.durable(before);
            case LogNews.CutBack _ -> copies.cutBack();
            case LogNews.Offline _ -> {}
        }
    }

    Copies copies() {
        return copies.orElseThrow();
    }

    PartitionImage image() {
        return image;
    }

    /** The metadata says that these are in sync. */
    void inSync(Integer... nodes) {
        change(image.with(List.of(nodes), List.of(), LEADER));
    }

    /** The metadata has that, as its next change of the partition. */
    void change(PartitionImage newer) {
        image = newer.after(image);
        home.run(() -> copies().changed(image));
    }

    /** The partition is led anew. */
    void leadAnew() {
        image = image.ledAnew().after(image);
        home.run(() -> copies().end());
        leading();
    }

    /** The leader appends, all in one turn. */
    void append(ByteBuffer... batches) {
        home.run(() -> {
            for (ByteBuffer batch : batches) {
                AppendResult result = log.append(batch, copies().epoch());
                assertInstanceOf(AppendResult.Appended.class, result);
            }
            copies().appended();
        });
    }

    void until(BooleanSupplier reached) {
        assertTrue(world.runUntil(reached, 10 * SECOND_NANOS), world::report);
    }

    /** Lets come what is on its way. */
    void settle() {
        world.runFor(SECOND_NANOS / 2);
    }

    static ReplicaMessage.Follower broker(int node) {
        return new ReplicaMessage.Follower(node, new Uuid(node, 9));
    }

    /** A broker that follows, on a connection of its own. */
    Voice follower(int node) {
        return follower(broker(node));
    }

    Voice follower(ReplicaMessage.Follower who) {
        SimHost host = world.host("follower-" + hosts++);
        Lane lane = host.lane("lane", 1_000);
        Voice voice = new Voice(world.nowNanos());
        Transport.Place place = new Transport.Place("leader:" + PORT, 0);
        voice.over(net.transport(host).dial(place, lane, voice));
        voice.say(who);
        return voice;
    }

    /** Which holds nothing. */
    static Attach attach(long number) {
        return attach(number, new Position(-1, 0));
    }

    /** All of whose log is on its disk. */
    static Attach attach(long number, Position at) {
        return new Attach(LogHost.PARTITION, number, EPOCH, at, at.end());
    }

    /** A broker that has attached, and been told that what it holds is well. */
    Voice attached(int node) {
        Voice voice = follower(node);
        voice.say(attach(1));
        settle();
        assertEquals(new Judged(1, new Verdict.Agrees()), voice.heard(Judged.class).getFirst());
        return voice;
    }

    static ReplicaMessage confirmed(long number, long durable) {
        return new Confirmed(List.of(new Progress(number, durable)));
    }

    /** Confirms that much for that attach, and waits until the leader must have it. */
    void confirm(Voice follower, long number, long durable) {
        follower.say(confirmed(number, durable));
        settle();
    }

    /** The batches that were pushed to it, in that order. */
    static List<ByteBuffer> batches(Voice follower) {
        return follower.heard(Pushed.class).stream()
                .flatMap(pushed -> pushed.batches().stream())
                .toList();
    }

    /** Their lengths together. */
    static long bytes(Voice follower) {
        return batches(follower).stream().mapToLong(ByteBuffer::remaining).sum();
    }

    long highWatermark() {
        return copies().highWatermark();
    }

    /** What was claimed last, the only one since the last time. */
    InSyncClaim claim() {
        until(() -> !claims.isEmpty());
        assertEquals(1, claims.size(), claims::toString);
        return claims.removeFirst();
    }

    @Override
    public void onAgreed(long highWatermark) {
        agreed.add(highWatermark);
    }

    @Override
    public void onClaim(InSyncClaim claim) {
        claims.add(claim);
    }

    @Override
    public void onPushed(int bytes) {}
}
