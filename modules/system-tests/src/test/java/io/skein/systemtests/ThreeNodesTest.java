package io.skein.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.protocol.v1.ClusterServiceGrpc;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes agree on one metadata, whoever of them is asked, and go on without one. */
class ThreeNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A new leader may have heard of the one before so long before that died. */
    private static final long CONTACT_MILLIS_MAX = 3_000;

    @TempDir private Path folder;

    private static void createTopic(RunningNode at, String name) {
        try (Admin admin = Admin.create(at.forClients())) {
            admin.createTopic(NewTopic.of(name));
        }
    }

    private static Set<String> topics(RunningNode at) {
        try (Admin admin = Admin.create(at.forClients())) {
            return admin.listTopics().stream()
                    .map(topic -> topic.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static DescribeQuorumResponse quorum(RunningNode at) {
        ManagedChannel channel = NettyChannelBuilder.forTarget(at.address()).usePlaintext().build();
        try {
            return ClusterServiceGrpc.newBlockingStub(channel)
                    .describeQuorum(DescribeQuorumRequest.getDefaultInstance());
        } finally {
            channel.shutdownNow();
        }
    }

    private static List<Integer> nodes(List<QuorumMember> members) {
        return members.stream().map(QuorumMember::getNodeId).toList();
    }

    private static QuorumMember member(DescribeQuorumResponse told, int number) {
        return told.getVotersList().stream()
                .filter(one -> one.getNodeId() == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError(told.toString()));
    }

    @Test
    void whateverNodeIsAskedAllOfThemKnow() {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            Set<String> made = new TreeSet<>();
            for (int number : three.numbers()) {
                createTopic(three.node(number), "made-at-" + number);
                made.add("made-at-" + number);
            }
            Set<Integer> leaders = new TreeSet<>();
            for (int number : three.numbers()) {
                RunningNode node = three.node(number);
                await().atMost(PATIENCE).untilAsserted(() -> assertEquals(made, topics(node)));
                DescribeQuorumResponse told = quorum(node);
                leaders.add(told.getLeaderNodeId());
                assertEquals(List.of(1, 2, 3), nodes(told.getVotersList()));
                assertEquals(List.of(), told.getObserversList());
                assertTrue(told.getHighWatermark() > 3, told.toString());
            }
            assertEquals(1, leaders.size(), "they follow different leaders: " + leaders);
        }
    }

    @Test
    void whoeverWaitsForOthersSaysForWhom() {
        try (ThreeNodes three = ThreeNodes.none(folder)) {
            RunningNode first = three.begin(1);
            String third = "node 3 at " + three.address(3) + " (Connection refused)\n";
            String both = "node 2 at " + three.address(2) + " (Connection refused), " + third;
            String waiting = "have met: nothing is heard of ";
            await().atMost(PATIENCE).until(() -> first.log().contains(waiting + both));
            three.begin(2);
            await().atMost(PATIENCE).until(() -> first.log().contains(waiting + third));
            three.begin(3);
            three.whenReady();
        }
    }

    @Test
    void withoutTheirLeaderTheOthersGoOnAndItComesBack() {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            createTopic(three.node(1), "before");
            int killed = quorum(three.node(1)).getLeaderNodeId();
            three.kill(killed);
            long killedNanos = System.nanoTime();
            List<String> made = new ArrayList<>(List.of("before"));
            for (int number : three.numbers()) {
                createTopic(three.node(number), "without-at-" + number);
                made.add("without-at-" + number);
            }
            DescribeQuorumResponse told = quorum(three.node(three.numbers().getFirst()));
            assertTrue(told.getLeaderNodeId() != killed, told.toString());
            long goneMillis = (System.nanoTime() - killedNanos) / 1_000_000;
            long silentMillis = member(told, killed).getLastContactMillis();
            assertTrue(silentMillis <= goneMillis + CONTACT_MILLIS_MAX, told.toString());
            three.startAgain(killed);
            RunningNode back = three.node(killed);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertEquals(new TreeSet<>(made), topics(back)));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertTrue(
                                    quorum(back).getVotersList().stream()
                                            .allMatch(voter -> voter.getLag() == 0)));
        }
    }

    @Test
    void whoeverHasTheDataOfAnotherClusterIsNotSpokenTo() throws IOException {
        Path foreign = ofAnotherCluster(2);
        try (ThreeNodes three = ThreeNodes.start(folder.resolve("ours"))) {
            List<QuorumMember> before = quorum(three.node(1)).getVotersList();
            three.kill(2);
            Files.move(three.data(2), folder.resolve("put aside"));
            Files.move(foreign, three.data(2));
            RunningNode stranger = three.begin(2);
            for (int number : List.of(1, 3)) {
                Pattern objection =
                        Pattern.compile(
                                "node %d at %s \\(it does not speak with this node: node %d belongs"
                                                .formatted(number, three.address(number), number)
                                        + " to cluster (\\S{22}), node 2 to cluster (\\S{22})\\)");
                await().atMost(PATIENCE).until(() -> objection.matcher(stranger.log()).find());
            }
            createTopic(three.node(1), "still-there");
            // Another node than the one that was asked hears of it a moment later.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertEquals(Set.of("still-there"), topics(three.node(3))));
            DescribeQuorumResponse after = quorum(three.node(3));
            assertEquals(directories(before), directories(after.getVotersList()));
            assertEquals(List.of(), after.getObserversList());
        }
    }

    private static List<ByteString> directories(List<QuorumMember> members) {
        return members.stream().map(QuorumMember::getDirectoryId).toList();
    }

    /** The files of a node of that number, which has followed a cluster of its own. */
    private Path ofAnotherCluster(int number) {
        Path data = folder.resolve("another-" + number);
        List<Integer> ports = Place.freePorts(3);
        String voters = "1@127.0.0.1:" + ports.get(1);
        try (RunningNode one = other(1, ports, voters)) {
            createTopic(one.whenReady(), "elsewhere");
            other(number, Place.freePorts(3), voters).whenReady().close();
        }
        return data;
    }

    private RunningNode other(int number, List<Integer> ports, String voters) {
        Map<String, String> more = ThreeNodes.environment(number, voters);
        return RunningNode.begin(folder.resolve("another-" + number), ports, more);
    }
}
