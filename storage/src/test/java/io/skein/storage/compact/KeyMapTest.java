package io.skein.storage.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyMapTest {
    private static boolean put(KeyMap map, String key, long offset) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return map.put(bytes, 0, bytes.length, offset);
    }

    private static long newest(KeyMap map, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return map.newest(bytes, 0, bytes.length);
    }

    /** The first vectors that come with the reference implementation, and one from OpenSSL. */
    @Test
    void theHashIsSipHash() {
        assertEquals("a3817f04ba25a8e66df67214c7550293", hash(0));
        assertEquals("da87c1d86b99af44347659119b22fc45", hash(1));
        assertEquals("8177228da4a45dc7fca38bdef60affe4", hash(2));
        assertEquals("6ee2a4ca67b054bbfd3315bf85230577", hash(16));
    }

    private static String hash(int length) {
        byte[] bytes = new byte[length + 2];
        for (int i = 0; i < length; i++) bytes[i + 1] = (byte) i;
        KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        hash.of(bytes, 1, length);
        return "%016x%016x"
                .formatted(Long.reverseBytes(hash.low()), Long.reverseBytes(hash.high()));
    }

    @Test
    void knowsTheNewestOffsetOfEveryKey() {
        Gen.check("key map", 100, KeyMapTest::likeATree);
    }

    private static void likeATree(Gen gen) {
        KeyMap map = new KeyMap(24L * gen.between(2, 200), gen.bits(), gen.bits());
        TreeMap<String, Long> model = new TreeMap<>();
        for (int i = gen.between(0, 400); i > 0; i--) {
            String key = gen.word(0, 3);
            long offset = gen.between(0, 1_000);
            boolean fits = model.containsKey(key) || model.size() < map.keysMax();
            assertEquals(fits, put(map, key, offset));
            if (fits) model.merge(key, offset, Math::max);
        }
        assertEquals(model.size(), map.keys());
        model.forEach((key, offset) -> assertEquals(offset, newest(map, key)));
        assertEquals(KeyMap.NONE, newest(map, "none of these"));
        map.clear();
        assertEquals(0, map.keys());
        model.forEach((key, offset) -> assertEquals(KeyMap.NONE, newest(map, key)));
    }

    @Test
    void takesTheBytesItMayAndSaysWhenItIsFull() {
        KeyMap map = new KeyMap(24_000, 1, 2);
        assertEquals(24_000, map.sizeBytes());
        assertEquals(750, map.keysMax());
        for (int i = 0; i < 750; i++) assertTrue(put(map, "key " + i, i));
        assertFalse(put(map, "one more", 1));
        assertEquals(KeyMap.NONE, newest(map, "one more"));
        assertTrue(put(map, "key 3", 9_000), "what is there can move on");
        assertEquals(9_000, newest(map, "key 3"));
        assertEquals(24_000, map.sizeBytes());
    }
}
