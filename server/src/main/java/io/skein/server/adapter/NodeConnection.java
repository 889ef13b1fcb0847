package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.protocol.internal.v1.NodeHello;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One end of a connection between two nodes. Nothing but the hello leaves before the other side's
 * hello has been believed; what is sent earlier waits here, as does what the network does not take.
 * Owned by its lane, on which the pipe's news arrive as well.
 */
final class NodeConnection<M> implements Connection<M> {
    /** How long the other side has to say hello. */
    static final long HELLO_NANOS_MAX = 5_000_000_000L;

    /** Frames that may be on their way to the lane; more are taken from the network as they go. */
    static final int FRAMES_MAX = 16;

    /** Taken by the lane before as many more are let in: to let one in wakes a thread of gRPC's. */
    private static final int FRAMES_AT_ONCE = FRAMES_MAX / 2;

    private static final int WRITABLE_BELOW_BYTES = 256 << 10;
    private static final int UNSENT_BYTES_MAX = 128 << 20;
    private static final int OVERHEAD_BYTES = 32;

    private final NodeIdentity self;
    private final MessageCodec<M> codec;
    private final Lane lane;
    private final Function<Connection<M>, Handler<M>> welcome;
    private final boolean dialled;
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private Optional<NodePipe> pipe = Optional.empty();
    private Optional<Handler<M>> handler = Optional.empty();
    private Optional<Lane.Timer> helloTimer = Optional.empty();
    private long unsentBytes;
    private int framesTaken;
    private boolean believed;
    private boolean toldToWait;
    private boolean closed;

    private NodeConnection(
            GrpcTransport<M> transport,
            Lane lane,
            Function<Connection<M>, Handler<M>> welcome,
            boolean dialled) {
        this.self = transport.self();
        this.codec = transport.codec();
        this.lane = lane;
        this.welcome = welcome;
        this.dialled = dialled;
    }

    static <M> NodeConnection<M> dialled(
            GrpcTransport<M> transport, Lane lane, Handler<M> handler) {
        NodeConnection<M> connection = new NodeConnection<>(transport, lane, _ -> handler, true);
        connection.handler = Optional.of(handler);
        return connection;
    }

    static <M> NodeConnection<M> accepted(
            GrpcTransport<M> transport, Lane lane, Function<Connection<M>, Handler<M>> welcome) {
        return new NodeConnection<>(transport, lane, welcome, false);
    }

    /** Begins; on the lane, before anything else. */
    void begin(NodePipe opened) {
        Check.that(pipe.isEmpty(), "a connection begins once");
        pipe = Optional.of(opened);
        helloTimer = Optional.of(lane.after(HELLO_NANOS_MAX, () -> refuse("no hello came")));
        if (dialled) opened.sendHello(self.hello());
        opened.request(FRAMES_MAX);
    }

    /** A frame has arrived; on the lane. */
    void onFrame(NodeFrame frame) {
        if (closed) return;
        switch (frame) {
            case NodeFrame.Hello(NodeHello hello) -> onHello(hello);
            case NodeFrame.Message(var bytes) -> onMessage(bytes.toByteArray());
            case NodeFrame.Unknown() -> refuse("a frame of an unknown kind came");
        }
        if (!closed && ++framesTaken == FRAMES_AT_ONCE) letMoreIn();
    }

    private void letMoreIn() {
        framesTaken = 0;
        pipe.ifPresent(open -> open.request(FRAMES_AT_ONCE));
    }

    private void onHello(NodeHello hello) {
        Optional<String> objection =
                believed ? Optional.of("hello came twice") : self.objection(hello);
        if (objection.isPresent()) {
            refuse(objection.get());
            return;
        }
        believed = true;
        helloTimer.ifPresent(Lane.Timer::cancel);
        if (!dialled) {
            pipe.ifPresent(open -> open.sendHello(self.hello()));
            handler = Optional.of(welcome.apply(this));
        }
        flush();
    }

    private void onMessage(byte[] bytes) {
        Optional<M> message = believed ? codec.decode(bytes) : Optional.empty();
        if (message.isEmpty()) {
            refuse(believed ? "a message cannot be read" : "a message came before the hello");
        } else {
            handler.ifPresent(owner -> owner.onMessage(message.get()));
        }
    }

    /** The network may take more; on the lane. */
    void flush() {
        if (closed || !believed) return;
        NodePipe open = pipe.orElseThrow();
        while (!unsent.isEmpty() && open.ready()) {
            byte[] next = unsent.remove();
            unsentBytes -= next.length + OVERHEAD_BYTES;
            open.sendMessage(next);
        }
        if (toldToWait && unsentBytes < WRITABLE_BELOW_BYTES) {
            toldToWait = false;
            handler.ifPresent(Handler::onWritable);
        }
    }

    @Override
    public boolean send(M message) {
        if (closed) return false;
        byte[] bytes = codec.encode(message);
        unsent.add(bytes);
        unsentBytes += bytes.length + OVERHEAD_BYTES;
        if (unsentBytes > UNSENT_BYTES_MAX) {
            giveUp("the other side does not take what it is sent");
            return false;
        }
        if (believed && pipe.orElseThrow().ready()) flush();
        return true;
    }

    @Override
    public boolean writable() {
        if (closed) return false;
        boolean writable = unsentBytes < WRITABLE_BELOW_BYTES;
        toldToWait |= !writable;
        return writable;
    }

    @Override
    public void close() {
        giveUp("closed on this side");
    }

    private void giveUp(String reason) {
        end(reason, NodePipe::end);
    }

    /** The other side is not believed, or makes no sense. */
    private void refuse(String objection) {
        end(objection, open -> open.refuse(objection));
    }

    /** The owner hears of it later, never inside the call that caused it. */
    private void end(String reason, Consumer<NodePipe> how) {
        if (closed) return;
        over();
        pipe.ifPresent(how);
        lane.answer(() -> tell(reason));
    }

    /** The other side, or what lies between, has ended it; on the lane. */
    void onEnded(String reason) {
        if (closed) return;
        over();
        tell(reason);
    }

    private void over() {
        closed = true;
        unsent.clear();
        unsentBytes = 0;
        helloTimer.ifPresent(Lane.Timer::cancel);
    }

    private void tell(String reason) {
        handler.ifPresent(owner -> owner.onClosed(reason));
        handler = Optional.empty();
    }

    @Override
    public String peer() {
        return pipe.map(NodePipe::peer).orElse("nobody yet");
    }

    /** For news from other threads: takes them to the lane. */
    void onLane(Runnable news) {
        lane.answer(news);
    }
}
