package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.LogServiceGrpc;
import io.skein.protocol.v1.MessageServiceGrpc;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResult;
import io.skein.protocol.v1.ReadMessagesRequest;
import io.skein.systemtests.Program.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whichever of three nodes is asked, and whoever leads: a plain gRPC client need not know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 6;

    private ThreeNodes three;

    @BeforeAll
    void start(@TempDir Path folder) {
        three = ThreeNodes.start(folder);
    }

    @AfterAll
    void stop() {
        three.close();
    }

    /** Returns once all nodes know it, and each leads some of it. */
    private ByteString createTopic(String name, int replicas) {
        try (Admin admin = Admin.create(three.node(1).forClients())) {
            admin.createTopic(
                    NewTopic.of(name).withPartitions(PARTITIONS).withReplicationFactor(replicas));
        }
        for (int number : three.numbers()) {
            await().atMost(PATIENCE)
                    .until(() -> {
                        Ended shown = describe(number, name);
                        return shown.code() == 0 && !shown.out().contains("null");
                    });
        }
        try (Admin admin = Admin.create(three.node(1).forClients())) {
            return admin.await(admin.calls().describeTopic(name)).getTopicId();
        }
    }

    private Ended describe(int number, String name) {
        Map<String, String> at = three.node(number).forCommands();
        return Program.run(at, "topics", "describe", name, "-o", "json");
    }

    private <T> T at(int number, Function<ManagedChannel, T> asking) {
        String address = three.node(number).address();
        ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
        try {
            return asking.apply(channel);
        } finally {
            channel.shutdownNow();
        }
    }

    /** One message to each partition. */
    private void publish(int number, String topic, String text) {
        PublishRequest.Builder request = PublishRequest.newBuilder().setTopic(topic);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            request.addMessagesBuilder()
                    .setPartition(partition)
                    .setValue(ByteString.copyFrom(text, UTF_8));
        }
        List<PublishResult> results =
                at(
                        number,
                        channel ->
                                MessageServiceGrpc.newBlockingStub(channel)
                                        .publish(request.build())
                                        .getResultsList());
        for (PublishResult each : results) assertTrue(each.hasOffset(), each.toString());
    }

    private List<String> read(int number, String topic, int partition) {
        ReadMessagesRequest request =
                ReadMessagesRequest.newBuilder()
                        .setTopic(topic)
                        .setPartition(partition)
                        .setOffset(0)
                        .build();
        return at(
                number,
                channel ->
                        MessageServiceGrpc.newBlockingStub(channel)
                                .readMessages(request)
                                .getMessagesList()
                                .stream()
                                .map(message -> message.getValue().toStringUtf8())
                                .toList());
    }

    private List<Long> offsets(int number, String topic, String which) {
        Ended shown = describe(number, topic);
        assertEquals(0, shown.code(), shown.err());
        return Pattern.compile("\"" + which + "\":(\\d+)")
                .matcher(shown.out())
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
    }

    private static List<Long> each(long offset) {
        return IntStream.range(0, PARTITIONS).mapToObj(partition -> offset).toList();
    }

    @Test
    void messagesAreTakenAndReadAtEveryNode() {
        for (int replicas : List.of(1, 3)) {
            String topic = "of-" + replicas;
            createTopic(topic, replicas);
            List<String> texts = new ArrayList<>();
            for (int number : three.numbers()) {
                texts.add("by node " + number);
                publish(number, topic, texts.getLast());
            }
            for (int number : three.numbers()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertEquals(texts, read(number, topic, partition));
                }
                assertEquals(each(0), offsets(number, topic, "startOffset"));
                assertEquals(each(3), offsets(number, topic, "endOffset"));
            }
        }
    }

    @Test
    void recordsAreDeletedAtEveryNode() {
        createTopic("cut", 1);
        for (int i = 0; i < 3; i++) publish(1, "cut", "line " + i);
        for (int number : three.numbers()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                Ended cut =
                        Program.run(
                                three.node(number).forCommands(),
                                "topics",
                                "delete-records",
                                "cut",
                                "--partition",
                                Integer.toString(partition),
                                "--before",
                                Integer.toString(number));
                assertEquals(0, cut.code(), cut.err());
            }
            assertEquals(each(number), offsets(1, "cut", "startOffset"));
        }
    }

    /** What one Fetch stream has brought: the next offset of each partition. */
    private static final class Reading implements StreamObserver<FetchResponse> {
        final Map<Integer, Long> next = new ConcurrentSkipListMap<>();
        private volatile Optional<String> trouble = Optional.empty();

        @Override
        public void onNext(FetchResponse response) {
            if (response.hasFetched()) {
                next.put(response.getPartition(), response.getFetched().getNextOffset());
            }
            if (response.hasRefused()) trouble = Optional.of(response.toString());
        }

        @Override
        public void onError(Throwable why) {
            trouble = Optional.of(why.toString());
        }

        @Override
        public void onCompleted() {}

        boolean hasAll(long offset) {
            assertEquals(Optional.empty(), trouble);
            return next.equals(all(offset));
        }

        private static Map<Integer, Long> all(long offset) {
            Map<Integer, Long> all = new TreeMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) all.put(partition, offset);
            return all;
        }
    }

    @Test
    void aStreamOfEveryNodeBringsWhatAnyNodeTakes() {
        ByteString topic = createTopic("streamed", 3);
        assertTrue(Wire.uuid(topic).isPresent());
        publish(1, "streamed", "before");
        for (int number : three.numbers()) {
            at(number, channel -> readStream(channel, topic, number));
        }
    }

    private long readStream(ManagedChannel channel, ByteString topic, int number) {
        Reading reading = new Reading();
        StreamObserver<FetchRequest> asking = LogServiceGrpc.newStub(channel).fetch(reading);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            FetchRequest.Builder request = FetchRequest.newBuilder();
            request.getPositionBuilder().setTopicId(topic).setPartition(partition);
            asking.onNext(request.build());
        }
        FetchRequest.Builder credit = FetchRequest.newBuilder();
        credit.getCreditBuilder().setBytes(1 << 20);
        asking.onNext(credit.build());
        await().atMost(PATIENCE).until(() -> reading.hasAll(number));
        publish(1 + number % 3, "streamed", "after " + number);
        await().atMost(PATIENCE).until(() -> reading.hasAll(number + 1));
        asking.onCompleted();
        return number;
    }
}
