package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.records.BatchRecord;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Gen;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A log of keys on one simulated machine, and a list of all that was ever appended to it. */
final class KeyedLife {
    private static final List<CrashPoint.When> WHENS = List.of(CrashPoint.When.values());
    private static final List<String> KEYS = List.of("", "a", "b", "c", "d", "e", "f", "g");

    private final Gen gen;
    private final NavigableMap<Long, BatchRecord> given = new TreeMap<>();
    private final TreeMap<Long, Long> sequences = new TreeMap<>();
    private final World world;
    private SimHost host;
    private Rig rig;
    private Log log;
    private long nowMillis = Keyed.NOW;
    private long agreed;
    private int producerEpoch;

    KeyedLife(Gen gen) {
        this.gen = gen;
        world = new World(gen.bits(), Tempo.calm());
        host = world.host("a");
        host.diskFaults(Rig.PATH).onlyFor("commit-", "read-");
        host.diskFaults(Rig.PATH).survival(gen.pick(Survival.DRAWN, Survival.SUBSET));
        rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
        log = rig.log(true);
    }

    void live() {
        for (int i = gen.between(5, 40); i > 0; i--) {
            step();
            verify();
        }
    }

    private void step() {
        switch (gen.weighted(12, 8, 2, 2, 4, 1, 1)) {
            case 0 -> append();
            case 1 -> compact();
            case 2 -> {
                assertEquals(new Outcome.Done(), rig.close(log));
                log = rig.log(false);
            }
            case 3 -> {
                assertEquals(new Outcome.Done(), rig.close(log));
                assertEquals(new Outcome.Done(), rig.closeDirectory());
                restart();
            }
            case 4 -> crash();
            case 5 -> cut();
            default -> nowMillis += gen.between(0, 3) * Keyed.HOUR;
        }
    }

    private void append() {
        for (int i = gen.between(1, 12); i > 0; i--) {
            String[] keys = new String[gen.between(1, 4)];
            for (int at = 0; at < keys.length; at++) {
                keys[at] = (gen.chance(0.3) ? "-" : "") + gen.pick(KEYS);
            }
            long producer = gen.between(0, 2);
            ProducerStamp stamp =
                    gen.chance(0.3)
                            ? new ProducerStamp(producer, (short) producerEpoch++, 0)
                            : ProducerStamp.NONE;
            String value = "value " + gen.word(0, 400);
            ByteBuffer batch =
                    Keyed.batch(gen.pick(Codec.NONE, Codec.LZ4, Codec.ZSTD), stamp, value, keys);
            int epoch = log.epochs().last().orElse(0) + (gen.chance(0.1) ? 1 : 0);
            assertTrue(rig.store(log, batch, epoch).isPresent());
            RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
            while (reader.next()) given.put(reader.offset(), reader.read());
            if (stamp.producerId() >= 0) {
                sequences.put(stamp.producerId(), Batch.lastOffset(batch, 0));
            }
        }
    }

    private CompactionSettings settings() {
        return new CompactionSettings(
                gen.pick(0.0, 0.3, 0.5),
                0,
                gen.pick(-1L, 0L),
                gen.pick(0L, Keyed.HOUR),
                new CompactionSettings.Budget(gen.pick(48L, 200L, 1L << 16), 1L << 40));
    }

    private void compact() {
        agreed = gen.between(agreed, log.durableEnd());
        Compaction.Order order = new Compaction.Order(settings(), nowMillis, agreed);
        CompactionResult result =
                rig.<CompactionResult>ask(then -> log.compaction().start(order, then));
        boolean isExpected =
                result instanceof CompactionResult.Done
                        || result instanceof CompactionResult.NotDue;
        assertTrue(isExpected, result.toString());
    }

    private void crash() {
        long operation = host.diskFaults(Rig.PATH).operations() + gen.between(1, 60);
        CrashPoint.When when = WHENS.get(gen.between(0, 2));
        host.diskFaults(Rig.PATH).crashAt(CrashPoint.powerCut(operation, when));
        try {
            compact();
            host.powerCut();
        } catch (Rig.Gone died) {
            assertTrue(!host.isAlive(), "nothing else may stop it");
        }
        restart();
    }

    private void restart() {
        host.kill();
        host = host.restart();
        try {
            rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
            log = rig.log(false);
        } catch (Rig.Gone died) {
            assertTrue(!host.isAlive(), "it dies once more, while it recovers");
            restart();
        }
    }

    private void cut() {
        long offset = gen.between(agreed, log.end());
        TruncateResult result = rig.<TruncateResult>ask(then -> log.truncation().to(offset, then));
        long end = assertInstanceOf(TruncateResult.Done.class, result).end();
        given.tailMap(end, true).clear();
        sequences.values().removeIf(last -> last >= end);
        assertEquals(end, log.end());
        agreed = Math.min(agreed, end);
    }

    private void verify() {
        TreeMap<Long, Long> told = new TreeMap<>();
        long expected = 0;
        for (byte[] bytes : rig.all(log, 700)) {
            ByteBuffer batch = ByteBuffer.wrap(bytes);
            assertEquals(expected, Batch.baseOffset(batch, 0), "offsets have no gap");
            expected = Batch.nextOffset(batch, 0);
            if (Batch.producerId(batch, 0) >= 0) told.put(Batch.producerId(batch, 0), expected - 1);
        }
        assertEquals(log.end(), expected);
        sequences.forEach((producer, last) ->
                assertTrue(told.getOrDefault(producer, -1L) >= last, "producer " + producer));
        NavigableMap<Long, BatchRecord> found = Keyed.records(rig, log);
        found.forEach((offset, record) -> assertEquals(given.get(offset), record));
        assertEquals(newest(given, true), newest(found, true));
    }

    /** The newest record of each key, without tombstones if they are not to count. */
    private static NavigableMap<String, BatchRecord> newest(
            NavigableMap<Long, BatchRecord> records, boolean isAlive) {
        TreeMap<String, BatchRecord> newest = new TreeMap<>();
        for (BatchRecord record : records.values()) newest.put(record.key().text(), record);
        if (isAlive) newest.values().removeIf(record -> record.value().equals(Payload.ABSENT));
        return newest;
    }
}
