package io.skein.server.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.adapter.MetadataCodec;
import io.skein.server.controller.Bare;
import io.skein.server.controller.Controller;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.settings.LayoutSettings;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever asks hears once, and no more certainty than there is. */
class ActiveControllerTest {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final ControllerAsk DELETE =
            new ControllerAsk.Change(new AdminRequest.DeleteTopic("t"));
    private static final Answer<ControllerReply> NOTED = Answer.done(new ControllerReply.Noted());
    private static final Voter FAR = new Voter(new VoterId(2, new Uuid(0, 2)), "far:7071");
    private static final Voter OTHER = new Voter(new VoterId(3, new Uuid(0, 3)), "other:7071");

    private final World world = new World(1, Tempo.calm());
    private final SimHost near = world.host("near");
    private final SimHost far = world.host("far");
    private final SimNet<SessionMessage> net = new SimNet<>(world, 4_096);
    private final Lane lane = near.lane("quorum", 10_000);
    private final Lane farLane = far.lane("quorum", 10_000);
    private final List<String> heard = new ArrayList<>();
    private Optional<Voter> leader = Optional.of(FAR);

    /** The other node, which says what the test wants. */
    private final class Peer implements Handler<SessionMessage> {
        final List<SessionMessage> asked = new ArrayList<>();
        Optional<Connection<SessionMessage>> connection = Optional.empty();
        int connections;

        Handler<SessionMessage> welcome(Connection<SessionMessage> opened) {
            connections++;
            connection = Optional.of(opened);
            return this;
        }

        void say(SessionMessage message) {
            farLane.answer(() -> connection.orElseThrow().send(message));
            world.runFor(SECOND_NANOS);
        }

        @Override
        public void onMessage(SessionMessage message) {
            asked.add(message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {}
    }

    private Peer listen() {
        Peer peer = new Peer();
        net.transport(far, 7071).accept(farLane, peer::welcome);
        return peer;
    }

    private ActiveController controller() {
        ActiveController made =
                new ActiveController(
                        new ActiveController.Around(1, lane, near.clock()), own(), () -> leader);
        made.over(net.transport(near, 7071));
        return made;
    }

    /** One that does not lead. */
    private Controller own() {
        return new Controller(
                Bare.plans(1),
                MetadataCodec.FORMAT,
                new Controller.Surroundings(
                        new Controller.Self(1, new Uuid(1, 1)),
                        lane,
                        near.clock(),
                        near.entropy("controller"),
                        LayoutSettings.USUAL),
                new Bare.Silent());
    }

    private void ask(ActiveController controller) {
        lane.answer(() -> controller.ask(DELETE, answer -> heard.add(shown(answer))));
        world.runFor(SECOND_NANOS);
    }

    private static String shown(Answer<ControllerReply> answer) {
        return switch (answer) {
            case Answer.Done<ControllerReply> _ -> "done";
            case Answer.Refused<ControllerReply>(var why) -> why.why() + " " + why.certainty();
        };
    }

    @Test
    void asksWhoeverLeadsAndPassesOnTheAnswer() {
        Peer peer = listen();
        ActiveController controller = controller();
        ask(controller);
        assertEquals(List.of(), peer.asked, "nothing is asked before the welcome");
        peer.say(new SessionMessage.Welcome());
        assertEquals(List.of(new SessionMessage.Asked(1, DELETE)), peer.asked);
        ask(controller);
        peer.say(new SessionMessage.Told(2, NOTED, -1));
        peer.say(new SessionMessage.Told(2, NOTED, -1));
        assertEquals(List.of("done"), heard, "the same is told once");
        peer.say(new SessionMessage.Told(1, NOTED, -1));
        assertEquals(List.of("done", "done"), heard);
        assertEquals(1, peer.connections);
    }

    @Test
    void whatWasNotHeardIsCertainNotToBeDone() {
        Peer peer = listen();
        ask(controller());
        farLane.answer(() -> peer.connection.orElseThrow().close());
        world.runFor(SECOND_NANOS);
        assertEquals(List.of("UNAVAILABLE DEFINITE"), heard);
    }

    @Test
    void whoCannotBeReachedIsToldSo() {
        ask(controller());
        world.runFor(20 * SECOND_NANOS);
        assertEquals(List.of("UNAVAILABLE DEFINITE"), heard);
    }

    @Test
    void whatWasHeardAndNotAnsweredIsUnknown() {
        Peer peer = listen();
        ActiveController controller = controller();
        ask(controller);
        peer.say(new SessionMessage.Welcome());
        far.kill();
        world.runFor(20 * SECOND_NANOS);
        assertEquals(List.of("UNAVAILABLE UNKNOWN"), heard);
    }

    @Test
    void whenAnotherLeadsItIsNotWaitedForTheOldOne() {
        Peer peer = listen();
        ActiveController controller = controller();
        ask(controller);
        peer.say(new SessionMessage.Welcome());
        leader = Optional.of(OTHER);
        world.runFor(SECOND_NANOS);
        assertEquals(List.of("UNAVAILABLE UNKNOWN"), heard);
        peer.say(new SessionMessage.Told(1, NOTED, -1));
        assertEquals(1, heard.size(), "what comes later is not heard");
    }

    @Test
    void aSilentControllerIsGivenUpInTheEnd() {
        Peer peer = listen();
        ActiveController controller = controller();
        ask(controller);
        peer.say(new SessionMessage.Welcome());
        world.runFor(Session.PATIENCE_NANOS - 3 * SECOND_NANOS);
        assertEquals(List.of(), heard);
        world.runFor(3 * SECOND_NANOS);
        assertEquals(List.of("UNAVAILABLE UNKNOWN"), heard);
        ask(controller);
        assertEquals(2, peer.connections, "the next is asked on a new connection");
    }

    @Test
    void onlySoMuchIsKeptWaiting() {
        listen();
        ActiveController controller = controller();
        lane.answer(() -> {
            for (int i = 0; i <= Session.OPEN_MAX; i++) {
                controller.ask(DELETE, answer -> heard.add(shown(answer)));
            }
        });
        world.runFor(SECOND_NANOS);
        assertEquals(List.of("OVERLOADED DEFINITE"), heard);
    }

    @Test
    void whereNobodyLeadsTheOwnControllerSaysSo() {
        leader = Optional.empty();
        ask(controller());
        assertEquals(List.of("UNAVAILABLE DEFINITE"), heard);
    }

    /** One hop: it is not passed on to whoever this node believes to lead. */
    @Test
    void othersAreAnsweredByThisNodeAlone() {
        ActiveController controller = controller();
        Transport<SessionMessage> others = net.transport(far);
        Peer peer = new Peer();
        farLane.answer(() -> {
            Connection<SessionMessage> dialled = others.dial("near:7071", farLane, peer);
            dialled.send(new SessionMessage.Asked(5, DELETE));
            peer.connection = Optional.of(dialled);
        });
        world.runFor(SECOND_NANOS);
        assertEquals(new SessionMessage.Welcome(), peer.asked.getFirst());
        assertTrue(
                peer.asked.getLast() instanceof SessionMessage.Told(long id, var answer, _)
                        && id == 5
                        && shown(answer).equals("UNAVAILABLE DEFINITE"),
                peer.asked.toString());
        peer.say(new SessionMessage.Welcome());
        peer.say(new SessionMessage.Asked(6, DELETE));
        assertEquals(2, peer.asked.size(), "who speaks out of turn is not answered");
        assertEquals(List.of(), heard);
        ask(controller);
    }
}
