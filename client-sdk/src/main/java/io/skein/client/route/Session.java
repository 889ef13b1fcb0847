package io.skein.client.route;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.ConnectionSettings;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.ClientWorld;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.foundation.world.Lane;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's tie to its cluster: one control link to whichever bootstrap address answers, made
 * again whenever it is lost, for as long as the client lives. Owned by the client's lane; only
 * {@link #routes} may be read by others.
 *
 * <pre>
 * dialling ──answered──▶ connected ──ping or watch lost──▶ dialling (backoff)
 * </pre>
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int CALLS_WAITING_MAX = 1_000;
    private static final long PING_NANOS = 10_000_000_000L;

    private final ClientWorld world;
    private final ConnectionSettings settings;
    private final Backoff backoff;
    private final RouteWatch watch;
    private final NodeLinks nodes;
    private final Deque<Waiting<?, ?>> waiting = new ArrayDeque<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Optional<Control> control = Optional.empty();
    private String clusterId = "";

    /** What came of each address since there was a connection; read by any thread. */
    private final Map<String, String> troubles = new ConcurrentSkipListMap<>();

    private Optional<Link> dialling = Optional.empty();
    private int dialled;
    private boolean troubleTold;
    private boolean closed;

    /** The link that control calls take, and who is on the other side. */
    record Control(Link link, String address, GetServerInfoResponse server) {}

    /** A call that waits for the control link. */
    private record Waiting<Q, R>(Ask<Q, R> ask, Lane.Timer expiry) {}

    public Session(ClientWorld world, ConnectionSettings settings) {
        this.world = world;
        this.settings = settings;
        this.backoff = new Backoff(settings, world.entropy());
        this.watch = new RouteWatch(this::changed, this::lost);
        this.nodes = new NodeLinks(world, settings, this);
    }

    /** Begins to dial. Once, on the lane. */
    public void start() {
        dial();
    }

    /** What is known of the watched topics. Any thread. */
    public Routes routes() {
        return watch.routes();
    }

    /** Learns about {@code topic} from now on; listeners hear when there is news. */
    public void watch(String topic) {
        if (watch.add(topic)) control.ifPresent(to -> watch.open(to.link()));
    }

    /** {@code listener} runs on the lane whenever routes or links have changed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Links for data. */
    public NodeLinks nodes() {
        return nodes;
    }

    /** What the node at the other end allows; empty while there is none. */
    public Optional<GetServerInfoResponse> server() {
        return control.map(Control::server);
    }

    Optional<Control> control() {
        return control;
    }

    String clusterId() {
        return clusterId;
    }

    /**
     * Calls a unary method on any node, waiting for a connection if there is none. The handler
     * hears within {@code timeoutNanos}.
     */
    public <Q, R> void call(
            MethodDescriptor<Q, R> method, Q request, long timeoutNanos, CallHandler<R> handler) {
        long deadlineNanos = world.clock().nanos() + timeoutNanos;
        Ask<Q, R> ask = new Ask<>(method, request, deadlineNanos, handler);
        if (closed) {
            handler.onEnd(Endings.CLOSED);
        } else if (control.isPresent()) {
            send(control.get(), ask);
        } else if (waiting.size() >= CALLS_WAITING_MAX) {
            String why = "more than " + CALLS_WAITING_MAX + " calls wait for a connection";
            handler.onEnd(Ending.of(Status.Code.RESOURCE_EXHAUSTED, why));
        } else {
            Lane.Timer expiry = world.lane().after(timeoutNanos, () -> expire(ask));
            waiting.add(new Waiting<>(ask, expiry));
        }
    }

    private void expire(Ask<?, ?> ask) {
        waiting.removeIf(call -> call.ask().equals(ask));
        ask.handler().onEnd(Ending.of(Status.Code.DEADLINE_EXCEEDED, notConnected()));
    }

    /** One line that says where the client looked and what it met there. */
    public String notConnected() {
        return settings.bootstrap().stream()
                .map(at -> at + " " + troubles.getOrDefault(at, "has not answered yet"))
                .collect(Collectors.joining("; ", "not connected: ", ""));
    }

    private <Q, R> void send(Control to, Ask<Q, R> ask) {
        long leftNanos = Math.max(1, ask.deadlineNanos() - world.clock().nanos());
        to.link().call(ask.method(), ask.request(), leftNanos, watched(to, ask.handler()));
    }

    /** Takes the answer on, and notices when it says that the link is broken. */
    private <R> CallHandler<R> watched(Control to, CallHandler<R> handler) {
        return new CallHandler<>() {
            @Override
            public void onAnswer(R answer) {
                handler.onAnswer(answer);
            }

            @Override
            public void onEnd(Ending ending) {
                if (ending.code() == Status.Code.UNAVAILABLE && ending.refusal().isEmpty()) {
                    lost(to.link(), ending.reason());
                }
                handler.onEnd(ending);
            }
        };
    }

    private void dial() {
        if (closed) return;
        String address = settings.bootstrap().get(dialled % settings.bootstrap().size());
        dialled++;
        Link link = world.wire().open(address, world.lane());
        dialling = Optional.of(link);
        askWho(link, settings.connectTimeout().toNanos(), new Greeting(link, address));
    }

    private static void askWho(
            Link link, long deadlineNanos, CallHandler<GetServerInfoResponse> handler) {
        GetServerInfoRequest request = GetServerInfoRequest.getDefaultInstance();
        link.call(SkeinMethods.GET_SERVER_INFO, request, deadlineNanos, handler);
    }

    /** The first call on a new control link. */
    private final class Greeting implements CallHandler<GetServerInfoResponse> {
        private final Link link;
        private final String address;

        Greeting(Link link, String address) {
            this.link = link;
            this.address = address;
        }

        @Override
        public void onAnswer(GetServerInfoResponse server) {
            boolean foreign = !clusterId.isEmpty() && !server.getClusterId().equals(clusterId);
            if (closed || foreign || server.getClusterId().isEmpty()) {
                String why = foreign ? "belongs to another cluster" : "is still starting";
                failed(why);
            } else {
                connected(new Control(link, address, server));
            }
        }

        @Override
        public void onEnd(Ending ending) {
            failed("said " + ending.code() + " (" + ending.reason() + ")");
        }

        private void failed(String trouble) {
            dialling = Optional.empty();
            link.close();
            troubles.put(address, trouble);
            if (!closed && !troubleTold)
                LOG.warn("Not connected: {} {}; trying on", address, trouble);
            troubleTold = true;
            dialLater();
        }
    }

    private void dialLater() {
        if (closed) return;
        // All addresses are tried before there is a wait: one of them is enough.
        boolean another = dialled % settings.bootstrap().size() != 0;
        world.lane().after(another ? 0 : backoff.nextNanos(), this::dial);
    }

    private void connected(Control to) {
        control = Optional.of(to);
        dialling = Optional.empty();
        troubleTold = false;
        troubles.clear();
        clusterId = to.server().getClusterId();
        backoff.reset();
        watch.open(to.link());
        world.lane().after(PING_NANOS, () -> ping(to));
        List<Waiting<?, ?>> calls = List.copyOf(waiting);
        waiting.clear();
        for (Waiting<?, ?> call : calls) {
            call.expiry().cancel();
            send(to, call.ask());
        }
        changed();
    }

    private void ping(Control to) {
        if (control.filter(to::equals).isEmpty()) return;
        CallHandler<GetServerInfoResponse> handler =
                new CallHandler<>() {
                    @Override
                    public void onAnswer(GetServerInfoResponse server) {
                        world.lane().after(PING_NANOS, () -> ping(to));
                    }

                    @Override
                    public void onEnd(Ending ending) {
                        lost(to.link(), ending.reason());
                    }
                };
        askWho(to.link(), PING_NANOS, handler);
    }

    private void lost(Link link, String why) {
        if (control.filter(to -> to.link().equals(link)).isEmpty()) return;
        troubles.put(control.get().address(), "was lost (" + why + ")");
        control = Optional.empty();
        watch.stop();
        link.close();
        dialLater();
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Ends all links, and with them every call. */
    public void close() {
        if (closed) return;
        closed = true;
        for (Waiting<?, ?> call = waiting.poll(); call != null; call = waiting.poll()) {
            call.expiry().cancel();
            call.ask().handler().onEnd(Endings.CLOSED);
        }
        watch.stop();
        nodes.close();
        dialling.ifPresent(Link::close);
        control.ifPresent(to -> to.link().close());
        control = Optional.empty();
    }
}
