package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchBuilderTest {
    private static final List<Header> NONE = List.of();

    @Test
    void aBatchNeverPassesItsLimitAndSizesAreTrue() {
        Gen.check(
                "builder limits",
                200,
                gen -> {
                    int limit = gen.between(200, 4000);
                    BatchBuilder builder = new BatchBuilder(Codec.NONE, limit);
                    for (int batches = 0; batches < 3; batches++) {
                        int count = 0;
                        while (true) {
                            Payload key = Drawn.payload(gen);
                            Payload value = Drawn.payload(gen);
                            List<Header> headers = gen.list(0, 2, Drawn::header);
                            if (!builder.hasRoom(key, value, headers)) break;
                            long alone = BatchBuilder.sizeAlone(key, value, headers);
                            int before = builder.sizeBytes();
                            builder.add(gen.between(0, 1 << 30), key, value, headers);
                            assertTrue(builder.sizeBytes() - before <= alone - 61);
                            assertEquals(++count, builder.count());
                        }
                        int said = builder.sizeBytes();
                        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
                        assertEquals(said, batch.limit());
                        assertTrue(said <= limit || count == 1);
                        assertEquals(new BatchVerdict.Valid(said, count), RawBatch.produced(batch));
                    }
                });
    }

    @Test
    void aFinishedBatchIsNotTouchedByTheNext() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1000);
        List<ByteBuffer> batches = new ArrayList<>();
        List<byte[]> copies = new ArrayList<>();
        for (int size : new int[] {1, 900, 5, 800, 3000, 2, 840, 840}) {
            builder.add(1, Payload.ABSENT, Payload.of(new byte[size]), NONE);
            batches.add(builder.finish(ProducerStamp.NONE));
            copies.add(RawBatch.bytes(batches.getLast()));
        }
        for (int i = 0; i < batches.size(); i++) {
            assertEquals(ByteBuffer.wrap(copies.get(i)), batches.get(i));
        }
    }

    @Test
    void aRecordLargerThanTheLimitGoesAlone() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 100);
        Payload large = Payload.of(new byte[5000]);
        assertTrue(builder.hasRoom(Payload.ABSENT, large, NONE));
        builder.add(1, Payload.ABSENT, large, NONE);
        assertFalse(builder.hasRoom(Payload.ABSENT, Payload.ABSENT, NONE));
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        assertEquals("VALID", RawBatch.name(RawBatch.produced(batch)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void itIsPackedOnlyIfThatIsSmallerAndCannotPassForAnAttack(Codec codec) {
        assertEquals(codec, codecOf(codec, new byte[10_000]));
        assertEquals(Codec.NONE, codecOf(codec, Gen.of(1).bytes(10_000)));
        assertEquals(Codec.NONE, codecOf(codec, new byte[1]));
        assertEquals(Codec.NONE, codecOf(codec, new byte[20 << 20]));
    }

    private static Codec codecOf(Codec codec, byte[] value) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        builder.add(1, Payload.ABSENT, Payload.of(value), NONE);
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        assertEquals("VALID", RawBatch.name(RawBatch.produced(batch)));
        return Batch.codec(batch, 0).orElseThrow();
    }

    @Test
    void whatNoCallerMayAskForIsABug() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 200);
        assertThrows(BrokenInvariant.class, () -> builder.finish(ProducerStamp.NONE));
        assertThrows(
                BrokenInvariant.class, () -> builder.add(-1, Payload.ABSENT, Payload.ABSENT, NONE));
        List<Header> tooMany =
                Collections.nCopies(RecordReader.HEADERS_MAX + 1, new Header("h", Payload.ABSENT));
        assertThrows(
                BrokenInvariant.class,
                () -> builder.add(1, Payload.ABSENT, Payload.ABSENT, tooMany));
        builder.add(1, Payload.ABSENT, Payload.of(new byte[90]), NONE);
        assertThrows(
                BrokenInvariant.class,
                () -> builder.add(1, Payload.ABSENT, Payload.of(new byte[90]), NONE));
        assertThrows(BrokenInvariant.class, () -> new ProducerStamp(5, (short) -1, 0));
        assertThrows(BrokenInvariant.class, () -> new ProducerStamp(5, (short) 0, -1));
    }
}
