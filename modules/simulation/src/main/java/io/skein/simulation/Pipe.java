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
    private final Links links;
    private final String from;
    private final String to;
    private final Label label;
    private final ArrayDeque<Frame<M>> inFlight = new ArrayDeque<>();
    private Optional<End<M>> end = Optional.empty();
    private long lastArrivalNanos;
    private long heldUntilNanos;
    private int owed;
    private int unhandled;
    private boolean full;
    private boolean finished;

    Pipe(SimNet<M> net, String from, String to) {
        this.net = net;
        this.world = net.world();
        this.links = world.links();
        this.from = from;
        this.to = to;
        this.label = new Label(from + "→" + to);
    }

    World world() {
        return world;
    }

    void leadsTo(End<M> receiver) {
        end = Optional.of(receiver);
    }

    boolean goes(String sender, String receiver) {
        return from.equals(sender) && to.equals(receiver);
    }

    boolean isBlocked() {
        return links.isBlocked(from, to);
    }

    /** Whether this message breaks the connection instead. */
    boolean breaks(M message) {
        return net.breaks(label.text(), message);
    }

    void say(M message) {
        if (++unhandled >= net.windowMessages()) full = true;
        Check.that(inFlight.size() < IN_FLIGHT_MAX, "a sender minds whether it may write");
        put(new Frame.Said<>(message));
    }

    boolean isFull() {
        return full;
    }

    void put(Frame<M> frame) {
        if (finished) return;
        inFlight.add(frame);
        lastArrivalNanos = Math.max(lastArrivalNanos, links.arrivalNanos());
        world.schedule(lastArrivalNanos, label, this::arrive);
    }

    private void arrive() {
        if (inFlight.isEmpty()) return;
        if (isBlocked()) {
            owed++;
            return;
        }
        if (world.nowNanos() < heldUntilNanos) {
            world.schedule(heldUntilNanos, label, this::arrive);
            return;
        }
        end.orElseThrow().receive(inFlight.remove());
    }

    /** The link works again: what had arrived meanwhile is sent once more. */
    void resume() {
        if (isBlocked()) return;
        for (; owed > 0; owed--) {
            lastArrivalNanos = Math.max(lastArrivalNanos, links.arrivalNanos());
            world.schedule(lastArrivalNanos, label, this::arrive);
        }
    }

    /** Any number of the messages sent last are lost, and the others may be late. */
    void loseSome() {
        if (finished) return;
        Gen gen = links.gen();
        int lost = gen.flag() ? 0 : gen.between(0, inFlight.size());
        for (int i = 0; i < lost; i++) inFlight.removeLast();
        if (!gen.flag()) return;
        holdUntil(world.nowNanos() + gen.between(0, links.weather().staleNanosMax()));
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
        world.schedule(links.arrivalNanos(), label, tellSender);
    }
}
