package io.skein.simulation;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Door;
import io.skein.foundation.world.Transport.Handler;
import io.skein.foundation.world.Transport.Place;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One connection: two ends, and a pipe each way. Owned by the network. */
final class Wire<M> {
    private static final Label SILENCE = new Label("silence noticed");
    private static final double REFUSED_ALOUD = 0.75;

    private final SimNet<M> net;
    private final Links links;
    private final Place place;
    private final String name;
    private final SimHost callerHost;
    private Optional<SimHost> calleeHost = Optional.empty();
    private final Pipe<M> there;
    private final Pipe<M> back;
    private final End<M> caller;
    private final End<M> callee;
    private int silencesEnded;

    Wire(SimNet<M> net, SimHost from, Place place) {
        this.net = net;
        this.links = net.world().links();
        this.place = place;
        String address = place.address();
        Route route = new Route(from.name(), address.substring(0, address.indexOf(':')));
        name = route + "/" + links.link(route).nextCall();
        there = new Pipe<>(net, route, once("there"));
        back = new Pipe<>(net, route.reversed(), once("back"));
        caller = new End<>(this, there, back, address);
        callee = new End<>(this, back, there, from.name());
        there.leadsTo(callee);
        back.leadsTo(caller);
        callerHost = from;
    }

    Connection<M> dialed(Lane lane, Handler<M> handler) {
        if (!callerHost.isAlive()) {
            caller.vanish();
            return caller;
        }
        caller.belongsTo(lane);
        caller.heardBy(handler);
        there.put(new Frame.Hello<>());
        links.opened(this);
        return caller;
    }

    /** The call has arrived. */
    void answerCall() {
        Optional<SimNet.Listener<M>> listener = net.listener(place.address());
        if (listener.isEmpty()) {
            callee.vanish();
            if (once("refusal").chance(REFUSED_ALOUD)) back.finish("connection refused");
            else noticeSilence(caller, () -> true);
            return;
        }
        calleeHost = Optional.of(listener.get().host());
        Door<M> door = Door.of(listener.get().doors(), place.door());
        callee.belongsTo(door.lane());
        door.lane().answer(() -> callee.heardBy(door.welcome().apply(callee)));
    }

    void hostDied(SimHost host, Death how) {
        if (callerHost == host) died(caller, there, how);
        if (calleeHost.filter(callees -> callees == host).isPresent()) died(callee, back, how);
    }

    /** After the power has gone nobody tells the other side; it has to notice by itself. */
    private void died(End<M> end, Pipe<M> out, Death how) {
        if (end.isClosed()) return;
        end.vanish();
        out.loseSome();
        if (how == Death.POWER_CUT) out.holdUntil(silenceNoticedNanos(end));
        out.finish("peer died");
    }

    /** Both ends will hear of it, after what is still on its way to them. */
    void reset(String reason) {
        if (!isOver()) net.world().met("connection reset");
        for (Pipe<M> pipe : List.of(there, back)) {
            pipe.loseSome();
            pipe.finish(reason);
        }
    }

    /** If the silence lasts, each end gives up, at a time of its own. */
    void watchSilence() {
        int ended = silencesEnded;
        noticeSilence(caller, () -> isBlocked() && silencesEnded == ended);
        noticeSilence(callee, () -> isBlocked() && silencesEnded == ended);
    }

    private void noticeSilence(End<M> end, BooleanSupplier stillSilent) {
        net.world()
                .schedule(
                        silenceNoticedNanos(end),
                        SILENCE,
                        () -> {
                            if (stillSilent.getAsBoolean()) timeOut(end);
                        });
    }

    private void timeOut(End<M> end) {
        if (!end.isClosed()) net.world().met("connection timed out");
        end.giveUp("timed out");
    }

    /** When an end notices a silence that begins now. */
    private long silenceNoticedNanos(End<M> end) {
        long mostNanos = there.link().weather().silenceNanosMax();
        return net.world().nowNanos()
                + once(end == caller ? "caller" : "callee").between(mostNanos / 10, mostNanos);
    }

    private Gen once(String what) {
        return net.world().once("wires/" + name + "/" + what);
    }

    End<M> otherEnd(End<M> end) {
        return end == caller ? callee : caller;
    }

    void resume() {
        if (!isBlocked()) silencesEnded++;
        there.resume();
        back.resume();
    }

    boolean isBlocked() {
        return there.isBlocked() || back.isBlocked();
    }

    /** Whether one of its directions is among these. */
    boolean uses(Collection<Route> routes) {
        return routes.contains(there.link().route()) || routes.contains(back.link().route());
    }

    boolean isOver() {
        return caller.isClosed() && callee.isClosed();
    }
}
