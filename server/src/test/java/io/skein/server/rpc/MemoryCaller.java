package io.skein.server.rpc;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.protocol.Framed;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A client in memory: sends what it is allowed to, and keeps what it is sent. One thread's. */
final class MemoryCaller<Q, R> implements Caller<R> {
    final List<R> sent = new ArrayList<>();
    Optional<Status> ended = Optional.empty();
    boolean ready = true;

    private final CallTurns turns =
            new CallTurns(bug -> {
                throw new AssertionError(bug);
            });
    private final Deque<Q> requests = new ArrayDeque<>();
    private Optional<Endpoint.Call<Q>> call = Optional.empty();
    private int wanted;
    private boolean requestsEnded;

    MemoryCaller<Q, R> open(Function<Caller<R>, Endpoint.Call<Q>> handler) {
        turn(() -> call = Optional.of(handler.apply(this)));
        return this;
    }

    /** Queues a request; it arrives once the call wants it. */
    void request(Q request) {
        requests.add(request);
        deliver();
    }

    /** Requests that the call has not let in. */
    int waiting() {
        return requests.size();
    }

    void endRequests() {
        requestsEnded = true;
        deliver();
    }

    void becomeReady() {
        ready = true;
        turn(() -> call.ifPresent(Endpoint.Call::onReady));
        deliver();
    }

    void stopping() {
        turn(() -> call.ifPresent(Endpoint.Call::onStopping));
    }

    void leave() {
        turn(() -> call.ifPresent(Endpoint.Call::onGone));
    }

    /** Lets in what is wanted by now. */
    void deliver() {
        while (wanted > 0 && !requests.isEmpty()) {
            wanted--;
            Q next = requests.remove();
            turn(() -> call.ifPresent(open -> open.onRequest(next)));
        }
        if (requestsEnded && requests.isEmpty()) {
            requestsEnded = false;
            turn(() -> call.ifPresent(Endpoint.Call::onRequestsEnded));
        }
    }

    @Override
    public void turn(Runnable task) {
        turns.run(task);
    }

    @Override
    public void want(int more) {
        wanted += more;
    }

    @Override
    public boolean ready() {
        return ready && ended.isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked") // What is framed stays framed.
    public void send(R reply) {
        if (ended.isEmpty())
            sent.add(reply instanceof Framed<?> framed ? (R) copied(framed) : reply);
    }

    private static <M extends MessageLite> Framed<M> copied(Framed<M> framed) {
        if (framed.payload().isEmpty()) return framed;
        ByteBuffer copy = ByteBuffer.allocate(framed.payloadBytes());
        for (ByteBuffer buffer : framed.payload()) copy.put(buffer.duplicate());
        return Framed.of(framed.message(), copy.flip());
    }

    @Override
    public void finish() {
        fail(Status.OK, new Metadata());
    }

    @Override
    public void fail(Status status, Metadata trailers) {
        if (ended.isEmpty()) ended = Optional.of(status);
    }
}
