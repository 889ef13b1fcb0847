package io.skein.simulation;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One connection: two ends, and a pipe each way. Owned by the network. */
final class Wire<M> {
    private static final Label SILENCE = new Label("silence noticed");
    private static final double REFUSED_ALOUD = 0.75;

    private final SimNet<M> net;
    private final Links links;
    private final String address;
    private final SimHost callerHost;
    private Optional<SimHost> calleeHost = Optional.empty();
    private final Pipe<M> there;
    private final Pipe<M> back;
    private final End<M> caller;
    private final End<M> callee;

    Wire(SimNet<M> net, SimHost from, String address) {
        this.net = net;
        this.links = net.world().links();
        this.address = address;
        String to = address.substring(0, address.indexOf(':'));
        there = new Pipe<>(net, from.name(), to);
        back = new Pipe<>(net, to, from.name());
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
        Optional<SimNet.Listener<M>> listener = net.listener(address);
        if (listener.isEmpty()) {
            callee.vanish();
            if (links.gen().chance(REFUSED_ALOUD)) back.finish("connection refused");
            else noticeSilence(caller, () -> true);
            return;
        }
        calleeHost = Optional.of(listener.get().host());
        callee.belongsTo(listener.get().lane());
        listener.get().lane().answer(() -> callee.heardBy(listener.get().welcome().apply(callee)));
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
        if (how == Death.POWER_CUT) out.holdUntil(links.silenceNoticedNanos());
        out.finish("peer died");
    }

    /** Both ends will hear of it, after what is still on its way to them. */
    void reset(String reason) {
        for (Pipe<M> pipe : List.of(there, back)) {
            pipe.loseSome();
            pipe.finish(reason);
        }
    }

    /** If the silence lasts, each end gives up, at a time of its own. */
    void watchSilence() {
        noticeSilence(caller, this::isBlocked);
        noticeSilence(callee, this::isBlocked);
    }

    private void noticeSilence(End<M> end, BooleanSupplier stillSilent) {
        net.world()
                .schedule(
                        links.silenceNoticedNanos(),
                        SILENCE,
                        () -> {
                            if (stillSilent.getAsBoolean()) end.giveUp("timed out");
                        });
    }

    End<M> otherEnd(End<M> end) {
        return end == caller ? callee : caller;
    }

    void resume() {
        there.resume();
        back.resume();
    }

    boolean isBlocked() {
        return there.isBlocked() || back.isBlocked();
    }

    boolean joins(String one, String other) {
        return there.goes(one, other) || back.goes(one, other);
    }

    boolean isOver() {
        return caller.isClosed() && callee.isClosed();
    }
}
