package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import io.skein.server.door.AdminRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutesCallTest {
    private final SmallDoor door = new SmallDoor();
    private final MemoryCaller<WatchRoutesRequest, WatchRoutesResponse> client =
            new MemoryCaller<WatchRoutesRequest, WatchRoutesResponse>()
                    .open(caller -> new RoutesCall(caller, door, new CallFigures()));

    @Test
    void firstEverythingThenEachChange() {
        Uuid old = door.createTopic("old", 2);
        watch();
        assertEquals(1, client.sent.size());
        WatchRoutesResponse first = client.sent.get(0);
        assertTrue(first.getComplete());
        assertEquals(1, first.getNodesCount());
        assertEquals(List.of("old"), names(first));
        assertEquals(2, first.getTopics(0).getPartitionsCount());
        assertEquals(1, first.getTopics(0).getPartitions(1).getLeaderNodeId());

        door.createTopic("new", 1);
        assertEquals(List.of("new"), names(client.sent.get(1)));
        assertEquals(0, client.sent.get(1).getNodesCount());
        assertFalse(client.sent.get(1).getComplete());

        door.ask(new AdminRequest.DeleteTopic("old"), _ -> {});
        assertEquals(List.of(Wire.bytes(old)), client.sent.get(2).getRemovedTopicIdsList());
        assertEquals(door.image().offset(), client.sent.get(2).getMetadataOffset());
    }

    @Test
    void anEmptyClusterIsCompleteAtOnce() {
        watch();
        assertTrue(client.sent.get(0).getComplete());
    }

    @Test
    void onlyTopicsOfInterestAreTold() {
        door.createTopic("a", 1);
        watch("b", "c");
        door.createTopic("d", 1);
        Uuid before = door.createTopic("c", 1);
        door.ask(new AdminRequest.DeleteTopic("c"), _ -> {});
        door.createTopic("c", 3);
        assertEquals(List.of(), names(client.sent.get(0)));
        assertEquals(List.of("c"), names(client.sent.get(1)));
        assertEquals(List.of(Wire.bytes(before)), client.sent.get(2).getRemovedTopicIdsList());
        assertEquals(3, client.sent.get(3).getTopics(0).getPartitionsCount());
        assertEquals(4, client.sent.size());
    }

    @Test
    void changesFlowTogetherWhileTheClientDoesNotRead() {
        watch();
        client.ready = false;
        for (int number = 0; number < 50; number++) door.createTopic("t" + number, 1);
        assertEquals(1, client.sent.size());
        client.becomeReady();
        assertEquals(2, client.sent.size());
        assertEquals(50, client.sent.get(1).getTopicsCount());
    }

    @Test
    void aLargeReportComesInPiecesOfWhichTheLastIsComplete() {
        for (int number = 0; number < 6; number++) door.createTopic("t" + number, 2_000);
        watch();
        assertEquals(2, client.sent.size());
        assertFalse(client.sent.get(0).getComplete());
        assertTrue(client.sent.get(1).getComplete());
        assertEquals(3, client.sent.get(0).getTopicsCount());
        assertEquals(3, client.sent.get(1).getTopicsCount());
    }

    @Test
    void whoeverLeavesIsNoLongerWatching() {
        watch();
        assertEquals(1, door.watchers());
        client.leave();
        assertEquals(0, door.watchers());
        door.createTopic("later", 1);
        assertEquals(1, client.sent.size());
    }

    private void watch(String... topics) {
        client.request(WatchRoutesRequest.newBuilder().addAllTopics(List.of(topics)).build());
        client.endRequests();
    }

    private static List<String> names(WatchRoutesResponse response) {
        return response.getTopicsList().stream().map(TopicRoute::getName).toList();
    }
}
