package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.Optional;

/**
 * One end of a connection. It is closed when its owner closed it or has been told that it is; what
 * arrives then is dropped, whatever the other end believes. Owned by the lane of its handler.
 */
final class End<M> implements Connection<M> {
    private final Wire<M> wire;
    private final World world;
    private final Pipe<M> out;
    private final Pipe<M> in;
    private final String peer;
    private Optional<Lane> lane = Optional.empty();
    private Optional<Handler<M>> handler = Optional.empty();
    private boolean closed;

    End(Wire<M> wire, Pipe<M> out, Pipe<M> in, String peer) {
        this.wire = wire;
        this.world = out.world();
        this.out = out;
        this.in = in;
        this.peer = peer;
    }

    void belongsTo(Lane owner) {
        lane = Optional.of(owner);
    }

    void heardBy(Handler<M> listener) {
        handler = Optional.of(listener);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public boolean send(M message) {
        checkOwner();
        if (closed) return false;
        if (!out.say(message)) wire.reset("connection reset");
        return true;
    }

    @Override
    public boolean writable() {
        checkOwner();
        return !closed && !out.isFull();
    }

    @Override
    public void close() {
        checkOwner();
        giveUp("closed");
    }

    @Override
    public String peer() {
        return peer;
    }

    private void checkOwner() {
        Check.that(
                world.running().isEmpty()
                        || lane.filter(owner -> owner == world.running().get()).isPresent(),
                "a connection is used on its own lane");
    }

    /** Closes this end; the other hears of it after some of what was sent. */
    void giveUp(String reason) {
        if (closed || lane.isEmpty()) return;
        closed = true;
        out.loseSome();
        out.finish("peer is gone: " + reason);
        lane.ifPresent(owner -> owner.answer(() -> tellClosed(reason)));
    }

    /** Closes this end, whose process is dead or was never there, without a word. */
    void vanish() {
        closed = true;
    }

    void receive(Frame<M> frame) {
        switch (frame) {
            case Frame.Hello<M>() -> wire.answerCall();
            case Frame.Said<M>(M message) -> onLane(() -> tell(message));
            case Frame.Garbled<M>() -> onLane(() -> giveUp(SimNet.UNREADABLE));
            case Frame.Bye<M>(String reason) -> onLane(() -> hearClosed(reason));
        }
    }

    private void onLane(Runnable task) {
        if (closed) return;
        // The call itself was lost, and only its end has arrived.
        if (lane.isEmpty()) vanish();
        else lane.get().answer(task);
    }

    private void tell(M message) {
        if (closed) return;
        handler.orElseThrow().onMessage(message);
        done();
    }

    /** A message has come and is dealt with, though it may be that nobody has heard it. */
    void done() {
        in.handled(wire.otherEnd(this)::hearWritable);
    }

    private void hearWritable() {
        onLane(() -> {
            if (!closed) handler.orElseThrow().onWritable();
        });
    }

    private void hearClosed(String reason) {
        if (closed) return;
        closed = true;
        // The other end no longer listens, or will be told the same: nothing is owed to it.
        out.finish(reason);
        tellClosed(reason);
    }

    private void tellClosed(String reason) {
        handler.ifPresent(listener -> listener.onClosed(reason));
    }
}
