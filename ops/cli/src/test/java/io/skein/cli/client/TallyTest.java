package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.text.ExitCode;
import io.skein.client.TimedOutException;
import io.skein.client.TopicPartition;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.RecordMetadata;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a run of produce says it came to. */
class TallyTest {
    private static final Delivery STORED =
            new Delivery.Stored(
                    new RecordMetadata(new TopicPartition("t", 0), 0, OptionalLong.empty()));
    private static final Delivery FAILED = new Delivery.Failed(new TimedOutException("too late"));
    private static final Delivery UNKNOWN =
            new Delivery.Unknown(new UnknownOutcomeException("the node is gone"));

    private final Tally tally = new Tally();

    @Test
    void allWentWell() {
        stored(3);
        assertFalse(tally.isStopped());
        assertEquals(ExitCode.OK, tally.code());
        assertEquals("3 acknowledged", tally.summary());
    }

    @Test
    void someAreNotStored() {
        stored(2);
        tally.onDelivery(FAILED);
        assertTrue(tally.isStopped());
        assertEquals(ExitCode.FAILED, tally.code());
        assertEquals("2 acknowledged, 0 unknown, 1 not stored: too late", tally.summary());
    }

    @Test
    void whatStopsARunFailsItThoughEveryRecordIsStored() {
        stored(2);
        tally.stop("line 3 is odd");
        assertEquals(ExitCode.FAILED, tally.code());
        assertEquals("2 acknowledged, 0 unknown, 0 not stored: line 3 is odd", tally.summary());
    }

    @Test
    void doubtOutweighsFailureAndTheFirstReasonIsTold() {
        tally.onDelivery(UNKNOWN);
        tally.onDelivery(FAILED);
        assertEquals(ExitCode.UNKNOWN, tally.code());
        assertEquals("0 acknowledged, 1 unknown, 1 not stored: the node is gone", tally.summary());
    }

    private void stored(int count) {
        for (int i = 0; i < count; i++) {
            tally.onDelivery(STORED);
        }
    }
}
