package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.foundation.EpochTrail;
import io.skein.simulation.Survival;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A log can always be closed, and the next one to open it finds all that there was. */
class CloseOnFullDiskTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void aFullDiskDoesNotKeepALogFromBeingClosed() throws IOException {
        for (int room = 0; room < 120; room += 7) {
            Story story = new Story(room);
            Log log = story.open();
            for (int i = 0; i < 3; i++) story.append(log, 4, i);
            story.disk().roomBytes(room);
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertFalse(story.rig.directory().trouble().isPresent());
            story.rig.closeDirectory();
            story.disk().capacityBytes(Long.MAX_VALUE);
            story.host.powerCut();
            story.restart();
            story.open();
            assertEquals(12, story.given.size());
        }
    }

    @Test
    void anEpochThatFoundNoRoomIsNotForgotten() throws IOException {
        for (int room = 0; room < 120; room += 7) {
            Story story = new Story(room);
            story.open();
            story.restart();
            Log log = story.open();
            for (int epoch = 0; epoch < 3; epoch++) story.append(log, 4, epoch);
            EpochTrail epochs = log.epochs();
            story.disk().roomBytes(room);
            assertEquals(new Outcome.Done(), story.rig.close(log));
            story.disk().capacityBytes(Long.MAX_VALUE);
            if (room % 2 == 0) assertEquals(epochs, story.rig.log(false).epochs());
            story.world.runFor(11 * SECOND_NANOS);
            story.host.powerCut();
            story.restart();
            assertEquals(epochs, story.open().epochs());
        }
    }

    /** A log that is closed has told its owner that all is durable. */
    @Test
    void whatIsClosedOnAFullDiskIsDurable() throws IOException {
        for (int room = 0; room < 120; room += 3) {
            Story story = new Story(room);
            Log log = story.open();
            story.append(log, 1, 0);
            ByteBuffer batch = Rig.batch(1, 600, 2);
            story.disk().roomBytes(batch.remaining() + room);
            story.disk().survival(Survival.NONE);
            Outcome outcome =
                    story.rig.ask(then -> {
                        log.append(batch, 1);
                        // The second finds no room when the log is closed already.
                        story.rig.owner.answer(() -> {
                            log.append(Rig.batch(1, 600, 3), 1);
                            log.close(then);
                        });
                    });
            assertEquals(new Outcome.Done(), outcome);
            assertEquals(log.end(), log.durableEnd());
            story.host.powerCut();
            story.disk().capacityBytes(Long.MAX_VALUE);
            story.restart();
            story.rig.opened();
            assertEquals(log.end(), story.rig.log(false).end(), "room " + room);
        }
    }
}
