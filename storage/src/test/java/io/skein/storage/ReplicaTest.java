package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.records.Batch;
import io.skein.records.BatchRewrite;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that takes batches as another log has them. */
class ReplicaTest {
    private final Story story = new Story(1);

    private static ByteBuffer stamped(ByteBuffer batch, long offset, int epoch) {
        Batch.stamp(batch, 0, offset, epoch);
        return batch;
    }

    private AppendResult replicate(Log log, ByteBuffer batch) {
        return story.rig.<AppendResult>ask(then -> then.accept(log.replicate(batch)));
    }

    @Test
    void holdsWhatTheOtherHolds() {
        Log log = story.open();
        ByteBuffer first = stamped(Rig.batch(2, 200, 1_000), 0, 3);
        ByteBuffer second = stamped(ProducerTrial.batch(4, 0, 8), 2, 5);
        assertEquals(new AppendResult.Appended(0, 2), replicate(log, first));
        assertEquals(new AppendResult.Appended(2, 4), replicate(log, second));
        assertEquals("3@0 5@2", log.epochs().toString());
        story.world.runFor(1_000_000_000);
        assertEquals(4, log.durableEnd());
        List<byte[]> given = List.of(Rig.bytes(first), Rig.bytes(second));
        LogTest.assertSame(given, story.rig.all(log, 600));
    }

    /** The other log has judged what its producers may do; what it took is what this one takes. */
    @Test
    void knowsTheProducersOfWhatItTook() {
        Log log = story.open();
        replicate(log, stamped(ProducerTrial.batch(4, 0, 8), 0, 1));
        AppendResult again =
                story.rig.<AppendResult>ask(
                        then -> then.accept(log.append(ProducerTrial.batch(4, 0, 8), 2)));
        assertEquals(new AppendResult.Duplicate(0, 2), again);
    }

    /** Of what was compacted away an empty batch is left; it fills the gap here too. */
    @Test
    void whatWasCompactedAwayIsMissingHereToo() {
        Log log = story.open();
        ByteBuffer first = stamped(Rig.batch(2, 200, 1_000), 0, 3);
        ByteBuffer filler = BatchRewrite.filler(2, 6, 3);
        ByteBuffer later = stamped(Rig.batch(2, 200, 1_000), 7, 4);
        replicate(log, first);
        assertEquals(new AppendResult.Appended(2, 7), replicate(log, filler));
        assertEquals(new AppendResult.Appended(7, 9), replicate(log, later));
        assertEquals("3@0 4@7", log.epochs().toString());
        story.world.runFor(1_000_000_000);
        List<byte[]> given = List.of(Rig.bytes(first), Rig.bytes(filler), Rig.bytes(later));
        LogTest.assertSame(given, story.rig.all(log, 600));
    }

    /** The next start would take what is behind a gap for the rest of a write, and cut it off. */
    @Test
    void takesNothingButWhatComesNext() {
        Log log = story.open();
        replicate(log, stamped(Rig.batch(2, 200, 1_000), 0, 3));
        for (long offset : new long[] {0, 1, 3}) {
            ByteBuffer wrong = stamped(Rig.batch(2, 200, 1_000), offset, 3);
            assertThrows(BrokenInvariant.class, () -> log.replicate(wrong));
        }
        assertEquals(2, log.end());
    }
}
