package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * One direction of a connection: what is sent first arrives first, unless the pipe is finished,
 * when any number of the last messages may be lost and the others come late. An arrival takes
 * whatever is first then, so a lost suffix leaves arrivals that find nothing. Owned by the network.
 */
final class Pipe<M> {
    private static final int IN_FLIGHT_MAX = 1 << 20;

    private final SimNet<M> net;
    private final World world;
    private final Link link;
    private final Link back;
    private final Gen loss;
    private final ArrayDeque<Frame<M>> inFlight = new ArrayDeque<>();
    private final Strays<M> strays;
    private final Runnable arrival = this::arrive;
    private Optional<End<M>> end = Optional.empty();
    private long lastArrivalNanos;
    private long heldUntilNanos;
    private int owed;
    private int unhandled;
    private boolean full;
    private boolean finished;

    /** What becomes of the rest when the pipe is finished is drawn from {@code loss}. */
    Pipe(SimNet<M> net, Route route, Gen loss) {
        this.net = net;
        this.world = net.world();
        this.link = world.links().link(route);
        this.back = world.links().link(route.reversed());
        this.loss = loss;
        this.strays = new Strays<>(world, link, this::arriveAlone);
    }

    World world() {
        return world;
    }

    void leadsTo(End<M> receiver) {
        end = Optional.of(receiver);
    }

    Link link() {
        return link;
    }

    boolean isBlocked() {
        return link.isBlocked();
    }

    /** Sends a message on its way; false if its connection is to break instead. */
    boolean say(M message) {
        return switch (net.treat(link.route(), message)) {
            case Treatment.Usual() -> !link.resets() && send(message, 0);
            case Treatment.Late(long nanos) -> send(message, nanos);
            case Treatment.Dropped() -> net.datagrams().isPresent();
        };
    }

    private boolean send(M message, long lateNanos) {
        Frame<M> carried = net.carried(message, link);
        long arrivalNanos = link.arrivalNanos(net.bytes(message)) + lateNanos;
        int copies = 1;
        if (net.datagrams().isPresent()) {
            copies = strays.send(carried, net.datagrams().get(), arrivalNanos);
        } else {
            Check.that(inFlight.size() < IN_FLIGHT_MAX, "a sender minds whether it may write");
            put(carried, arrivalNanos);
        }
        unhandled += copies;
        if (unhandled >= net.windowMessages()) full = true;
        return true;
    }

    boolean isFull() {
        return full;
    }

    void put(Frame<M> frame) {
        put(frame, link.arrivalNanos(0));
    }

    private void put(Frame<M> frame, long arrivalNanos) {
        if (finished) return;
        inFlight.add(frame);
        arriveAt(arrivalNanos);
    }

    private void arriveAt(long nanos) {
        lastArrivalNanos = Math.max(lastArrivalNanos, nanos);
        world.schedule(lastArrivalNanos, link.label(), arrival);
    }

    private void arrive() {
        if (inFlight.isEmpty()) return;
        if (isBlocked()) {
            world.met("message held");
            owed++;
            return;
        }
        if (world.nowNanos() < heldUntilNanos) {
            world.met("message stale");
            world.schedule(heldUntilNanos, link.label(), arrival);
            return;
        }
        end.orElseThrow().receive(inFlight.remove());
    }

    private void arriveAlone(Frame<M> message) {
        // Before the call itself there is nobody yet who could hear it: it is lost.
        if (inFlight.peek() instanceof Frame.Hello<M>) end.orElseThrow().done();
        else end.orElseThrow().receive(message);
    }

    /** The link works again: what had arrived meanwhile is sent once more. */
    void resume() {
        if (isBlocked()) return;
        for (; owed > 0; owed--) arriveAt(link.arrivalNanos(0));
        strays.resume();
    }

    /** Any number of the messages sent last are lost, and the others may be late. */
    void loseSome() {
        if (finished) return;
        int lost = loss.flag() ? 0 : loss.between(0, inFlight.size());
        for (int i = 0; i < lost; i++) {
            if (inFlight.removeLast() instanceof Frame.Said<M>) world.met("message lost");
        }
        if (!loss.flag()) return;
        holdUntil(world.nowNanos() + loss.between(0, link.weather().staleNanosMax()));
    }

    void holdUntil(long nanos) {
        heldUntilNanos = Math.max(heldUntilNanos, nanos);
    }

    /** Nothing more goes in; {@code reason} arrives last. */
    void finish(String reason) {
        put(new Frame.Bye<>(reason));
        finished = true;
    }

    /** The receiver is done with one message; the sender hears of it when there is room again. */
    void handled(Runnable tellSender) {
        unhandled--;
        if (!full || unhandled > net.windowMessages() / 2) return;
        full = false;
        world.schedule(back.arrivalNanos(0), back.label(), tellSender);
    }
}
