package io.skein.server.adapter;

import static io.skein.server.adapter.BareCaller.hello;
import static io.skein.server.adapter.BareCaller.message;
import static io.skein.server.adapter.BareCaller.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ConnectRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GrpcTransportTest {
    private static final String CLUSTER = "the-cluster-of-the-tes";

    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final JdkHost host = JdkHost.forClient("nodes-", (_, bug) -> bugs.add(bug));
    private final List<End> ends = new ArrayList<>();

    @AfterEach
    void stop() {
        ends.forEach(End::stop);
        assertEquals(List.of(), bugs);
    }

    @Test
    void messagesGoBothWaysOnceBothHaveSaidHello() throws Exception {
        End one = node(1, Optional.of(CLUSTER));
        End two = node(2, Optional.of(CLUSTER));
        Heard atTwo = accept(two, "two");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, two, lane);
        lane.post(() -> atOne.connection().send("from one"));
        assertEquals("message from one", atTwo.next());
        atTwo.lane.post(() -> atTwo.connection().send("from two"));
        assertEquals("message from two", atOne.next());
        atTwo.lane.post(() -> atTwo.connection().close());
        assertEquals("closed closed on this side", atTwo.next());
        assertTrue(atOne.next().startsWith("closed "));
    }

    @Test
    void anEmptyNodeMayCallAClusterAndBeCalled() throws Exception {
        End empty = node(1, Optional.empty());
        End member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        Lane lane = host.lane("empty", 100);
        Heard atEmpty = dial(empty, member, lane);
        lane.post(() -> atEmpty.connection().send("hello"));
        assertEquals("message hello", atMember.next());
    }

    @Test
    void aCallerOfAnotherClusterHearsNothingButWhy() throws Exception {
        End member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        ConnectRequest stranger = hello("another-cluster-------", 1);
        assertObjection(
                "node 2 belongs to cluster the-cluster-of-the-tes,"
                        + " node 1 to cluster another-cluster-------",
                member,
                stranger);
        assertEquals(List.of(), List.copyOf(atMember.news));
    }

    /** Whatever a stranger claims to be comes back to it, and is told here, as one short line. */
    @Test
    void whatAStrangerClaimsIsCutBeforeItIsRepeated() throws Exception {
        End member = node(2, Optional.of(CLUSTER));
        accept(member, "member");
        ConnectRequest stranger = hello("a\nb\u001b[31m\u00e9" + "x".repeat(100_000), 1);
        Status told = refusal(member.port(), stranger);
        String words = String.valueOf(told.getDescription());
        assertTrue(words.contains("node 1 to cluster a?b?[31m?xxx"), words);
        assertEquals(Ending.WORDS_MAX, words.length());
    }

    /** Else the caller would wait for an answer that nobody is going to give. */
    @Test
    void callersAreSentAwayBeforeOneAcceptsAndWhenItsLaneIsFull() throws Exception {
        End busy = node(2, Optional.of(CLUSTER));
        Lane lane = host.lane("busy", 1);
        ConnectRequest first = hello(CLUSTER, 1);
        assertEquals(Status.Code.UNAVAILABLE, refusal(busy.port(), first).getCode());
        busy.quorum().accept(lane, _ -> new Heard(lane));
        Semaphore begun = new Semaphore(0);
        Semaphore held = new Semaphore(0);
        lane.post(() -> {
            begun.release();
            held.acquireUninterruptibly();
        });
        begun.acquire();
        boolean hasRoom = true;
        while (hasRoom) hasRoom = lane.post(() -> {});
        try {
            assertEquals(Status.Code.UNAVAILABLE, refusal(busy.port(), first).getCode());
        } finally {
            held.release();
        }
    }

    @Test
    void whoeverTakesOurNumberOrSaysNoHelloHearsNothingButWhy() throws Exception {
        End member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        assertObjection("both call themselves node 2", member, hello(CLUSTER, 2));
        assertObjection(
                "a message came before the hello",
                member,
                ConnectRequest.newBuilder().setMessage(Wire.bytes(new Uuid(1, 2))).build());
        assertObjection(
                "a frame of an unknown kind came", member, ConnectRequest.getDefaultInstance());
        assertEquals(List.of(), List.copyOf(atMember.news));
    }

    @Test
    void aDialledStrangerIsToldNothingButHelloAndSaysWhyNot() throws Exception {
        End one = node(1, Optional.of(CLUSTER));
        End other = node(2, Optional.of("another-cluster-------"));
        Heard atOther = accept(other, "other");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, other, lane);
        lane.post(() -> atOne.connection().send("a secret"));
        assertEquals(
                "closed it does not speak with this node: node 2 belongs to cluster"
                        + " another-cluster-------, node 1 to cluster the-cluster-of-the-tes",
                atOne.next());
        assertEquals(List.of(), List.copyOf(atOther.news));
    }

    @Test
    void aSenderIsToldToWaitAndThenToGoOn() throws Exception {
        End one = node(1, Optional.of(CLUSTER));
        End two = node(2, Optional.of(CLUSTER));
        Heard atTwo = accept(two, "two");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, two, lane);
        BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
        String large = "x".repeat(10_000);
        lane.post(() -> {
            int count = 0;
            while (atOne.connection().writable()) {
                atOne.connection().send(large);
                count++;
            }
            sent.add(count);
        });
        int count = sent.take();
        assertTrue(count > 10 && count < 100, "sent " + count);
        assertEquals("writable", atOne.next());
        for (int number = 0; number < count; number++) {
            assertEquals("message " + large, atTwo.next());
        }
    }

    @Test
    void noOneThereAndNonsenseAddressesAreClosedConnections() throws Exception {
        End one = node(1, Optional.empty());
        End gone = node(2, Optional.empty());
        int port = gone.port();
        gone.stop();
        Lane lane = host.lane("one", 100);
        for (String address : List.of("localhost:" + port, "a b:c:d", "")) {
            Heard heard = new Heard(lane);
            lane.post(() -> heard.connections.add(one.quorum().dial(address, lane, heard)));
            assertTrue(heard.next().startsWith("closed "), address);
            assertFalse(heard.connection().send("nobody"));
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        End first = node(1, Optional.empty());
        InetSocketAddress taken =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port());
        IOException failed =
                assertThrows(
                        IOException.class, () -> End.listen(identity(2, Optional.empty()), taken));
        assertTrue(String.valueOf(failed.getMessage()).contains(":" + first.port()));
    }

    @Test
    void aMessageThatWasDamagedOnItsWayClosesTheConnection() throws Exception {
        End member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        byte[] right = new Sealed<>(new Texts()).encode("yes");
        byte[] damaged = right.clone();
        damaged[damaged.length - 1] ^= 1;
        try (BareCaller caller = new BareCaller(member.port())) {
            caller.say(hello(CLUSTER, 1));
            assertTrue(caller.hear().hasHello());
            caller.say(message(right));
            assertEquals("message yes", atMember.next());
            caller.say(message(damaged));
            assertEquals("closed a message cannot be read", atMember.next());
        }
    }

    /** Members of the quorum and nodes that attend a controller share a port, and nothing else. */
    @Test
    void eachKindHasItsOwnConnections() throws Exception {
        End one = node(1, Optional.of(CLUSTER));
        End two = node(2, Optional.of(CLUSTER));
        Heard members = accept(two, "members");
        Heard attended = new Heard(host.lane("attended", 100));
        two.sessions().accept(attended.lane, attended::welcome);
        Lane lane = host.lane("one", 100);
        Heard atOne = new Heard(lane);
        String address = "localhost:" + two.port();
        lane.post(() -> atOne.welcome(one.sessions().dial(address, lane, atOne)));
        lane.post(() -> atOne.connection().send("a question"));
        assertEquals("message a question", attended.next());
        Heard asMember = dial(one, two, lane);
        lane.post(() -> asMember.connection().send("a vote"));
        assertEquals("message a vote", members.next());
        assertTrue(attended.news.isEmpty());
    }

    private End node(int number, Optional<String> cluster) throws IOException {
        NodeIdentity identity = identity(number, cluster);
        End node = End.listen(identity, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ends.add(node);
        return node;
    }

    /** A node, as far as others see it. */
    private record End(
            GrpcTransport<String> quorum, GrpcTransport<String> sessions, NodeServer server) {
        static End listen(NodeIdentity identity, InetSocketAddress address) throws IOException {
            GrpcTransport<String> quorum = GrpcTransport.ofQuorum(identity, new Texts());
            GrpcTransport<String> sessions = GrpcTransport.ofSessions(identity, new Texts());
            NodeServer server = NodeServer.listen(address, List.of(quorum, sessions));
            return new End(quorum, sessions, server);
        }

        int port() {
            return server.port();
        }

        void stop() {
            server.stop();
        }
    }

    private static NodeIdentity identity(int number, Optional<String> cluster) {
        return new NodeIdentity(() -> cluster, number, new Uuid(7, number));
    }

    private Heard accept(End node, String name) {
        Heard heard = new Heard(host.lane(name, 100));
        node.quorum().accept(heard.lane, heard::welcome);
        return heard;
    }

    private static Heard dial(End from, End to, Lane lane) {
        Heard heard = new Heard(lane);
        lane.post(() ->
                heard.connections.add(from.quorum().dial("localhost:" + to.port(), lane, heard)));
        return heard;
    }

    private static void assertObjection(String words, End node, ConnectRequest first) {
        Status told = refusal(node.port(), first);
        assertEquals(Status.Code.FAILED_PRECONDITION, told.getCode());
        assertEquals(words, told.getDescription());
    }
}
