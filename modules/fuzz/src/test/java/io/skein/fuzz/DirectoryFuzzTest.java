package io.skein.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.BatchCheck;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import io.skein.storage.TimeResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A start with files that are not as they were written. */
class DirectoryFuzzTest {
    private static final int BATCHES = 40;
    private static final long FIRST_TIME = 1_000;
    private static final int TAIL_BYTES = 700;

    /** What is in the log, by offset. */
    private static final SortedMap<Long, byte[]> GIVEN = new TreeMap<>();

    /** After an orderly end, and after the machine died. */
    private static final SortedMap<String, byte[]> STOPPED = filled(true);

    private static final SortedMap<String, byte[]> DIED = filled(false);

    private static SortedMap<String, byte[]> filled(boolean isClosed) {
        Machine machine = new Machine(new TreeMap<>());
        Log log = machine.open(true).orElseThrow();
        for (int i = 0; i < BATCHES; i++) {
            ByteBuffer batch = batch(i);
            machine.store(log, batch);
            GIVEN.put(Batch.baseOffset(batch, 0), bytes(batch));
        }
        if (isClosed) machine.close(log);
        return machine.files();
    }

    private static ByteBuffer batch(int number) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i <= number % 3; i++) {
            Payload value = Payload.of("value ".repeat(20 + number % 7));
            builder.add(FIRST_TIME + number, Payload.of("key " + i), value, List.of());
        }
        ProducerStamp stamp = new ProducerStamp(number, (short) 0, 0);
        return builder.finish(number % 4 == 0 ? stamp : ProducerStamp.NONE);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static List<String> named(SortedMap<String, byte[]> files, String pattern) {
        return files.keySet().stream().filter(name -> name.matches(pattern)).toList();
    }

    /** A wrong index costs time, never an answer. */
    @FuzzTest(maxDuration = "60s")
    void index(byte[] patches) {
        List<String> indexes = named(STOPPED, ".*index");
        Machine machine = new Machine(Patches.apply(patches, STOPPED, indexes));
        Log log = machine.open(false).orElseThrow();
        assertEquals(GIVEN.size(), checked(machine, log, true));
        for (byte[] bytes : GIVEN.values()) {
            ByteBuffer batch = ByteBuffer.wrap(bytes);
            long time = Batch.maxTimestampMillis(batch, 0);
            assertEquals(
                    new TimeResult.Found(Batch.baseOffset(batch, 0), time),
                    machine.time(log, time));
        }
        machine.close(log);
    }

    /** The end of the last segment was never synced, so that the journal has to bring it back. */
    @FuzzTest(maxDuration = "60s")
    void journal(byte[] patches) {
        SortedMap<String, byte[]> files = new TreeMap<>(DIED);
        String last = named(DIED, ".*\\.log").getLast();
        byte[] whole = files.getOrDefault(last, new byte[0]);
        files.put(last, Arrays.copyOf(whole, Math.max(0, whole.length - TAIL_BYTES)));
        List<String> journals = named(DIED, "__journal/.*");
        Memory.bounded(() -> {
            Machine machine = new Machine(Patches.apply(patches, files, journals));
            Optional<Log> log = machine.open(false);
            if (log.isPresent()) checked(machine, log.get(), true);
        });
    }

    /** Whatever any of the files is: an answer comes, and what is read is sound. */
    @FuzzTest(maxDuration = "60s")
    void recovery(byte[] patches) {
        boolean hasDied = patches.length > 0 && patches[0] % 2 == 0;
        SortedMap<String, byte[]> files = hasDied ? DIED : STOPPED;
        List<String> all = List.copyOf(files.keySet());
        Memory.bounded(() -> {
            Machine machine = new Machine(Patches.apply(patches, files, all));
            Optional<Log> log = machine.open(false);
            if (log.isEmpty()) return;
            checked(machine, log.get(), false);
            machine.store(log.get(), batch(1));
            machine.close(log.get());
        });
    }

    /** Reads from the start to where it ends or is damaged; how many batches there were. */
    private static int checked(Machine machine, Log log, boolean areGiven) {
        List<byte[]> found = new ArrayList<>();
        long offset = log.start();
        while (offset < log.end()) {
            ReadResult result = machine.read(log, offset);
            if (!(result instanceof ReadResult.Batches(List<ByteBuffer> batches, long next, _))) {
                assertTrue(!areGiven, result.toString());
                assertInstanceOf(ReadResult.Damaged.class, result, result.toString());
                return found.size();
            }
            assertTrue(next > offset, "no progress at " + offset);
            for (ByteBuffer batch : batches) {
                assertTrue(BatchCheck.stored(batch, 0, batch.limit()).isValid());
                byte[] given = GIVEN.getOrDefault(Batch.baseOffset(batch, 0), new byte[0]);
                if (areGiven) assertArrayEquals(given, bytes(batch));
                found.add(bytes(batch));
            }
            result.giveBack();
            offset = next;
        }
        return found.size();
    }
}
