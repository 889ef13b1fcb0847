package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.replication.Lineage.Verdict;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Judged;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Marked;
import io.skein.server.replication.ReplicaMessage.Pushed;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import io.skein.storage.Log;
import io.skein.storage.LogSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A partition that is followed, with a real log; the test speaks as the broker that leads it. */
final class FollowRig implements Follow.Events {
    static final int EPOCH = 5;
    static final ReplicaMessage.Follower SELF = new ReplicaMessage.Follower(2, new Uuid(2, 9));
    static final long SECOND_NANOS = 1_000_000_000L;

    private static final int PORT = 7071;
    private static final int WINDOW = 64;
    private static final ReplicaCodec CODEC = new ReplicaCodec();

    /** An end that closes is noticed at once. */
    private static final Weather SWIFT =
            new Weather(50_000, 150_000, 5_000_000, 0, 0, 0, SECOND_NANOS, 0);

    private static final Leaders.Where WHERE = new Leaders.Where("leader:" + PORT, 0);

    final World world = new World(0xF0110, Tempo.calm());
    private final SimNet<ReplicaMessage> net =
            new SimNet<ReplicaMessage>(world, WINDOW).through(CODEC::encode, CODEC::decode);
    final LogHost home = new LogHost(world, world.host("follower"), LogHost.FORGETFUL);
    private final Log log;
    final Leaders leaders = new Leaders(home.lane, SELF);
    final Follow follow;

    /** Each connection that was dialled, in that order. */
    final List<Voice> calls = new ArrayList<>();

    final List<Long> agreed = new ArrayList<>();
    final List<String> badBatches = new ArrayList<>();
    boolean leaderAnswersBeats = true;
    int idle;

    /** Follows nobody yet. */
    FollowRig() {
        this(LogHost.SETTINGS);
    }

    FollowRig(LogSettings settings) {
        log = home.open(true, settings);
        world.links().weather(SWIFT);
        SimHost far = world.host("leader");
        Lane lane = far.lane("leader", 1_000);
        net.transport(far, PORT)
                .accept(
                        lane,
                        connection -> {
                            Voice voice = new Voice(world.nowNanos()).over(connection);
                            voice.answersBeats = leaderAnswersBeats;
                            calls.add(voice);
                            return voice;
                        });
        Follow.Held held = new Follow.Held(LogHost.PARTITION, log, 0);
        follow = new Follow(held, leading(EPOCH), leaders, this);
    }

    static Follow.Leading leading(int epoch) {
        return new Follow.Leading(WHERE, epoch);
    }

    /** Follows from now on. */
    FollowRig begun() {
        home.run(() -> {
            leaders.over(net.transport(home.host));
            follow.begin();
        });
        return this;
    }

    Log log() {
        return log;
    }

    void until(BooleanSupplier reached) {
        assertTrue(world.runUntil(reached, 10 * SECOND_NANOS), world::report);
    }

    /** Lets come what is on its way. */
    void settle() {
        world.runFor(SECOND_NANOS / 2);
    }

    /** The connection that was dialled last. */
    Voice leader() {
        until(() -> !calls.isEmpty());
        return calls.getLast();
    }

    /** The one attach that was heard since the last time, once it is. */
    Attach attach() {
        until(() -> !calls.isEmpty() && !calls.getLast().heard(Attach.class).isEmpty());
        List<Attach> all = leader().heard(Attach.class);
        assertEquals(1, all.size(), all::toString);
        leader().take();
        return all.getFirst();
    }

    /** Answers the next attach: it is continued. */
    long agree() {
        long number = attach().number();
        leader().say(new Judged(number, new Verdict.Agrees()));
        return number;
    }

    void push(long number, Mark mark, ByteBuffer... batches) {
        leader().say(new Pushed(number, mark, List.of(batches)));
    }

    void mark(long number, Mark mark) {
        leader().say(new Marked(List.of(new MarkOf(number, mark))));
    }

    /** Pushes lines of these epochs, one batch each, and waits until the disk has them. */
    void filled(int... epochs) {
        List<ByteBuffer> batches = new ArrayList<>();
        for (int i = 0; i < epochs.length; i++) batches.add(Lines.at(i, epochs[i], "line " + i));
        home.run(() -> batches.forEach(log::replicate));
        until(() -> log.durableEnd() == epochs.length);
    }

    /** What the log holds. */
    List<String> texts() {
        return Lines.texts(home.all(log));
    }

    @Override
    public void onAgreed(long highWatermark) {
        agreed.add(highWatermark);
    }

    @Override
    public void onTaken(int bytes) {}

    @Override
    public void onIdle() {
        idle++;
    }

    @Override
    public void onBadBatch(String cause) {
        badBatches.add(cause);
    }
}
