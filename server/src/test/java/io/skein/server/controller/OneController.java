package io.skein.server.controller;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.raft.Outbox;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.server.adapter.MetadataCodec;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.RestartRequest;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.TopicImage;
import io.skein.server.settings.LayoutSettings;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The controller of a quorum of one, node 1, on virtual time; used from one thread. */
final class OneController {
    private static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    private static final long A_WHILE = 10_000_000;

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final Lane lane = host.lane("quorum", 1_000);
    final HeldLog log = new HeldLog(lane);
    final List<String> heard = new ArrayList<>();
    private final Controller controller;
    private final QuorumDriver driver;
    private MetadataImage image = MetadataImage.EMPTY;

    /** {@code waitingMax} requests may wait. */
    OneController(int waitingMax) {
        controller =
                new Controller(
                        Bare.plans(3),
                        MetadataCodec.FORMAT,
                        new Controller.Surroundings(
                                new Controller.Self(1, new Uuid(1, 1)),
                                lane,
                                host.clock(),
                                host.entropy("controller"),
                                LayoutSettings.USUAL),
                        new Told());
        Seat seat =
                new Seat(
                        new VoterSet.Voter(ME, "one:7071"),
                        List.of(new Seat.Configured(1, "one:7071")),
                        new Uuid(3, 3));
        driver =
                new QuorumDriver(
                        settings(waitingMax),
                        seat,
                        new QuorumDriver.World(lane, host.clock(), 1, log, new Alone()),
                        controller);
        controller.attach(driver);
        onLane(driver::start);
    }

    private static final class Alone implements Outbox {
        @Override
        public void send(int toNode, Message message) {}

        @Override
        public void reach(VoterSet.Voter member) {}
    }

    private final class Told implements Controller.News {
        @Override
        public void onMetadata(MetadataDelta delta) {
            image = delta.after();
        }

        @Override
        public void onActive(int epoch) {}

        @Override
        public void onInactive(int epoch) {}

        @Override
        public void onFenced(int silent) {
            heard.add("fenced " + silent);
        }
    }

    private static RaftSettings settings(int waitingMax) {
        RaftSettings usual = RaftSettings.defaults();
        return new RaftSettings(
                usual.times(),
                waitingMax,
                1 << 20,
                1 << 20,
                1 << 20,
                9_999,
                1 << 20,
                usual.heldSendsMax(),
                9,
                true);
    }

    void onLane(Runnable task) {
        lane.answer(task);
        world.runFor(A_WHILE);
    }

    /** Nothing is said for so long. */
    void pass(long nanos) {
        world.runFor(nanos);
    }

    void stop() {
        onLane(driver::stop);
    }

    MetadataImage image() {
        return image;
    }

    /** That run of a node. */
    static NodeImage node(int number, long run) {
        return new NodeImage(
                number,
                new Uuid(number, run),
                List.of(new Uuid(2, number)),
                "node-" + number + ":7070",
                new NodeImage.NodePort("node-" + number + ":7070", 2),
                List.of("controller", "broker"),
                false);
    }

    void ask(String what, ControllerAsk ask) {
        onLane(() -> controller.answer(ask, answer -> heard.add(what + " " + shown(answer))));
    }

    void register(int number, long run) {
        ask("register", new ControllerAsk.Register(node(number, run)));
    }

    /** As one that knows the metadata up to that offset. */
    void beat(int number, long run, long applied) {
        Uuid incarnation = node(number, run).incarnation();
        ask("beat", new ControllerAsk.Beat(number, incarnation, applied));
    }

    /** Registered, and trusted. */
    void join(int number) {
        register(number, 1);
        beat(number, 1, 99);
    }

    void lost(int number) {
        onLane(() -> controller.lost(number));
    }

    void create(String topic) {
        create(topic, OptionalInt.empty(), OptionalInt.empty());
    }

    void create(String topic, OptionalInt partitions, OptionalInt replicas) {
        AdminRequest request =
                new AdminRequest.CreateTopic(topic, partitions, replicas, Map.of(), false);
        ask(topic, new ControllerAsk.Change(request));
    }

    void drain(int number) {
        ask("drain", new ControllerAsk.Change(new RestartRequest.Drain(number, false)));
    }

    void stay(int number) {
        ask("stay", new ControllerAsk.Change(new RestartRequest.Drain(number, true)));
    }

    void leave(int number, long run) {
        ask("leave", new ControllerAsk.Leave(number, node(number, run).incarnation()));
    }

    /** How many partitions of all topics that node leads. */
    int ledBy(int number) {
        int led = 0;
        for (TopicImage topic : image.topics().values()) {
            for (int i = 0; i < topic.partitions().size(); i++) {
                if (topic.partitions().get(i).leader() == number) led++;
            }
        }
        return led;
    }

    boolean isFenced(int number) {
        return image.nodes().get(number).orElseThrow().fenced();
    }

    private static String shown(Answer<ControllerReply> answer) {
        return switch (answer) {
            case Answer.Done<ControllerReply> _ -> "done";
            case Answer.Refused<ControllerReply>(var why) -> why.why() + " " + why.certainty();
        };
    }
}
