package io.skein.server.controller.session;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One connection to the active controller of another node, and what is open on it. Nothing is asked
 * before the controller's welcome, so that what fails before it is certain to have done nothing.
 * Owned by the quorum lane.
 */
final class Session implements Handler<SessionMessage> {
    /** Most questions that may be open. */
    static final int OPEN_MAX = 1_024;

    /** How long an answer may take. */
    static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final long RETRY_MILLIS = 100;

    private final Voter active;
    private final Clock clock;
    private final Runnable lost;
    private final Arrivals arrivals;
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private Optional<Connection<SessionMessage>> connection = Optional.empty();
    private long lastId;
    private boolean isWelcome;
    private boolean isOver;

    private record Open(
            ControllerAsk ask, Consumer<Answer<ControllerReply>> then, long deadlineNanos) {}

    /**
     * Nothing is dialled yet.
     *
     * @param arrivals keeps answers until this node has the metadata that they tell of
     * @param lost runs if the connection closes by itself
     */
    Session(Voter active, Clock clock, Arrivals arrivals, Runnable lost) {
        this.active = active;
        this.clock = clock;
        this.arrivals = arrivals;
        this.lost = lost;
    }

    void dial(Transport<SessionMessage> transport, Lane lane) {
        connection = Optional.of(transport.dial(active.address(), lane, this));
    }

    boolean isTo(Voter one) {
        return active.equals(one);
    }

    boolean isOpenTo(Voter one) {
        return isTo(one) && !isOver;
    }

    boolean isWaiting() {
        return !open.isEmpty();
    }

    /** False if there is too much to do already. */
    boolean ask(ControllerAsk ask, Consumer<Answer<ControllerReply>> then) {
        boolean isTaken = open.size() < OPEN_MAX && isWritable();
        if (!isTaken) return false;
        long id = ++lastId;
        open.put(id, new Open(ask, then, clock.nanos() + PATIENCE_NANOS));
        if (isWelcome) send(id, ask);
        return true;
    }

    private boolean isWritable() {
        return connection.filter(Connection::writable).isPresent();
    }

    private void send(long id, ControllerAsk ask) {
        connection.ifPresent(to -> to.send(new SessionMessage.Asked(id, ask)));
    }

    @Override
    public void onMessage(SessionMessage message) {
        switch (message) {
            case SessionMessage.Welcome() -> {
                if (isWelcome) return;
                isWelcome = true;
                open.forEach((id, each) -> send(id, each.ask()));
            }
            case SessionMessage.Told(long id, Answer<ControllerReply> answer, long offset) ->
                    Optional.ofNullable(open.remove(id))
                            .ifPresent(asked -> told(asked, answer, offset));
            case SessionMessage.Asked _ -> close();
        }
    }

    /** People look at this node for what they have changed by it; the node itself need not wait. */
    private void told(Open asked, Answer<ControllerReply> answer, long offset) {
        Runnable then = () -> asked.then().accept(answer);
        if (asked.ask() instanceof ControllerAsk.Change) arrivals.await(offset, then);
        else then.run();
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        end();
        lost.run();
    }

    /** The oldest have waited for too long: nobody will answer on this connection. */
    void expire() {
        if (!open.isEmpty() && open.firstEntry().getValue().deadlineNanos() <= clock.nanos()) {
            close();
        }
    }

    /** Gives up on all that is open. */
    void close() {
        connection.ifPresent(Connection::close);
        end();
    }

    private void end() {
        isOver = true;
        while (!open.isEmpty()) open.pollFirstEntry().getValue().then().accept(lost());
    }

    private Answer<ControllerReply> lost() {
        return Answer.refused(
                isWelcome
                        ? Refusal.unknown(
                                Why.UNAVAILABLE,
                                "the active controller, node %d, was lost meanwhile; look whether"
                                                .formatted(active.id().nodeId())
                                        + " the change was made")
                        : Refusal.later(
                                Why.UNAVAILABLE,
                                "the active controller, node %d at %s, cannot be reached; try again"
                                        .formatted(active.id().nodeId(), active.address()),
                                RETRY_MILLIS));
    }
}
