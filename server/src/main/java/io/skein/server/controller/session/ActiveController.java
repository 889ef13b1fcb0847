package io.skein.server.controller.session;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.controller.Controller;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The controller that is active, wherever it is: this node's own, or another's by a connection that
 * is dialled when there is something to ask. One hop: who is asked and does not lead refuses. Owned
 * by the quorum lane.
 */
public final class ActiveController {
    private static final long RETRY_MILLIS = 100;
    private static final long LOOK_NANOS = 100_000_000;

    private final Around around;
    private final Controller own;
    private final Supplier<Optional<Voter>> leader;
    private final Arrivals arrivals;
    private Optional<Transport<SessionMessage>> transport = Optional.empty();
    private Optional<Session> session = Optional.empty();
    private Runnable lost = () -> {};
    private boolean isWatching;

    /** Where it lives: the quorum lane of this node. */
    public record Around(int self, Lane lane, Clock clock) {}

    /**
     * Knows no way to others yet.
     *
     * @param leader who leads the quorum, as far as this node knows
     */
    public ActiveController(Around around, Controller own, Supplier<Optional<Voter>> leader) {
        this.around = around;
        this.own = own;
        this.leader = leader;
        this.arrivals = new Arrivals(around.lane(), () -> own.committed().offset());
    }

    /** This node has more of the metadata than before. */
    public void moved() {
        arrivals.look();
    }

    /** Asks others over this one, and lets them ask. Once. */
    public void over(Transport<SessionMessage> nodes) {
        transport = Optional.of(nodes);
        Attendance attendance = new Attendance(own);
        nodes.accept(around.lane(), attendance::welcome);
    }

    /** Runs that whenever a connection to an active controller has closed. */
    public void whenLost(Runnable then) {
        lost = then;
    }

    /**
     * Asks whoever is active. Answered once, on this lane, perhaps before this call returns; within
     * {@link Session#PATIENCE_NANOS} at the latest by others. A change is answered when this node's
     * own metadata shows it, or after {@link Arrivals#PATIENCE_NANOS} more.
     */
    public void ask(ControllerAsk ask, Consumer<Answer<ControllerReply>> then) {
        Optional<Voter> active = leader.get();
        boolean isElsewhere = active.filter(one -> one.id().nodeId() != around.self()).isPresent();
        if (!isElsewhere || transport.isEmpty()) {
            own.answer(ask, then);
            return;
        }
        Session to = sessionWith(active.orElseThrow());
        if (arrivals.isFull() || !to.ask(ask, then)) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "too much waits for the active controller; try again",
                                    RETRY_MILLIS)));
            return;
        }
        watch();
    }

    /**
     * A new leadership looks whether the others are there: of one that died with the leader before
     * nothing would be missed for long, and no connection closes.
     *
     * @param lost when a node was lost in the quorum: what brought this leadership about counts
     *     against whoever cannot be reached now, and not only from now on
     */
    public void greet(MetadataImage image, IntFunction<OptionalLong> lost) {
        for (NodeImage node : image.nodes().values()) {
            if (node.fenced() || node.id() == around.self() || transport.isEmpty()) continue;
            Greeting greeting = new Greeting(node.id(), own, lost.apply(node.id()));
            Transport.Place place = new Transport.Place(node.port().address(), 0);
            greeting.over(transport.get().dial(place, around.lane(), greeting));
        }
    }

    private Session sessionWith(Voter active) {
        Optional<Session> current = session.filter(one -> one.isOpenTo(active));
        if (current.isPresent()) return current.get();
        session.ifPresent(Session::close);
        Session made = new Session(active, around.clock(), arrivals, () -> lost.run());
        session = Optional.of(made);
        made.dial(transport.orElseThrow(), around.lane());
        return made;
    }

    /** As long as something is open, who leads now may be another one, or may be silent. */
    private void watch() {
        if (isWatching) return;
        isWatching = true;
        around.lane().after(LOOK_NANOS, this::look);
    }

    private void look() {
        isWatching = false;
        if (session.isEmpty() || !session.get().isWaiting()) return;
        boolean isCurrent = leader.get().filter(session.get()::isTo).isPresent();
        if (isCurrent) session.get().expire();
        else session.get().close();
        watch();
    }
}
