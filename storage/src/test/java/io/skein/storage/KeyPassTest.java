package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.compact.KeyMap;
import io.skein.storage.compact.Rules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which keys a pass learns, and up to where it may say that it knows them all. */
class KeyPassTest {
    private static final long NOW = 1_000_000;
    private static final long LAG = 1_000;

    private final KeyMap map = new KeyMap(24 * 8, 3, 4);

    private KeyPass pass(long from, long lagMillis) {
        return new KeyPass(map, from, NOW, new Rules(0.5, lagMillis, -1, 0));
    }

    /** Keys are words; a dot is no key. */
    private static ByteBuffer batch(long base, long millis, String... keys) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (String key : keys) {
            Payload name = key.equals(".") ? Payload.ABSENT : Payload.of(key);
            builder.add(millis, name, Payload.of("value"), List.of());
        }
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        Batch.stamp(batch, 0, base, 0);
        return batch;
    }

    private long newest(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return map.newest(bytes, 0, bytes.length);
    }

    @Test
    void learnsKeysFromWhereItBegins() {
        KeyPass pass = pass(12, 0);
        assertEquals(12, pass.seenTo());
        assertTrue(pass.take(batch(8, NOW, "a", "b")), "all of it is known");
        assertEquals(12, pass.seenTo());
        assertTrue(pass.take(batch(10, NOW, "a", "b", "c", ".", "")));
        assertEquals(15, pass.seenTo());
        assertEquals(List.of(-1L, -1L, 12L, 14L), newest("a", "b", "c", ""));
        assertEquals(2, map.keys(), "no key is no key");
    }

    private List<Long> newest(String... keys) {
        return List.of(keys).stream().map(this::newest).toList();
    }

    @Test
    void endsWhereTheMapIsFull() {
        KeyPass pass = pass(0, 0);
        assertTrue(pass.take(batch(0, NOW, "a", "b", "c", "d")));
        assertFalse(pass.take(batch(4, NOW, "a", "e", "f", "g")));
        assertEquals(6, map.keys());
        assertEquals(7, pass.seenTo(), "in the middle of a batch");
        assertTrue(pass.youngMillis().isEmpty());
    }

    /** What comes behind may be older, but what was passed over is not known. */
    @Test
    void endsBeforeTheFirstThatIsTooYoung() {
        KeyPass pass = pass(0, LAG);
        assertTrue(pass.take(batch(0, NOW - LAG, "a")));
        assertFalse(pass.take(batch(1, NOW - LAG + 1, "b")));
        assertEquals(1, pass.seenTo());
        assertEquals(OptionalLong.of(NOW - LAG + 1), pass.youngMillis());
        assertEquals(1, map.keys());
        assertTrue(pass(0, 0).take(batch(2, NOW + 1, "c")), "without a lag none is too young");
    }

    @Test
    void whatNobodyHasAgreedOnSupersedesNothing() {
        KeyPass pass = pass(0, 0);
        ByteBuffer transactional = batch(0, NOW, "a");
        transactional.putShort(21, (short) 0x10);
        assertTrue(pass.take(transactional));
        ByteBuffer control = batch(1, NOW, "b");
        Batch.markControl(control, 0);
        assertTrue(pass.take(control));
        assertEquals(0, map.keys());
        assertEquals(2, pass.seenTo());
    }

    @Test
    void damageEndsIt() {
        KeyPass pass = pass(0, 0);
        ByteBuffer batch = batch(0, NOW, "a");
        batch.put(Batch.HEADER_BYTES + 1, (byte) 9);
        assertFalse(pass.take(batch));
        assertTrue(pass.fault().isPresent());
        assertEquals(0, pass.seenTo());
    }
}
