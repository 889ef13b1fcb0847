package io.skein.scenarios.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.Payload;
import io.skein.scenarios.history.ops.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LedgerTest {
    private static final PartitionId HERE = new PartitionId(new Uuid(1, 2), 0);
    private static final PartitionId THERE = new PartitionId(new Uuid(1, 2), 1);

    private final Ledger ledger = new Ledger(new Chronicle(() -> 0));

    private static Payload value(long number, PartitionId home) {
        return Payload.of(Content.of(number, home, 60));
    }

    private static void assertViolates(String invariant, Executable what) {
        assertEquals(invariant, assertThrows(Violation.class, what).invariant());
    }

    @Test
    void whatWasStoredIsReadAndIsAllThereIs() {
        long first = ledger.begin(0, HERE, 2);
        ledger.stored(first, 2, 0);
        ledger.read(HERE, 0, value(first, HERE));
        ledger.read(HERE, 1, value(first + 1, HERE));
        ledger.readWhole(HERE, 2);
        assertEquals(2, ledger.acknowledged());
        assertEquals(0, ledger.open());
    }

    @Test
    void anAcknowledgedRecordIsMissedAtTheEnd() {
        ledger.stored(ledger.begin(0, HERE, 3), 3, 0);
        assertViolates("lost-write", () -> ledger.readWhole(HERE, 2));
    }

    @Test
    void aRecordThatWasReadIsMissedAtTheEnd() {
        long first = ledger.begin(0, HERE, 1);
        ledger.unknown(first, 1);
        ledger.read(HERE, 0, value(first, HERE));
        assertViolates("lost-write", () -> ledger.readWhole(HERE, 0));
    }

    @Test
    void anotherRecordAtAnAcknowledgedOffset() {
        long first = ledger.begin(0, HERE, 2);
        ledger.stored(first, 1, 7);
        assertViolates("inconsistent-offsets", () -> ledger.read(HERE, 7, value(first + 1, HERE)));
    }

    @Test
    void oneRecordTwice() {
        long first = ledger.begin(0, HERE, 1);
        ledger.read(HERE, 0, value(first, HERE));
        assertViolates("duplicate", () -> ledger.read(HERE, 1, value(first, HERE)));
    }

    @Test
    void aRefusedRecordIsSeen() {
        long first = ledger.begin(0, HERE, 1);
        ledger.refused(first, 1, "no");
        assertViolates("aborted-read", () -> ledger.read(HERE, 0, value(first, HERE)));
    }

    @Test
    void aSeenRecordIsRefused() {
        long first = ledger.begin(0, HERE, 1);
        ledger.read(HERE, 0, value(first, HERE));
        assertViolates("aborted-read", () -> ledger.refused(first, 1, "no"));
    }

    @Test
    void aRecordOfNobodyAndOneOfElsewhere() {
        long first = ledger.begin(0, HERE, 1);
        assertViolates("phantom-value", () -> ledger.read(HERE, 0, value(9, HERE)));
        assertViolates("phantom-value", () -> ledger.read(HERE, 0, Payload.of("short")));
        assertViolates("phantom-value", () -> ledger.read(THERE, 0, value(first, HERE)));
    }

    @Test
    void oneByteIsAnother() {
        long first = ledger.begin(0, HERE, 1);
        byte[] bytes = Content.of(first, HERE, 60);
        bytes[59] ^= 1;
        assertViolates("corrupt-value", () -> ledger.read(HERE, 0, Payload.of(bytes)));
    }

    @Test
    void theHighWatermarkGoesBack() {
        ledger.toldHighWatermark(HERE, 0, 5);
        long least = ledger.highWatermark(HERE);
        assertViolates("hw-regression", () -> ledger.toldHighWatermark(HERE, least, 4));
        ledger.toldHighWatermark(HERE, 0, 4);
    }

    @Test
    void anOffsetIsLeftOut() {
        long first = ledger.begin(0, HERE, 2);
        ledger.read(HERE, 0, value(first, HERE));
        ledger.read(HERE, 2, value(first + 1, HERE));
        assertViolates("offset-hole", () -> ledger.readWhole(HERE, 3));
    }
}
