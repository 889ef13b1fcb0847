import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.util.KafkaScheduler;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.ProducerStateEntry;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/**
 * Lets Kafka's own log open a copy of each log below a folder: as one that was closed well, where
 * it relies on the indexes and the snapshots of producers, and as one after a crash, where it makes
 * both anew from the batches. Both times it must end where it ended, hold the same records, and
 * know the same producers. Prints logs, producers, differences.
 */
class KafkaOpens {
    private final Path copies;
    private final KafkaScheduler scheduler = new KafkaScheduler(1);
    private final LogDirFailureChannel failures = new LogDirFailureChannel(1);
    private final BrokerTopicStats figures = new BrokerTopicStats(false);
    private int logs;
    private int producers;
    private int differences;

    /** What Kafka makes of a log. */
    private record Found(long start, long end, long records, String producers) {}

    private KafkaOpens(Path copies) {
        this.copies = copies;
    }

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        KafkaOpens opens = new KafkaOpens(Files.createDirectories(Path.of(words[1])));
        opens.scheduler.startup();
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> logs = all.filter(each -> each.toString().endsWith("-0")).sorted().toList();
            for (Path log : logs) opens.compare(log);
        }
        opens.scheduler.shutdown();
        System.out.println(opens.logs + " " + opens.producers + " " + opens.differences);
    }

    private void compare(Path log) throws IOException {
        logs++;
        Found told = open(log, true);
        Found found = open(log, false);
        Found expected = read(log);
        if (!told.equals(expected)) differ(log, "by what is beside it " + told + ", not", expected);
        if (!found.equals(expected)) differ(log, "after a crash " + found + ", not", expected);
    }

    private void differ(Path log, String what, Found expected) {
        differences++;
        System.err.println("Kafka: " + log.getFileName() + " is " + what + " " + expected);
    }

    private Found open(Path log, boolean isClosedWell) throws IOException {
        Path copy = copies.resolve(isClosedWell ? "closed" : "crashed").resolve(log.getFileName());
        copy(log, copy, isClosedWell);
        long start = bases(log).getFirst();
        try (UnifiedLog opened =
                UnifiedLog.create(
                        copy.toFile(),
                        new LogConfig(Map.of("internal.segment.bytes", 30_000)),
                        start,
                        0,
                        scheduler,
                        figures,
                        Time.SYSTEM,
                        Integer.MAX_VALUE,
                        new ProducerStateManagerConfig(Integer.MAX_VALUE, false),
                        Integer.MAX_VALUE,
                        failures,
                        isClosedWell,
                        Optional.empty())) {
            long records = 0;
            for (LogSegment segment : opened.logSegments()) records += count(segment.log());
            Map<Long, String> known = new TreeMap<>();
            opened.producerStateManager()
                    .activeProducers()
                    .forEach((id, entry) -> known.put(id, said(entry)));
            if (isClosedWell) producers += known.size();
            return new Found(opened.logStartOffset(), opened.logEndOffset(), records, "" + known);
        } catch (RuntimeException refused) {
            return new Found(-1, -1, -1, refused.toString());
        }
    }

    private static String said(ProducerStateEntry entry) {
        int last = -1;
        for (var batch : entry.batchMetadata()) last = batch.lastSeq();
        return entry.producerEpoch() + ":" + last + "@" + entry.lastDataOffset();
    }

    /** From nothing but the batches. */
    private static Found read(Path log) throws IOException {
        Map<Long, String> known = new TreeMap<>();
        long records = 0;
        long end = 0;
        for (long base : bases(log)) {
            try (FileRecords file = FileRecords.open(file(log, base).toFile(), false)) {
                records += count(file);
                for (RecordBatch batch : file.batches()) {
                    end = batch.nextOffset();
                    if (!batch.hasProducerId()) continue;
                    String said = batch.producerEpoch() + ":" + batch.lastSequence();
                    known.put(batch.producerId(), said + "@" + batch.lastOffset());
                }
            }
        }
        return new Found(bases(log).getFirst(), end, records, "" + known);
    }

    private static long count(FileRecords file) {
        long records = 0;
        for (var _ : file.records()) records++;
        return records;
    }

    private static List<Long> bases(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> Long.parseLong(name.substring(0, 20)))
                    .sorted()
                    .toList();
        }
    }

    private static Path file(Path log, long base) {
        return log.resolve("%020d.log".formatted(base));
    }

    private static void copy(Path log, Path copy, boolean isWhole) throws IOException {
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean isTold = name.endsWith(".snapshot") || name.endsWith("index");
                if (isWhole || !isTold) Files.copy(file, copy.resolve(name));
            }
        }
    }
}
