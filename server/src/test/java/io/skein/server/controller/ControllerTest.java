package io.skein.server.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.raft.Outbox;
import io.skein.raft.QuorumDriver;
import io.skein.raft.RaftLog;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Remembered;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.server.adapter.MetadataCodec;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.metadata.NodeImage;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** No answer of a leader speaks of what is not committed, and no plan builds on what never is. */
class ControllerTest {
    private static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    private static final long A_WHILE = 10_000_000;

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final Lane lane = host.lane("quorum", 1_000);
    private final HeldLog log = new HeldLog();
    private final List<String> heard = new ArrayList<>();
    private Runnable stop = () -> {};

    /** Keeps in memory what is appended; confirms nothing while it is held. */
    private final class HeldLog implements RaftLog {
        private final List<Batch> batches = new ArrayList<>();
        private final ArrayDeque<Runnable> unconfirmed = new ArrayDeque<>();
        private boolean held;

        @Override
        public Remembered remembered() {
            return Remembered.NOTHING;
        }

        @Override
        public void saveBallot(Ballot ballot, Runnable durable) {
            lane.answer(durable);
        }

        @Override
        public void append(Batch batch, Runnable durable) {
            batches.add(batch);
            unconfirmed.add(durable);
            if (!held) release();
        }

        @Override
        public void read(long from, long before, int bytesMax, Consumer<List<Batch>> then) {
            List<Batch> found =
                    batches.stream()
                            .filter(one -> one.first() >= from && one.end().next() <= before)
                            .toList();
            lane.answer(() -> then.accept(found));
        }

        @Override
        public Optional<ByteBuffer> rememberedSnapshot() {
            return Optional.empty();
        }

        @Override
        public void cut(LogPoint to, Runnable durable) {
            throw unused();
        }

        @Override
        public void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable then) {
            throw unused();
        }

        @Override
        public void dropHead(LogPoint before) {
            throw unused();
        }

        @Override
        public void readPiece(
                LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
            throw unused();
        }

        @Override
        public void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
            throw unused();
        }

        @Override
        public void install(LogPoint at, Consumer<Optional<Installed>> then) {
            throw unused();
        }

        private static AssertionError unused() {
            return new AssertionError("a leader of one with a short log does not need this");
        }

        void release() {
            held = false;
            while (!unconfirmed.isEmpty()) lane.answer(unconfirmed.removeFirst());
        }
    }

    private static final class Alone implements Outbox {
        @Override
        public void send(int toNode, Message message) {}

        @Override
        public void reach(VoterSet.Voter member) {}
    }

    private void onLane(Runnable task) {
        lane.answer(task);
        world.runFor(A_WHILE);
    }

    private static RaftSettings settings(int waitingMax) {
        RaftSettings usual = RaftSettings.defaults();
        return new RaftSettings(
                usual.times(),
                waitingMax,
                9_999,
                9_999,
                9_999,
                9_999,
                1 << 20,
                usual.heldSendsMax(),
                9,
                true);
    }

    /** The active controller of a cluster with one node; {@code waitingMax} requests may wait. */
    private Controller active(int waitingMax) {
        Controller controller =
                new Controller(
                        Bare.plans(3),
                        MetadataCodec.FORMAT,
                        new Controller.Surroundings(lane, host.clock(), host.entropy("controller")),
                        new Bare.Silent());
        Seat seat =
                new Seat(
                        new VoterSet.Voter(ME, "one:7071"),
                        List.of(new Seat.Configured(1, "one:7071")),
                        new Uuid(3, 3));
        QuorumDriver driver =
                new QuorumDriver(
                        settings(waitingMax),
                        seat,
                        new QuorumDriver.World(lane, host.clock(), 1, log, new Alone()),
                        controller);
        controller.attach(driver);
        onLane(driver::start);
        NodeImage node =
                new NodeImage(
                        1,
                        new Uuid(1, 1),
                        List.of(new Uuid(2, 2)),
                        "one:7070",
                        List.of("controller", "broker"),
                        false);
        onLane(() ->
                controller.answer(new ControllerAsk.Register(node), _ -> heard.add("registered")));
        assertEquals(List.of("registered"), heard);
        heard.clear();
        stop = driver::stop;
        return controller;
    }

    private void create(Controller controller, String topic) {
        AdminRequest request =
                new AdminRequest.CreateTopic(
                        topic, OptionalInt.empty(), OptionalInt.empty(), Map.of(), false);
        ControllerAsk change = new ControllerAsk.Change(request);
        onLane(() -> controller.answer(change, answer -> heard.add(topic + " " + shown(answer))));
    }

    private static String shown(Answer<ControllerReply> answer) {
        return switch (answer) {
            case Answer.Done<ControllerReply> _ -> "done";
            case Answer.Refused<ControllerReply>(var why) -> why.why() + " " + why.certainty();
        };
    }

    @Test
    void whatTheQuorumRefusedNeverHappened() {
        Controller controller = active(1);
        log.held = true;
        create(controller, "first");
        create(controller, "second");
        assertEquals(List.of("second OVERLOADED DEFINITE"), heard);
        onLane(log::release);
        create(controller, "second");
        create(controller, "second");
        assertEquals(
                List.of(
                        "second OVERLOADED DEFINITE",
                        "first done",
                        "second done",
                        "second TOPIC_EXISTS DEFINITE"),
                heard);
    }

    /** "It exists" tells of a topic; said before that is committed, it may never have been true. */
    @Test
    void anAnswerThatWritesNothingWaitsForWhatItTellsOf() {
        Controller controller = active(9);
        log.held = true;
        create(controller, "lines");
        create(controller, "lines");
        assertEquals(List.of(), heard);
        onLane(log::release);
        assertEquals(List.of("lines done", "lines TOPIC_EXISTS DEFINITE"), heard);
    }

    @Test
    void whoeverDoesNotLeadAnyMoreTellsNothingOfIt() {
        Controller controller = active(9);
        log.held = true;
        create(controller, "lines");
        create(controller, "lines");
        onLane(stop);
        assertEquals(List.of("lines UNAVAILABLE UNKNOWN", "lines UNAVAILABLE UNKNOWN"), heard);
    }
}
