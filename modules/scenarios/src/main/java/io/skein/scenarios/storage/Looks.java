package io.skein.scenarios.storage;

import io.skein.records.Batch;
import io.skein.records.BatchRecord;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Gen;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import io.skein.storage.TimeResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads of logs that are open, whatever else is done to them meanwhile. Owned by the world. */
final class Looks {
    private final Scene scene;
    private final Box box;

    Looks(Scene scene, Box box) {
        this.scene = scene;
        this.box = box;
    }

    /** Reads somewhere. */
    void read(Gen gen, OpenLog each) {
        Log log = each.log;
        box.onLane(() -> {
            long start = log.start();
            long offset = gen.between(Math.max(0, start - 1), log.end() + 1);
            long before = gen.pick(log.end(), log.durableEnd());
            boolean isCompacting = each.isCompacting;
            boolean isThere = offset >= start && offset <= log.end();
            log.read(
                    offset,
                    before,
                    gen.pick(1, 500, 4_000),
                    result -> {
                        each.checkAnswered();
                        scene.reachedIf(isCompacting, "read while compacting");
                        switch (result) {
                            case ReadResult.Batches(List<ByteBuffer> batches, _, var lease) -> {
                                judge(each, offset, before, batches);
                                lease.giveBack();
                            }
                            case ReadResult.OutOfRange _ -> {
                                if (isThere && log.start() <= offset && !each.isCutting) {
                                    throw new Violation("out-of-range", log.name() + "@" + offset);
                                }
                                scene.reachedIf(isThere, "reader met a removed segment");
                            }
                            case ReadResult.Damaged(long from, long upTo, _) -> {
                                each.ghost.checkDamaged(from, upTo);
                                scene.reached("damage told to a reader");
                            }
                            case ReadResult.Overloaded() -> scene.reached("too many reads");
                            case ReadResult.Offline(String cause) -> checkOffline(each, cause);
                        }
                    });
        });
    }

    private void checkOffline(OpenLog each, String cause) {
        boolean isOpen = each.equals(box.open().get(each.ghost.name()));
        boolean isRemoved = each.log.start() > 0;
        scene.reachedIf(isRemoved, "reader met a removed segment");
        if (isOpen && !box.hasMetFault() && !isRemoved) throw new Violation("unreadable", cause);
    }

    private void judge(OpenLog each, long offset, long before, List<ByteBuffer> batches) {
        long next = -1;
        for (ByteBuffer batch : batches) {
            ByteBuffer one = Box.copy(batch);
            long base = Batch.baseOffset(one, 0);
            boolean isFirst = next < 0;
            if (isFirst ? Batch.nextOffset(one, 0) <= offset : base != next) {
                throw new Violation("offset-hole", each.ghost.name() + ": " + base);
            }
            if (isFirst && base > offset) {
                throw new Violation("offset-hole", offset + " asked, " + base + " served");
            }
            next = Batch.nextOffset(one, 0);
            if (next > before) throw new Violation("read-too-far", next + " of " + before);
            if (each.ghost.isKeyed()) checkRecords(each, one);
            else each.ghost.check(one);
        }
    }

    private static void checkRecords(OpenLog each, ByteBuffer batch) {
        Map<Long, BatchRecord> given = new TreeMap<>();
        for (byte[] bytes : each.ghost.batches()) collect(ByteBuffer.wrap(bytes), given);
        Map<Long, BatchRecord> found = new TreeMap<>();
        collect(batch, found);
        found.forEach((offset, record) -> {
            if (!record.equals(given.get(offset))) {
                throw new Violation("phantom-batch", record + " was never given");
            }
        });
    }

    private static void collect(ByteBuffer batch, Map<Long, BatchRecord> into) {
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) into.put(reader.offset(), reader.read());
    }

    /** Asks for a time. */
    void find(Gen gen, OpenLog each) {
        Log log = each.log;
        box.onLane(() -> {
            long timestamp = box.nowMillis() - gen.between(0, 4_000);
            long before = log.durableEnd();
            log.offsetForTime(
                    timestamp,
                    before,
                    result -> {
                        each.checkAnswered();
                        switch (result) {
                            case TimeResult.Found(long offset, long time) -> {
                                scene.reached("found by time");
                                if (time < timestamp)
                                    throw new Violation("wrong-time", "too early");
                                checkFirst(each, timestamp, Math.min(before, offset));
                            }
                            case TimeResult.None() -> checkFirst(each, timestamp, before);
                            case TimeResult.Damaged(long from, long upTo, _) ->
                                    each.ghost.checkDamaged(from, upTo);
                            case TimeResult.Overloaded() -> scene.reached("too many reads");
                            case TimeResult.Offline(String cause) -> checkOffline(each, cause);
                        }
                    });
        });
    }

    /** None of the records there is as young as that. */
    private static void checkFirst(OpenLog each, long timestamp, long before) {
        if (each.ghost.isKeyed() || each.isCutting || each.ghost.excuses().hasSegments()) return;
        Map<Long, BatchRecord> given = new TreeMap<>();
        for (byte[] bytes : each.ghost.batches()) collect(ByteBuffer.wrap(bytes), given);
        given.forEach((offset, record) -> {
            boolean isThere = offset >= each.ghost.extent().startMost() && offset < before;
            if (isThere && record.timestampMillis() >= timestamp) {
                throw new Violation("wrong-time", each.ghost.name() + "@" + offset + " is first");
            }
        });
    }
}
