package io.skein.scenarios.history.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.Payload;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final PartitionId HOME = new PartitionId(new Uuid(1, 2), 3);
    private static final Producer PRODUCER = new Producer(1, 0);

    private static Function<Span, Op> send(long value, long offset) {
        return span -> new Op.Send(span, HOME, value, 1, offset, PRODUCER);
    }

    @Test
    void whatIsNotCompletedIsOpenInTheEnd() {
        Recorder recorder = new Recorder();
        long first = recorder.invoke(1, 10, send(1, Op.UNTOLD));
        recorder.invoke(2, 20, send(2, Op.UNTOLD));
        recorder.complete(first, 30, Answer.OK, send(1, 7));
        History history = recorder.history(40);
        Op stored = send(1, 7).apply(Span.ok(1, 10, 30));
        Op open = send(2, Op.UNTOLD).apply(Span.open(2, 20));
        assertEquals(List.of(stored, open), history.ops());
        assertEquals(40, history.endNanos());
    }

    @Test
    void readsKnowWhatAValueClaims() {
        byte[] whole = Content.of(9, HOME, 60);
        byte[] spoilt = Content.of(9, HOME, 60);
        spoilt[59] ^= 1;
        Reads reads =
                new Reads.Builder()
                        .add(4, Payload.of(whole), 11)
                        .add(5, Payload.of(spoilt), 12)
                        .add(6, Payload.of("short"), 13)
                        .build();
        assertEquals(3, reads.size());
        assertEquals(9, reads.value(0));
        assertEquals(11, reads.hash(0));
        assertTrue(reads.isIntact(0));
        assertFalse(reads.isIntact(1));
        assertFalse(reads.isIntact(2));
        assertEquals(Reads.NO_VALUE, reads.value(2));
        assertEquals(5, reads.toBuilder().build().offset(1));
    }
}
