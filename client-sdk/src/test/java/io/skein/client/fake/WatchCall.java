package io.skein.client.fake;

import io.skein.protocol.Wire;
import io.skein.protocol.v1.Node;
import io.skein.protocol.v1.PartitionRoute;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import java.util.List;

/** The node's end of a WatchRoutes stream. */
final class WatchCall {
    private final FakeCluster cluster;
    private final FakeStream<WatchRoutesRequest, WatchRoutesResponse> stream;
    private List<String> names = List.of();

    WatchCall(FakeCluster cluster, FakeStream<WatchRoutesRequest, WatchRoutesResponse> stream) {
        this.cluster = cluster;
        this.stream = stream;
    }

    void take(WatchRoutesRequest request) {
        names = List.copyOf(request.getTopicsList());
        cluster.watches.add(this);
        report();
    }

    void report() {
        WatchRoutesResponse.Builder report = WatchRoutesResponse.newBuilder().setComplete(true);
        for (FakeTopic topic : cluster.topics.values()) {
            if (names.contains(topic.name)) report.addTopics(route(topic));
        }
        report.addNodes(Node.newBuilder().setId(FakeCluster.NODE).setAddress(cluster.advertised));
        cluster.nodesAt.forEach((address, node) -> {
            if (address.equals(FakeCluster.ADDRESS)) return;
            report.addNodes(Node.newBuilder().setId(node).setAddress(address));
        });
        stream.answer(report.build());
    }

    private static TopicRoute route(FakeTopic topic) {
        TopicRoute.Builder route =
                TopicRoute.newBuilder().setName(topic.name).setTopicId(Wire.bytes(topic.id));
        for (int i = 0; i < topic.leaders.size(); i++) {
            route.addPartitions(
                    PartitionRoute.newBuilder()
                            .setPartition(i)
                            .setLeaderNodeId(topic.leaders.get(i)));
        }
        return route.build();
    }
}
