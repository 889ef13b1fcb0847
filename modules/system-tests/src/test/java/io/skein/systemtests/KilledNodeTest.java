package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.producer.Delivery;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.systemtests.Program.Ended;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed keeps everything that it has acknowledged. */
class KilledNodeTest {
    /** More than a client sends before it has heard an answer. */
    private static final int UNANSWERED_BYTES = 5 << 20;

    private static final String TOPIC = "lines";
    private static final int LINES = 50_000;
    private static final int PARTITIONS = 3;
    private static final Pattern SUMMARY =
            Pattern.compile("skein: (\\d+) acknowledged, (\\d+) unknown, (\\d+) not stored: .+");

    @TempDir private Path folder;

    @Test
    void everyLineIsThereOnceAfterAKillBehindProduce() throws IOException {
        Path lines = Files.write(folder.resolve("lines"), numbers(LINES));
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic(TOPIC, PARTITIONS);
            Ended produced = Program.run(node.forCommands(), lines, "produce", TOPIC);
            node.kill();
            assertEquals(0, produced.code(), produced.err());
            assertEquals(List.of("skein: " + LINES + " acknowledged"), produced.complaints());
            assertEquals("", produced.out());
        }
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            Ended consumed = consume(node, "--max-messages", Integer.toString(LINES));
            assertEquals(0, consumed.code(), consumed.err());
            assertEquals(List.of(), consumed.complaints());
            assertEachOnceAndAscending(consumed.out().lines().toList());
        }
    }

    private static Ended consume(RunningNode node, String... more) {
        List<String> words =
                new ArrayList<>(List.of("consume", TOPIC, "--from-beginning", "--print-partition"));
        words.addAll(List.of(more));
        return Program.run(node.forCommands(), words.toArray(String[]::new));
    }

    private static void assertEachOnceAndAscending(List<String> lines) {
        assertEquals(LINES, lines.size());
        Map<String, List<Integer>> partitions =
                lines.stream()
                        .map(line -> line.split("\t", -1))
                        .collect(
                                Collectors.groupingBy(
                                        parts -> parts[0],
                                        Collectors.mapping(
                                                parts -> Integer.valueOf(parts[1]),
                                                Collectors.toList())));
        Set<Integer> all = new HashSet<>();
        partitions.forEach((partition, found) -> {
            assertEquals(found.stream().sorted().toList(), found, "order in " + partition);
            all.addAll(found);
        });
        assertEquals(LINES, all.size(), "different numbers");
        assertTrue(partitions.size() > 1, "more than one partition was used");
    }

    @Test
    void produceCountsWhatIsUnknownWhenTheNodeIsKilledUnderIt() throws IOException {
        long acknowledged;
        long unknown;
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic(TOPIC, 1);
            Ended produced = killDuringProduce(node);
            assertNotEquals(0, produced.code());
            assertEquals(1, produced.complaints().size(), produced.err());
            Matcher summary = SUMMARY.matcher(produced.complaints().getFirst());
            assertTrue(summary.matches(), produced.err());
            acknowledged = Long.parseLong(summary.group(1));
            unknown = Long.parseLong(summary.group(2));
        }
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            List<String> found = Records.readOnly(node, TOPIC);
            // One partition keeps the order of the input, so those acknowledged are the first.
            assertEquals(numbers(found.size()), found);
            assertTrue(acknowledged > 0, "some were acknowledged");
            assertTrue(found.size() >= acknowledged, found.size() + " of " + acknowledged);
            assertTrue(found.size() <= acknowledged + unknown, found.size() + " are too many");
        }
    }

    /** Feeds numbers without end, and kills once some have certainly been acknowledged. */
    private static Ended killDuringProduce(RunningNode node) throws IOException {
        try (Program produce =
                Program.skein(node.forCommands(), "produce", TOPIC, "--timeout", "2s")) {
            Thread feeder = Thread.startVirtualThread(() -> feed(produce.process()));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> node.figure("skein_appended_bytes_total") > UNANSWERED_BYTES);
            node.kill();
            Ended ended = produce.await();
            feeder.interrupt();
            return ended;
        }
    }

    private static void feed(Process process) {
        try (OutputStream in = new BufferedOutputStream(process.getOutputStream())) {
            for (long number = 1; process.isAlive(); number++) {
                in.write((number + "\n").getBytes(UTF_8));
            }
        } catch (IOException ended) {
            // It reads no further: that is how it ends.
        }
    }

    @Test
    void everyRecordWhoseFutureWasKeptIsThere() {
        Map<String, Delivery> told = new ConcurrentHashMap<>();
        long sent;
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic(TOPIC, PARTITIONS);
            sent = sendUntilKilled(node, told);
        }
        assertEquals(sent, told.size(), "every record has an outcome");
        Set<String> stored = having(told, Delivery.Stored.class);
        Set<String> failed = having(told, Delivery.Failed.class);
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            List<String> found =
                    Records.readAll(node, TOPIC, PARTITIONS).values().stream()
                            .flatMap(Collection::stream)
                            .toList();
            Set<String> different = new HashSet<>(found);
            assertEquals(different.size(), found.size(), "none is there twice");
            assertTrue(!stored.isEmpty() && different.containsAll(stored), "all stored are there");
            assertTrue(failed.stream().noneMatch(different::contains), "what failed is not there");
        }
    }

    private static long sendUntilKilled(RunningNode node, Map<String, Delivery> told) {
        ProducerSettings settings =
                ProducerSettings.builder()
                        .connection(node.forClients())
                        .deliveryTimeout(Duration.ofSeconds(3))
                        .maxBlock(Duration.ofSeconds(3))
                        .build();
        AtomicLong stored = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        long sent = 0;
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            Thread killer =
                    Thread.startVirtualThread(() -> {
                        await().atMost(Duration.ofSeconds(60)).until(() -> stored.get() > 5_000);
                        node.kill();
                    });
            while (lost.get() == 0 || killer.isAlive()) {
                String value = Long.toString(++sent);
                ProducerRecord<byte[], byte[]> record =
                        ProducerRecord.of(TOPIC, value.getBytes(UTF_8));
                producer.send(
                        record,
                        delivery -> {
                            told.put(value, delivery);
                            if (delivery instanceof Delivery.Stored) stored.incrementAndGet();
                            else lost.incrementAndGet();
                        });
            }
        }
        return sent;
    }

    private static Set<String> having(Map<String, Delivery> told, Class<?> outcome) {
        return told.entrySet().stream()
                .filter(one -> outcome.isInstance(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> numbers(int upTo) {
        return IntStream.rangeClosed(1, upTo).mapToObj(Integer::toString).toList();
    }
}
