package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Handler;
import io.skein.raft.Parcel;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.server.adapter.QuorumLinks.Silent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links over real sockets, on a clock that stands until the test moves it. */
final class QuorumLinksTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final int DIALS = 12;
    private static final Message SAID = new Message.LeaderAsked(3, new VoterId(1, new Uuid(1, 1)));

    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final JdkHost host = JdkHost.forClient("links-", (_, bug) -> bugs.add(bug));
    private final Lane lane = host.lane("quorum", 100);
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore asked = new Semaphore(0);
    private final LinkedBlockingQueue<Parcel> heard = new LinkedBlockingQueue<>();
    private final List<NodeServer> servers = new ArrayList<>();
    private final Moving names = new Moving();
    private final QuorumLinks links =
            new QuorumLinks(
                    1,
                    lane,
                    new Standing(nanos),
                    () -> {
                        // Asked for whenever a link closes, or says something: the driver is told.
                        asked.release();
                        return Optional.empty();
                    });

    QuorumLinksTest() {
        NameResolverRegistry.getDefaultRegistry().register(names);
        links.over(node(1, Optional.of("ours")));
    }

    /** Time, as the test says. */
    private record Standing(AtomicLong now) implements Clock {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }

    @AfterEach
    void stop() throws Exception {
        NameResolverRegistry.getDefaultRegistry().deregister(names);
        servers.forEach(NodeServer::stop);
        host.stop(1_000_000_000L);
        assertEquals(List.of(), bugs);
    }

    @Test
    void whoeverDoesNotListenIsDialledUntilItDoes() throws Exception {
        InetSocketAddress place = free();
        reach("localhost:" + place.getPort());
        for (int dial = 1; dial <= DIALS; dial++) {
            say();
            awaitAsked();
            assertEquals(Optional.of("Connection refused"), silent().getFirst().why());
            pass(QuorumLinks.REDIAL_NANOS_MAX);
        }
        listen(place, node(2, Optional.of("ours")));
        say();
        assertEquals(new Parcel(1, SAID), hear());
    }

    @Test
    void eachDialLooksTheNameUpAnewAndWaitsNoLongerThanItsBound() throws Exception {
        names.at = free();
        reach(Moving.ADDRESS);
        for (int dial = 1; dial <= DIALS; dial++) {
            say();
            awaitAsked();
            assertEquals(dial, names.asked.get());
            pass(QuorumLinks.REDIAL_NANOS_MAX);
        }
        say();
        awaitAsked();
        pass(QuorumLinks.REDIAL_NANOS_MAX - 1);
        say();
        assertEquals(DIALS + 1, names.asked.get(), "it waits between two dials");
        InetSocketAddress elsewhere = free();
        listen(elsewhere, node(2, Optional.of("ours")));
        names.at = elsewhere;
        pass(1);
        say();
        assertEquals(new Parcel(1, SAID), hear());
        assertEquals(DIALS + 2, names.asked.get());
    }

    @Test
    void theSilentAreToldWithWhatTheySaid() throws Exception {
        InetSocketAddress place = free();
        listen(place, node(2, Optional.of("theirs")));
        String address = "localhost:" + place.getPort();
        reach(address);
        assertEquals(List.of(new Silent(2, address, Optional.empty())), silent());
        say();
        awaitAsked();
        String why =
                "it does not speak with this node: node 2 belongs to cluster theirs,"
                        + " node 1 to cluster ours";
        assertEquals(List.of(new Silent(2, address, Optional.of(why))), silent());
    }

    @Test
    void whoWasHeardIsLostFromWhenItsLinkClosed() throws Exception {
        InetSocketAddress place = free();
        GrpcTransport<Parcel> other = node(2, Optional.of("ours"));
        servers.add(NodeServer.listen(place, List.of(other)));
        other.accept(
                host.lane("other", 100),
                connection -> {
                    connection.send(new Parcel(2, SAID));
                    return new Hearing();
                });
        reach("localhost:" + place.getPort());
        assertEquals(OptionalLong.empty(), lost());
        say();
        awaitAsked();
        assertEquals(OptionalLong.empty(), lost(), "it is heard");
        pass(5);
        servers.getLast().stop();
        awaitAsked();
        assertEquals(OptionalLong.of(5), lost());
        pass(QuorumLinks.REDIAL_NANOS_MAX);
        say();
        awaitAsked();
        assertEquals(OptionalLong.of(5), lost(), "that nobody is there yet is no news");
    }

    private static GrpcTransport<Parcel> node(int number, Optional<String> cluster) {
        NodeIdentity identity = new NodeIdentity(() -> cluster, number, new Uuid(7, number));
        return GrpcTransport.ofQuorum(identity, new QuorumParcels());
    }

    private void listen(InetSocketAddress place, GrpcTransport<Parcel> other) throws IOException {
        servers.add(NodeServer.listen(place, List.of(other)));
        other.accept(host.lane("other", 100), _ -> new Hearing());
    }

    private final class Hearing implements Handler<Parcel> {
        @Override
        public void onMessage(Parcel parcel) {
            heard.add(parcel);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {}
    }

    /** A place of this machine where nobody listens. */
    private static InetSocketAddress free() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NodeServer taken = NodeServer.listen(any, List.of());
        int port = taken.port();
        taken.stop();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void reach(String address) throws Exception {
        onLane(() -> links.reach(2, address));
    }

    private void say() throws Exception {
        onLane(() -> links.send(2, SAID));
    }

    private OptionalLong lost() throws Exception {
        CompletableFuture<OptionalLong> lost = new CompletableFuture<>();
        onLane(() -> lost.complete(links.lostNanos(2)));
        return lost.join();
    }

    private List<Silent> silent() throws Exception {
        List<Silent> silent = new CopyOnWriteArrayList<>();
        onLane(() -> silent.addAll(links.silent()));
        return List.copyOf(silent);
    }

    private void onLane(Runnable task) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        lane.answer(() -> {
            task.run();
            done.complete(true);
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void pass(long more) {
        nanos.addAndGet(more);
    }

    private void awaitAsked() throws InterruptedException {
        assertTrue(asked.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing happens");
    }

    private Parcel hear() throws InterruptedException {
        return Optional.ofNullable(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).orElseThrow();
    }

    /** Names of gRPC's that lead where the test says, as those of a name server do. */
    private static final class Moving extends NameResolverProvider {
        static final String ADDRESS = "moving:7071";

        final AtomicInteger asked = new AtomicInteger();
        volatile InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        @Override
        protected boolean isAvailable() {
            return true;
        }

        @Override
        protected int priority() {
            return 0;
        }

        @Override
        public String getDefaultScheme() {
            return "moving";
        }

        @Override
        public NameResolver newNameResolver(URI target, NameResolver.Args args) {
            return new NameResolver() {
                @Override
                public String getServiceAuthority() {
                    return "moving";
                }

                @Override
                public void start(Listener2 listener) {
                    asked.incrementAndGet();
                    var places = List.of(new EquivalentAddressGroup(at));
                    listener.onResult(
                            ResolutionResult.newBuilder()
                                    .setAddressesOrError(StatusOr.fromValue(places))
                                    .build());
                }

                @Override
                public void shutdown() {}
            };
        }
    }
}
