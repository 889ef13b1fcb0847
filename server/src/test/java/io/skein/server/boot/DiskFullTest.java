package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.DiskFile;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal.Why;
import io.skein.server.settings.NodeSettings;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.RoomNews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A node on a disk that others have filled as far as its settings allow. */
class DiskFullTest {
    private static final String PLACE = "/data";

    /** Two disks in this world, both of them as full. */
    private static final List<String> PLACES = List.of(PLACE, PLACE + "/" + Directories.METADATA);

    private static final long CAPACITY = 128 << 20;
    private static final long FOREIGN = 15 << 20;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private static final Map<String, String> FULL =
            Map.of("disk.full.percent", "10", "disk.resume.percent", "10");

    private final World world = new World(1, Tempo.calm());

    /** From a start of the node to its stop. */
    private final class Life {
        private final List<RoomNews> rooms = new ArrayList<>();
        private final SimHost host;
        private final Node node;
        private boolean isStopped;

        Life(SimHost host, Map<String, String> given) {
            NodeSettings settings = RunningNode.settings(Path.of(PLACE), given);
            this.host = host;
            this.node = Node.make(settings, host, new News(rooms));
            node.start(settings.addresses());
            until(() -> node.phase() == Node.Phase.SERVING);
        }

        NodeHealth health() {
            return new NodeHealth(List::of, node, "test");
        }

        PartitionId create(String name) {
            CreateTopic request =
                    new CreateTopic(name, OptionalInt.of(1), OptionalInt.empty(), Map.of(), false);
            Answer<AdminReply> answer = await(then -> node.door().ask(request, then));
            Answer.Done<?> done = assertInstanceOf(Answer.Done.class, answer, "it can be made");
            return new PartitionId(((TopicCreated) done.reply()).topic(), 0);
        }

        <R extends PartitionReply> Answer<R> ask(PartitionId id, PartitionRequest<R> request) {
            return await(then -> node.door().ask(id, request, then));
        }

        SimHost stop() {
            node.stop(() -> isStopped = true);
            until(() -> isStopped);
            host.kill();
            return host.restart();
        }
    }

    private static final class News extends QuietNews {
        private final List<RoomNews> rooms;

        News(List<RoomNews> rooms) {
            this.rooms = rooms;
        }

        @Override
        public void onRoom(RoomNews changed) {
            rooms.add(changed);
        }
    }

    private void until(BooleanSupplier reached) {
        assertTrue(world.runUntil(reached, MINUTE_NANOS), world::report);
    }

    private <A> A await(Consumer<Consumer<A>> asking) {
        List<A> heard = new ArrayList<>();
        asking.accept(heard::add);
        until(() -> !heard.isEmpty());
        return heard.getFirst();
    }

    private static Append batch() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of("a"), List.of());
        return new Append(builder.finish(ProducerStamp.NONE), Acks.ALL);
    }

    @Test
    void onlyProducersAreRefused() throws IOException {
        SimHost host = world.host("node");
        for (String place : PLACES) host.diskFaults(place).capacityBytes(CAPACITY);
        Life roomy = new Life(host, Map.of());
        PartitionId id = roomy.create("lines");
        assertInstanceOf(Answer.Done.class, roomy.ask(id, batch()));
        assertEquals(List.of(), roomy.rooms);

        host = roomy.stop();
        for (String place : PLACES) {
            try (DiskFile file = host.disk(place).create("foreign")) {
                file.preallocate(FOREIGN);
            }
        }
        Life full = new Life(host, FULL);
        Answer.Refused<?> refused = assertInstanceOf(Answer.Refused.class, full.ask(id, batch()));
        assertEquals(Why.DISK_FULL, refused.refusal().why());
        assertEquals(1_000, refused.refusal().retryAfterMillis());
        assertEquals(
                "node:/data is full: 12 % of 128 MiB are taken, and appends stop at 10 %"
                        + " (disk.full.percent) until less than 10 % are (disk.resume.percent);"
                        + " reads go on, and writes once there is room",
                refused.refusal().message());
        assertInstanceOf(Answer.Done.class, full.ask(id, new Read(0, 1 << 20, 0)));
        PartitionId other = full.create("others");
        Answer<Offsets> bounds = full.ask(other, new Bounds());
        assertInstanceOf(Answer.Done.class, bounds, "a topic can be made");
        assertEquals(1, full.rooms.size(), full.rooms.toString());
        assertInstanceOf(RoomNews.Full.class, full.rooms.getFirst());
        assertEquals(Optional.empty(), full.health().whyNotReady(), "it serves readers");
        String status = full.health().status();
        String line = "disk      /data: 12 % of 128 MiB are taken; producers are refused";
        assertTrue(status.lines().anyMatch(line::equals), status);
    }
}
