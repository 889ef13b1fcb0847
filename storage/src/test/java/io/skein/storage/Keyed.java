package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchBuilder;
import io.skein.records.BatchRecord;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import io.skein.storage.CompactionSettings.Budget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Batches of records with keys, and what is left of them in a log. */
final class Keyed {
    static final long NOW = 1_700_000_000_000L;
    static final long HOUR = 3_600_000L;
    static final Budget PLENTY = new Budget(1 << 20, 1L << 40);

    /** Whatever is there is taken, all of it. */
    static final CompactionSettings THOROUGH = new CompactionSettings(0, 0, 0, HOUR, PLENTY);

    private Keyed() {}

    /** One record for each key; one with a minus is a tombstone. */
    static ByteBuffer batch(Codec codec, ProducerStamp stamp, String value, String... keys) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        for (String key : keys) {
            Payload content = key.startsWith("-") ? Payload.ABSENT : Payload.of(value);
            builder.add(NOW, Payload.of(key.replace("-", "")), content, List.of());
        }
        return builder.finish(stamp);
    }

    static ByteBuffer batch(String value, String... keys) {
        return batch(Codec.NONE, ProducerStamp.NONE, value, keys);
    }

    /** A new log of so many large records, their keys a, b and c by turns. */
    static Log filled(Rig rig, LogName name, int records) {
        LogOpening opening = rig.open(new LogOrder(name, Rig.TOPIC, true, Rig.SMALL));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        for (int i = 0; i < records; i++) {
            String key = "abc".substring(i % 3, i % 3 + 1);
            assertTrue(rig.store(log, batch("v".repeat(400), key), 0).isPresent());
        }
        return log;
    }

    static Log filled(Rig rig) {
        return filled(rig.opened(), Rig.NAME, 60);
    }

    /** All records of the log, by offset. */
    static NavigableMap<Long, BatchRecord> records(Rig rig, Log log) {
        TreeMap<Long, BatchRecord> found = new TreeMap<>();
        for (byte[] batch : rig.all(log, 5_000)) {
            RecordReader reader =
                    RecordReader.open(ByteBuffer.wrap(batch), 0, DecompressionBound.DEFAULT);
            while (reader.next()) found.put(reader.offset(), reader.read());
            if (reader.fault().isPresent()) throw new AssertionError(reader.fault().get());
        }
        return found;
    }

    /** Like {@code 3a 7b -9c}: offset and key of each record. */
    static String shape(Rig rig, Log log) {
        List<String> words = new ArrayList<>();
        for (BatchRecord record : records(rig, log).values()) {
            String sign = record.value().isAbsent() ? "-" : "";
            words.add(sign + record.offset() + record.key().text());
        }
        return String.join(" ", words);
    }

    static CompactionResult compact(Rig rig, Log log, CompactionSettings settings, long nowMillis) {
        return rig.<CompactionResult>ask(then ->
                log.compaction()
                        .start(new Compaction.Order(settings, nowMillis, log.durableEnd()), then));
    }
}
