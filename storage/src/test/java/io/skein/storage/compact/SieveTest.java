package io.skein.storage.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.BatchRewrite;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.producers.Producers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final long NOW = 1_000_000;
    private static final Rules RULES = new Rules(0.5, 0, -1, 5_000);
    private static final ProducerStamp KNOWN = new ProducerStamp(7, (short) 0, 3);
    private static final OptionalLong NO_HORIZON = OptionalLong.empty();

    private final KeyMap map = new KeyMap(24_000, 3, 4);
    private final LastSequences sequences =
            new LastSequences(Producers.NONE.with(batch(0, KNOWN, "a"), 0, NOW));

    /** Keys are words; one with a minus is a tombstone, and a dot is no key. */
    private static ByteBuffer batch(long base, ProducerStamp stamp, String... keys) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (String key : keys) {
            Payload value = key.startsWith("-") ? Payload.ABSENT : Payload.of("value");
            Payload name = key.equals(".") ? Payload.ABSENT : Payload.of(key.replace("-", ""));
            builder.add(NOW - 100, name, value, List.of());
        }
        ByteBuffer batch = builder.finish(stamp);
        Batch.stamp(batch, 0, base, 0);
        return batch;
    }

    private static ByteBuffer batch(long base, String... keys) {
        return batch(base, ProducerStamp.NONE, keys);
    }

    private void newest(String key, long offset) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        assertTrue(map.put(bytes, 0, bytes.length, offset));
    }

    private Sieve sieve(long cleanTo, long nowMillis) {
        return new Sieve(map, new Sieve.Pass(cleanTo, 100, nowMillis, RULES), sequences);
    }

    private Fate fate(ByteBuffer batch) {
        return sieve(0, NOW).of(batch, Sieve.open(batch));
    }

    private static Fate.Thinned thinned(OptionalLong horizon, int... kept) {
        BitSet bits = new BitSet();
        for (int each : kept) bits.set(each);
        return new Fate.Thinned(bits, horizon);
    }

    @Test
    void newerRecordsOfAKeySupersedeOlderOnes() {
        newest("a", 12);
        newest("b", 10);
        newest("c", 11);
        assertEquals(new Fate.Kept(), fate(batch(10, "b", "c", "a")));
        assertEquals(thinned(NO_HORIZON, 0, 2), fate(batch(10, "b", "a", "a")));
        assertEquals(new Fate.Dropped(), fate(batch(5, "a", "b")));
        assertEquals(new Fate.Kept(), fate(batch(20, "a", "b")), "behind what is known");
        assertEquals(new Fate.Kept(), fate(batch(5, "unknown", "x")));
    }

    @Test
    void recordsWithoutAKeyStay() {
        newest("a", 50);
        assertEquals(thinned(NO_HORIZON, 1), fate(batch(5, "a", ".", "a")));
        assertEquals(new Fate.Kept(), fate(batch(5, ".")));
    }

    @Test
    void anEmptyKeyIsAKeyAndAnEmptyValueAValue() {
        newest("", 50);
        assertEquals(new Fate.Dropped(), fate(batch(5, "")));
        Sieve sieve = sieve(0, NOW);
        ByteBuffer tombstone = batch(50, "-");
        assertEquals(
                thinned(OptionalLong.of(NOW + 5_000), 0),
                sieve.of(tombstone, Sieve.open(tombstone)));
        assertTrue(sieve.hasTombstones());
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(NOW, Payload.of("b"), Payload.of(""), List.of());
        assertEquals(new Fate.Kept(), fate(builder.finish(ProducerStamp.NONE)));
    }

    @Test
    void tombstonesAreStampedFirstAndGoWhenTheirTimeHasCome() {
        newest("a", 10);
        ByteBuffer batch = batch(10, "-a", "b");
        assertEquals(thinned(OptionalLong.of(NOW + 5_000), 0, 1), fate(batch));
        ByteBuffer stamped =
                BatchRewrite.of(batch, Sieve.open(batch), bits(0, 1), OptionalLong.of(NOW + 5_000));
        Fate.Kept kept = new Fate.Kept();
        assertEquals(kept, sieve(100, NOW + 4_999).of(stamped, Sieve.open(stamped)));
        assertEquals(
                thinned(NO_HORIZON, 1), sieve(100, NOW + 5_000).of(stamped, Sieve.open(stamped)));
        assertEquals(
                kept,
                sieve(10, NOW + 5_000).of(stamped, Sieve.open(stamped)),
                "an older value may still be there");
    }

    @Test
    void aSupersededTombstoneGoesAtOnce() {
        newest("a", 11);
        assertEquals(thinned(NO_HORIZON, 1), fate(batch(10, "-a", "a")));
    }

    @Test
    void tombstonesBehindWhatThePassSawAreNotStamped() {
        assertEquals(new Fate.Kept(), fate(batch(99, "-a", "b")));
    }

    @Test
    void aProducersLastSequenceStays() {
        newest("a", 50);
        ByteBuffer first = batch(5, KNOWN, "a");
        ByteBuffer last = batch(6, KNOWN, "a");
        sequences.note(first);
        sequences.note(last);
        assertEquals(new Fate.Dropped(), fate(first));
        assertEquals(new Fate.Emptied(), fate(last));
        ByteBuffer empty = BatchRewrite.empty(last);
        assertEquals(new Fate.Kept(), fate(empty));
        Sieve later = sieve(0, Long.MAX_VALUE);
        assertEquals(new Fate.Kept(), later.of(empty, Sieve.open(empty)), "whatever its time");
        sequences.note(batch(70, KNOWN, "z"));
        assertEquals(new Fate.Dropped(), fate(empty), "another came");
    }

    @Test
    void whatTheLogOrATransactionWroteStays() {
        newest("a", 50);
        ByteBuffer control = batch(5, "a");
        Batch.markControl(control, 0);
        assertEquals(new Fate.Kept(), fate(control));
        ByteBuffer transactional = batch(5, new ProducerStamp(7, (short) 0, 3), "a");
        transactional.putShort(21, (short) 0x10);
        assertEquals(new Fate.Kept(), fate(transactional));
    }

    @Test
    void fillersAreMadeAnew() {
        ByteBuffer filler = BatchRewrite.filler(3, 9, 0);
        assertEquals(new Fate.Dropped(), fate(filler));
    }

    @Test
    void damageIsTold() {
        ByteBuffer batch = batch(5, "a");
        batch.put(Batch.HEADER_BYTES + 1, (byte) 9);
        assertInstanceOf(Fate.Unreadable.class, fate(batch));
    }

    @Test
    void garbageIsCounted() {
        newest("a", 50);
        ByteBuffer batch = batch(5, "a", "-b", "a", "c");
        Sieve sieve = sieve(0, NOW);
        sieve.of(batch, Sieve.open(batch));
        assertTrue(sieve.garbageBytes() > 20 && sieve.garbageBytes() < 40);
        assertTrue(sieve.unstampedBytes() > 5 && sieve.unstampedBytes() < 20);
        ByteBuffer filler = BatchRewrite.filler(9, 9, 0);
        sieve.of(filler, Sieve.open(filler));
        assertEquals(0, sieve.garbageBytes(), "of this batch alone");
        assertEquals(0, sieve.unstampedBytes());
    }

    @Test
    void whoIsForgottenLeavesNothing() {
        newest("a", 50);
        ByteBuffer batch = batch(5, new ProducerStamp(8, (short) 0, 3), "a");
        sequences.note(batch);
        assertEquals(new Fate.Dropped(), fate(batch));
        ByteBuffer empty = BatchRewrite.empty(batch);
        assertEquals(new Fate.Dropped(), fate(empty));
    }

    @Test
    void fillersStandForRunsOfOneEpoch() {
        Gaps gaps = new Gaps();
        ByteBuffer later = batch(6, "a", "b");
        Batch.stamp(later, 0, 6, 2);
        assertTrue(gaps.drop(batch(3, "a")).isEmpty());
        assertTrue(gaps.drop(batch(4, "a", "b")).isEmpty());
        assertEquals(BatchRewrite.filler(3, 5, 0), gaps.drop(later).orElseThrow());
        assertEquals(BatchRewrite.filler(6, 7, 2), gaps.close().orElseThrow());
        assertTrue(gaps.close().isEmpty());
        assertTrue(gaps.drop(batch(0, "a")).isEmpty());
        assertTrue(gaps.drop(batch(1, "a")).isEmpty(), "offset 0 begins a run like any other");
        assertEquals(BatchRewrite.filler(0, 1, 0), gaps.close().orElseThrow());
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int each : set) bits.set(each);
        return bits;
    }
}
