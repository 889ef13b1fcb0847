package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final byte[] ARRAY = {9, 1, 2, 3, 9};

    @Test
    void aViewShowsItsBytesAndNoOthers() {
        Payload view = Payload.of(ARRAY, 1, 3);
        assertEquals(3, view.sizeBytes());
        assertArrayEquals(new byte[] {1, 2, 3}, view.toBytes());
        ByteBuffer buffer = view.asBuffer();
        assertEquals(3, buffer.capacity());
        assertEquals(2, buffer.get(1));
        assertThrows(ReadOnlyBufferException.class, () -> buffer.put(0, (byte) 0));
        assertThrows(BrokenInvariant.class, () -> Payload.of(ARRAY, 3, 3));
        assertThrows(BrokenInvariant.class, () -> Payload.of(ARRAY, -1, 1));
        assertThrows(BrokenInvariant.class, () -> Payload.of(ARRAY, 1, -1));
    }

    @Test
    void equalBytesAreEqualWhereverTheyLie() {
        Payload view = Payload.of(ARRAY, 1, 3);
        Payload own = Payload.of(new byte[] {1, 2, 3});
        assertEquals(own, view);
        assertEquals(own.hashCode(), view.hashCode());
        assertNotEquals(own, Payload.of(ARRAY, 0, 3));
        assertNotEquals(own, Payload.of(ARRAY, 1, 2));
    }

    @Test
    void absentIsNotEmpty() {
        assertTrue(Payload.ABSENT.isAbsent());
        assertEquals(0, Payload.ABSENT.sizeBytes());
        assertEquals("", Payload.ABSENT.text());
        assertEquals(0, Payload.ABSENT.asBuffer().remaining());
        assertNotEquals(Payload.ABSENT, Payload.of(""));
        assertNotEquals(Payload.of(""), Payload.ABSENT);
    }

    @Test
    void codecsAreKnownByTheirNumbers() {
        for (Codec codec : Codec.values()) {
            assertEquals(Optional.of(codec), Codec.byId(codec.id()));
        }
        for (int unknown : new int[] {-1, 5, 6, 7}) {
            assertEquals(Optional.empty(), Codec.byId(unknown));
        }
    }
}
