package io.skein.client.fake;

import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.world.Lane;
import java.util.function.Consumer;

/** A stream whose other end is a function; everything takes a little time, in order. */
final class FakeStream<Q, R> implements Stream<Q> {
    private final FakeCluster cluster;
    private final String method;
    private final StreamHandler<R> handler;
    private final Lane lane;
    private Consumer<Q> node = request -> {};
    private boolean connected;
    private boolean over;

    FakeStream(FakeCluster cluster, String method, StreamHandler<R> handler, Lane lane) {
        this.cluster = cluster;
        this.method = method;
        this.handler = handler;
        this.lane = lane;
    }

    void connect(boolean reachable, Consumer<Q> to) {
        node = to;
        cluster.streams.add(this);
        lane.after(
                FakeCluster.DELAY_NANOS,
                () -> {
                    if (!reachable) end(Ending.of(Status.Code.UNAVAILABLE, "refused"));
                    else connected = true;
                    tellReady();
                });
    }

    String method() {
        return method;
    }

    void tellReady() {
        if (!over && connected && !cluster.clogged) handler.onReady();
    }

    void answer(R message) {
        lane.after(FakeCluster.DELAY_NANOS, () -> deliver(message));
    }

    private void deliver(R message) {
        if (!over) handler.onMessage(message);
    }

    void end(Ending ending) {
        if (over) return;
        over = true;
        cluster.streams.remove(this);
        lane.answer(() -> handler.onEnd(ending));
    }

    boolean isOver() {
        return over;
    }

    @Override
    public boolean ready() {
        return connected && !over && !cluster.clogged;
    }

    @Override
    public void send(Q message) {
        if (over) return;
        lane.after(FakeCluster.DELAY_NANOS, () -> take(message));
    }

    private void take(Q message) {
        if (!over) node.accept(message);
    }

    @Override
    public void finish() {}

    @Override
    public void cancel(String why) {
        end(Ending.of(Status.Code.CANCELLED, why));
    }
}
