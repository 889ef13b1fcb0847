package io.skein.storage.producers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import io.skein.storage.producers.SequenceVerdict.Duplicate;
import io.skein.storage.producers.SequenceVerdict.InOrder;
import io.skein.storage.producers.SequenceVerdict.OldEpoch;
import io.skein.storage.producers.SequenceVerdict.OutOfOrder;
import io.skein.storage.producers.SequenceVerdict.UnknownProducer;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a producer's next batch, and whom a log forgets. */
final class ProducersTest {
    private static final long DAY = 86_400_000;

    /** Producer 7, epoch 3: batches of ten from sequence 20 on, at offsets 100, 110, ... */
    private static final Producers GIVEN = given();

    record Row(Sent sent, SequenceVerdict verdict) {}

    private static Producers given() {
        Producers producers = Producers.NONE;
        for (int i = 0; i < 8; i++) {
            producers = new Sent(7, 3, i * 10, 10).at(producers, 80 + i * 10L);
        }
        return producers;
    }

    static List<Row> rows() {
        int last = Integer.MAX_VALUE;
        return List.of(
                new Row(new Sent(7, 3, 80, 10), new InOrder()),
                new Row(new Sent(7, 3, 80, 1), new InOrder()),
                new Row(new Sent(7, 3, 70, 10), new Duplicate(150, 160)),
                new Row(new Sent(7, 3, 30, 10), new Duplicate(110, 120)),
                new Row(new Sent(7, 3, 20, 10), new OutOfOrder(80, 20)),
                new Row(new Sent(7, 3, 0, 10), new OutOfOrder(80, 0)),
                new Row(new Sent(7, 3, 70, 9), new OutOfOrder(80, 70)),
                new Row(new Sent(7, 3, 70, 20), new OutOfOrder(80, 70)),
                new Row(new Sent(7, 3, 71, 9), new OutOfOrder(80, 71)),
                new Row(new Sent(7, 3, 81, 10), new OutOfOrder(80, 81)),
                new Row(new Sent(7, 3, last, 1), new OutOfOrder(80, last)),
                new Row(new Sent(7, 2, 80, 10), new OldEpoch(3)),
                new Row(new Sent(7, 2, 70, 10), new OldEpoch(3)),
                new Row(new Sent(7, 0, 0, 10), new OldEpoch(3)),
                new Row(new Sent(7, 4, 0, 10), new InOrder()),
                new Row(new Sent(7, 9, 0, 1), new InOrder()),
                new Row(new Sent(7, 4, 80, 10), new OutOfOrder(0, 80)),
                new Row(new Sent(7, 4, 70, 10), new OutOfOrder(0, 70)),
                new Row(new Sent(8, 0, 0, 10), new InOrder()),
                new Row(new Sent(8, 5, 0, 10), new InOrder()),
                new Row(new Sent(8, 3, 80, 10), new UnknownProducer()),
                new Row(new Sent(8, 0, 1, 1), new UnknownProducer()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decides(Row row) {
        assertEquals(row.verdict(), row.sent().check(GIVEN), row.sent().toString());
    }

    @Test
    void sequencesBeginAgainBehindTheGreatest() {
        int last = Integer.MAX_VALUE;
        Sent over = new Sent(1, 0, last - 1, 5);
        Producers producers = over.at(Producers.NONE, 10);
        assertEquals(new Duplicate(10, 15), over.check(producers));
        assertEquals(new InOrder(), new Sent(1, 0, 3, 1).check(producers));
        assertEquals(new OutOfOrder(3, 0), new Sent(1, 0, 0, 1).check(producers));
        Producers full = new Sent(1, 0, last, 1).at(Producers.NONE, 0);
        assertEquals(new InOrder(), new Sent(1, 0, 0, 1).check(full));
    }

    @Test
    void aNewEpochForgetsTheBatchesOfTheOld() {
        Producers producers = new Sent(7, 4, 0, 2).at(GIVEN, 160);
        assertEquals(new Duplicate(160, 162), new Sent(7, 4, 0, 2).check(producers));
        assertEquals(new InOrder(), new Sent(7, 4, 2, 2).check(producers));
        assertEquals(new OutOfOrder(2, 70), new Sent(7, 4, 70, 10).check(producers));
        assertEquals(new OldEpoch(4), new Sent(7, 3, 80, 10).check(producers));
    }

    @Test
    void whatIsInTheLogIsTakenAsItIs() {
        Producers producers = new Sent(9, 2, 500, 3).at(GIVEN, 160);
        assertEquals(new InOrder(), new Sent(9, 2, 503, 1).check(producers));
        Producers jumped = new Sent(7, 3, 300, 1).at(producers, 163);
        assertEquals(new Duplicate(163, 164), new Sent(7, 3, 300, 1).check(jumped));
        assertEquals(new Duplicate(150, 160), new Sent(7, 3, 70, 10).check(jumped));
    }

    @Test
    void aMarkTakesNoSequence() {
        ByteBuffer mark = new Sent(7, 3, 80, 1).batch(160);
        mark.putInt(53, Batch.NO_PRODUCER);
        Producers sameEpoch = GIVEN.with(mark, 0, 0);
        assertEquals(new InOrder(), new Sent(7, 3, 80, 1).check(sameEpoch));
        mark.putShort(51, (short) 4);
        Producers newEpoch = GIVEN.with(mark, 0, 0);
        assertEquals(new OldEpoch(4), new Sent(7, 3, 80, 1).check(newEpoch));
        assertEquals(new InOrder(), new Sent(7, 4, 0, 1).check(newEpoch));
    }

    @Test
    void batchesWithoutAProducerLeaveNothing() {
        ByteBuffer plain = Sent.first(1).batch(0);
        plain.putLong(43, ProducerStamp.NONE.producerId());
        assertSame(Producers.NONE, Producers.NONE.with(plain, 0, 0));
    }

    @Test
    void theSilentAreForgotten() {
        Producers producers = Sent.first(1).at(Producers.NONE, 0, 1_000);
        producers = Sent.first(2).at(producers, 1, 2_000);
        assertSame(producers, producers.expire(DAY + 999, DAY, 0));
        Producers left = producers.expire(DAY + 1_000, DAY, 0);
        assertInstanceOf(UnknownProducer.class, new Sent(1, 0, 1, 1).check(left));
        assertInstanceOf(InOrder.class, new Sent(2, 0, 1, 1).check(left));
        assertEquals(2, producers.size(), "the old value is as it was");
    }

    @Test
    void timesInTheLogForgetNobodyTooSoonAndKeepNobodyForEver() {
        Producers old = Sent.first(1).at(Producers.NONE, 0, 5);
        assertSame(old, old.expire(9 * DAY - 1, DAY, 8 * DAY));
        assertEquals(0, old.expire(9 * DAY, DAY, 8 * DAY).size());
        Producers future = Sent.first(1).at(Producers.NONE, 0, Long.MAX_VALUE);
        assertSame(future, future.expire(9 * DAY - 1, DAY, 8 * DAY));
        assertEquals(0, future.expire(9 * DAY, DAY, 8 * DAY).size());
    }

    @Test
    void thereAreNeverMoreThanTheBound() {
        Producers producers = Producers.atMost(64);
        for (int id = 0; id < 64; id++) producers = Sent.first(id).at(producers, id);
        producers = new Sent(0, 0, 1, 1).at(producers, 64);
        assertEquals(64, producers.size());
        producers = Sent.first(64).at(producers, 65);
        assertEquals(61, producers.size(), "four of the longest silent made room for one");
        assertEquals(new InOrder(), new Sent(0, 0, 2, 1).check(producers));
        for (int id = 1; id <= 4; id++) {
            assertEquals(new UnknownProducer(), new Sent(id, 0, 1, 1).check(producers));
        }
        assertEquals(new InOrder(), new Sent(5, 0, 1, 1).check(producers));
        for (int id = 65; id < 1000; id++) {
            producers = Sent.first(id).at(producers, id + 1);
            assertEquals(true, producers.size() <= 64);
        }
    }

    @Test
    void theBoundHoldsForTheWholeOfADefaultLog() {
        Producers producers = Producers.NONE;
        for (int id = 0; id <= Producers.PRODUCERS_MAX; id++) {
            producers = Sent.first(id).at(producers, id);
        }
        assertEquals(Producers.PRODUCERS_MAX - 625 + 1, producers.size());
    }
}
