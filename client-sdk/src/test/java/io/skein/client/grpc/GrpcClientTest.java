package io.skein.client.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.ClosedException;
import io.skein.client.ConnectionSettings;
import io.skein.client.RefusedException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.TopicPartition;
import io.skein.client.WakeupException;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.client.producer.RecordMetadata;
import io.skein.client.serialization.Deserializers;
import io.skein.client.serialization.Serializers;
import io.skein.protocol.v1.RefusalReason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The facades over real sockets. */
class GrpcClientTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static Producer<String, String> producer(String address) {
        ProducerSettings settings = ProducerSettings.builder().bootstrap(address).build();
        return Producer.create(settings, Serializers.string(), Serializers.string());
    }

    private static Consumer<String, String> consumer(String address) {
        ConsumerSettings settings = ConsumerSettings.builder().bootstrap(address).build();
        return Consumer.create(settings, Deserializers.string(), Deserializers.string());
    }

    @Test
    void whatIsSentIsReadBack() throws Exception {
        try (TinyServer server = new TinyServer()) {
            List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
            try (Producer<String, String> producer = producer(server.address())) {
                for (int i = 0; i < 10_000; i++) {
                    sent.add(producer.send(ProducerRecord.of("t", "key" + i, "value" + i)));
                }
                producer.flush();
            }
            for (int i = 0; i < sent.size(); i++) assertEquals(i, sent.get(i).get().offset());
            try (Consumer<String, String> consumer = consumer(server.address())) {
                consumer.assign(List.of(T0));
                consumer.seek(T0, 100);
                List<ConsumerRecord<String, String>> read = new ArrayList<>();
                while (read.size() < 9_900) read.addAll(consumer.poll(LONG));
                for (int i = 0; i < read.size(); i++) {
                    assertEquals("value" + (100 + i), read.get(i).value().orElseThrow());
                    assertEquals("key" + (100 + i), read.get(i).key().orElseThrow());
                }
                assertEquals(10_000, consumer.position(T0));
            }
        }
    }

    @Test
    void aRefusalInTheTrailersArrives() throws Exception {
        try (TinyServer server = new TinyServer();
                Admin admin =
                        Admin.create(
                                ConnectionSettings.DEFAULT.withBootstrap(
                                        List.of(server.address())))) {
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> admin.createTopic(NewTopic.of("t")));
            assertEquals(RefusalReason.REFUSAL_REASON_TOPIC_EXISTS, refused.reason());
            assertEquals("tiny", admin.await(admin.calls().serverInfo()).getClusterId());
        }
    }

    @Test
    void anOffsetThatIsRefusedIsNoOffset() throws Exception {
        try (TinyServer server = new TinyServer();
                Consumer<String, String> consumer = consumer(server.address())) {
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> consumer.endOffsets(List.of(T0)));
            assertEquals(RefusalReason.REFUSAL_REASON_STORAGE_FAILED, refused.reason());
        }
    }

    @Test
    void callbacksMayNotWaitForTheirOwnProducer() throws Exception {
        try (TinyServer server = new TinyServer();
                Producer<String, String> producer = producer(server.address())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            producer.send(
                    ProducerRecord.of("t", "a"),
                    delivery -> {
                        try {
                            producer.flush();
                        } catch (RuntimeException refused) {
                            thrown.complete(refused);
                        }
                    });
            assertInstanceOf(IllegalStateException.class, thrown.get());
        }
    }

    @Test
    void wakeupEndsAPollAndAnotherThreadIsTurnedAway() throws Exception {
        try (TinyServer server = new TinyServer();
                Consumer<String, String> consumer = consumer(server.address())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread poller =
                    new Thread(() -> {
                        try {
                            consumer.poll(LONG);
                        } catch (RuntimeException ended) {
                            thrown.complete(ended);
                        }
                    });
            poller.start();
            while (poller.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
            assertThrows(IllegalStateException.class, consumer::assignment);
            consumer.wakeup();
            assertInstanceOf(WakeupException.class, thrown.get());
            poller.join();
            consumer.assign(List.of());
        }
    }

    @Test
    void anAddressWhereNobodyAnswersIsNamed() {
        ProducerSettings settings =
                ProducerSettings.builder()
                        .bootstrap("localhost:1,localhost:2")
                        .maxBlock(Duration.ofMillis(300))
                        .build();
        Producer<byte[], byte[]> producer = Producer.create(settings);
        Throwable failed = failure(producer.send(ProducerRecord.of("t", new byte[1])));
        assertInstanceOf(TimedOutException.class, failed);
        for (String address : List.of("localhost:1 ", "localhost:2 ")) {
            assertTrue(failed.toString().contains(address), failed.toString());
        }
        assertTrue(failed.toString().contains("Connection refused"), failed.toString());
        producer.close();
        Throwable closed = failure(producer.send(ProducerRecord.of("t", new byte[1])));
        assertInstanceOf(ClosedException.class, closed);
    }

    /** Whoever takes connections there may be no node at all, or one that hangs. */
    @Test
    void anAddressThatIsSilentIsLeftForTheNext() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TinyServer server = new TinyServer()) {
            List<String> both = List.of("127.0.0.1:" + silent.getLocalPort(), server.address());
            ConnectionSettings settings =
                    ConnectionSettings.DEFAULT
                            .withBootstrap(both)
                            .withConnectTimeout(Duration.ofMillis(300));
            try (Admin admin = Admin.create(settings)) {
                assertEquals("tiny", admin.await(admin.calls().serverInfo()).getClusterId());
            }
        }
    }

    @Test
    void aClosedClientLeavesNoThreadBehind() throws Exception {
        try (TinyServer server = new TinyServer()) {
            Producer<String, String> producer = producer(server.address());
            long offset = producer.send(ProducerRecord.of("t", "value")).get().offset();
            assertEquals(0, offset);
            assertEquals(
                    List.of("skein-producer-lane", "skein-producer-network"),
                    threadsOf("producer"));
            producer.close();
            assertEquals(List.of(), threadsOf("producer"));
        }
    }

    @Test
    void aClientThatIsClosedAsItDialsLeavesNoThreadBehindEither() {
        ConnectionSettings nowhere =
                ConnectionSettings.DEFAULT.withBootstrap(List.of("localhost:1"));
        for (int i = 0; i < 20; i++) {
            Admin admin = Admin.create(nowhere);
            CompletableFuture<?> asked = admin.calls().serverInfo();
            admin.close();
            assertInstanceOf(ClosedException.class, failure(asked));
        }
        assertEquals(List.of(), threadsOf("admin"));
    }

    @Test
    void whatIsAskedAsTheAdminIsClosedHasAnOutcome() throws Exception {
        try (TinyServer server = new TinyServer()) {
            Admin admin =
                    Admin.create(
                            ConnectionSettings.DEFAULT.withBootstrap(List.of(server.address())));
            admin.await(admin.calls().serverInfo());
            CompletableFuture<?> asked = admin.calls().listTopics("", 1);
            admin.close();
            assertInstanceOf(SkeinException.class, failure(asked));
        }
    }

    /** A process cannot end at once while threads of the network are inside the kernel. */
    private static List<String> threadsOf(String kind) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceFirst("(network).*", "$1"))
                .filter(name -> name.startsWith("skein-" + kind + "-"))
                .sorted()
                .toList();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        var _ = future.whenComplete((done, why) -> failure.complete(why));
        return failure.join();
    }
}
