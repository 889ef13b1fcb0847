import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesVersion;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.server.util.KafkaScheduler;
import org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.Cleaner;
import org.apache.kafka.storage.internals.log.LogCleanerManager;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.LogToClean;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.SkimpyOffsetMap;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.apache.kafka.storage.internals.utils.Throttler;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/**
 * Lets Kafka's own log write a data directory: a log for each codec, with rolls, several leader
 * epochs, idempotent producers and a transaction; and one for each that Kafka's own cleaner
 * compacts, with tombstones. Prints segments, batches, records.
 */
class KafkaWrites {
    private static final int BATCHES = 600;
    private static final int PRODUCER_MILLIS = 86_400_000;
    private static final int KEYS = 40;
    private static final long DELETE_RETENTION_MILLIS = 3_600_000;

    private final Path folder;
    private final Clock clock = new Clock();
    private final KafkaScheduler scheduler = new KafkaScheduler(1);
    private final LogDirFailureChannel failures = new LogDirFailureChannel(1);
    private final BrokerTopicStats figures = new BrokerTopicStats(false);
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> cleanEnds = new HashMap<>();
    private long segments;
    private long batches;
    private long records;

    private KafkaWrites(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] words) throws Exception {
        new KafkaWrites(Files.createDirectories(Path.of(words[0]))).run();
    }

    private void run() throws Exception {
        scheduler.startup();
        for (CompressionType codec : CompressionType.values()) write(codec);
        for (CompressionType codec : CompressionType.values()) compact(codec);
        scheduler.shutdown();
        File points = folder.resolve("recovery-point-offset-checkpoint").toFile();
        new OffsetCheckpointFile(points, failures).write(ends);
        File cleaned = folder.resolve(LogCleanerManager.OFFSET_CHECKPOINT_FILE).toFile();
        new OffsetCheckpointFile(cleaned, failures).write(cleanEnds);
        MetaProperties mark =
                new MetaProperties.Builder()
                        .setVersion(MetaPropertiesVersion.V1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(1)
                        .setDirectoryId(Uuid.randomUuid())
                        .build();
        String file = folder.resolve("meta.properties").toString();
        PropertiesUtils.writePropertiesFile(mark.toProperties(), file, true);
        System.out.println(segments + " " + batches + " " + records);
    }

    private void write(CompressionType codec) throws IOException {
        TopicPartition name = new TopicPartition("codec-" + codec.name, 0);
        UnifiedLog log = open(name, "delete");
        for (int i = 0; i < BATCHES; i++) append(log, codec, i);
        close(name, log);
    }

    private void close(TopicPartition name, UnifiedLog log) throws IOException {
        ends.put(name, log.logEndOffset());
        segments += log.numberOfSegments();
        log.flush(true);
        log.close();
    }

    private UnifiedLog open(TopicPartition name, String policy) throws IOException {
        LogConfig settings =
                new LogConfig(
                        Map.of(
                                "internal.segment.bytes", 30_000,
                                "index.interval.bytes", 1_000,
                                "cleanup.policy", policy,
                                "delete.retention.ms", DELETE_RETENTION_MILLIS,
                                "file.delete.delay.ms", 0));
        return UnifiedLog.create(
                folder.resolve(name.toString()).toFile(),
                settings,
                0,
                0,
                scheduler,
                figures,
                clock,
                PRODUCER_MILLIS,
                new ProducerStateManagerConfig(PRODUCER_MILLIS, false),
                PRODUCER_MILLIS,
                failures,
                true,
                Optional.of(Uuid.randomUuid()));
    }

    private void compact(CompressionType codec) throws Exception {
        TopicPartition name = new TopicPartition("compacted-" + codec.name, 0);
        UnifiedLog log = open(name, "compact");
        long seen = 0;
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < BATCHES / 2; i++) appendKeyed(log, codec, pass * BATCHES + i);
            log.updateHighWatermark(log.logEndOffset());
            long before = log.activeSegment().baseOffset();
            Cleaner cleaner =
                    new Cleaner(
                            1,
                            new SkimpyOffsetMap(1 << 20),
                            1 << 20,
                            1 << 20,
                            0.9,
                            new Throttler(1e9, 300, "cleaner", "bytes", clock),
                            clock,
                            partition -> {});
            // Behind the delete horizon of the pass before.
            clock.sleep(2 * DELETE_RETENTION_MILLIS);
            seen = cleaner.clean(new LogToClean(log, seen, before, false)).getKey();
        }
        cleanEnds.put(name, seen);
        for (LogSegment segment : log.logSegments()) {
            for (RecordBatch batch : segment.log().batches()) {
                batches++;
                for (var _ : batch) records++;
            }
        }
        close(name, log);
    }

    private void appendKeyed(UnifiedLog log, CompressionType codec, int number) throws IOException {
        SimpleRecord[] some = new SimpleRecord[1 + number % 11];
        long time = clock.milliseconds();
        for (int i = 0; i < some.length; i++) {
            int at = number * 7 + i * 3;
            int key = at % 9 == 0 ? KEYS + at % 2_000 : at % KEYS;
            byte[] value = ("the value of record " + at + " ").repeat(1 + i).getBytes(UTF_8);
            some[i] =
                    new SimpleRecord(time, ("key " + key).getBytes(UTF_8), at % 5 == 0 ? null : value);
        }
        Compression compression = Compression.of(codec).build();
        boolean isIdempotent = number % 3 == 1;
        MemoryRecords made =
                isIdempotent
                        ? withProducer(compression, number, some)
                        : MemoryRecords.withRecords(compression, some);
        log.appendAsLeader(made, 1 + number / BATCHES);
    }

    private void append(UnifiedLog log, CompressionType codec, int number) throws IOException {
        SimpleRecord[] some = new SimpleRecord[1 + number % 11];
        for (int i = 0; i < some.length; i++) some[i] = record(number, i);
        Compression compression = Compression.of(codec).build();
        MemoryRecords made =
                switch (number % 3) {
                    case 0 -> MemoryRecords.withRecords(compression, some);
                    case 1 -> withProducer(compression, number, some);
                    default ->
                            MemoryRecords.withTransactionalRecords(
                                    compression, number, (short) 0, 0, some);
                };
        int epoch = 1 + number / 200 * 2;
        log.appendAsLeader(made, epoch);
        count(some.length);
        if (number % 3 != 2) return;
        boolean commits = number % 2 == 0;
        ControlRecordType how = commits ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
        MemoryRecords end =
                MemoryRecords.withEndTransactionMarker(
                        clock.milliseconds(),
                        number,
                        (short) 0,
                        new EndTransactionMarker(how, 1));
        log.appendAsLeader(
                end,
                epoch,
                AppendOrigin.COORDINATOR,
                RequestLocal.noCaching(),
                VerificationGuard.SENTINEL,
                (short) 1);
        count(1);
    }

    private static MemoryRecords withProducer(
            Compression compression, int number, SimpleRecord... some) {
        return MemoryRecords.withIdempotentRecords(compression, number, (short) 0, 0, some);
    }

    private void count(int more) {
        batches++;
        records += more;
    }

    private static SimpleRecord record(int number, int at) {
        long time = 1_700_000_000_000L + number * 10L + at - (number % 7 == 0 ? 5_000 : 0);
        byte[] key = at % 4 == 0 ? null : ("key " + at).getBytes(UTF_8);
        String text = "the value of record " + number + " ";
        byte[] value = at % 9 == 8 ? null : text.repeat(1 + at).getBytes(UTF_8);
        Header[] headers = {new RecordHeader("h", at % 2 == 0 ? null : key)};
        return new SimpleRecord(time, key, value, at % 5 == 0 ? headers : new Header[0]);
    }

    /** Stands still until somebody sleeps. One thread's. */
    private static final class Clock implements Time {
        private long nowMillis = 1_750_000_000_000L;

        @Override
        public long milliseconds() {
            return nowMillis;
        }

        @Override
        public long nanoseconds() {
            return nowMillis * 1_000_000;
        }

        @Override
        public void sleep(long millis) {
            nowMillis += millis;
        }

        @Override
        public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis) {
            if (condition.get()) return;
            nowMillis = Math.max(nowMillis, deadlineMillis);
            throw new TimeoutException("what was waited for has not come by " + deadlineMillis);
        }
    }
}
