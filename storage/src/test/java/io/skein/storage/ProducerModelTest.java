package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import io.skein.simulation.Gen;
import io.skein.simulation.Survival;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Producers through stops, crashes, cuts and full disks: what is in the log is what is known. */
class ProducerModelTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void whatIsInTheLogIsWhatIsKnown() {
        Gen.check("producer model", 120, ProducerModelTest::live);
    }

    private static void live(Gen gen) {
        Story story = new Story(gen.bits());
        Log log = story.open();
        int steps = gen.between(1, 30);
        for (int i = 0; i < steps; i++) {
            log = step(gen, story, log);
            ProducerTrial.assertKnown(story, log);
        }
    }

    private static Log step(Gen gen, Story story, Log log) {
        switch (gen.weighted(12, 3, 2, 2, 2, 3, 3)) {
            case 0 -> append(gen, story, log);
            case 1 -> story.world.runFor(gen.between(0, 7) * SECOND_NANOS);
            case 2 -> {
                story.disk().capacityBytes(gen.between(0, 5000));
                append(gen, story, log);
                story.disk().capacityBytes(Long.MAX_VALUE);
                story.world.runFor(3 * SECOND_NANOS);
            }
            case 3 -> {
                assertEquals(new Outcome.Done(), story.rig.close(log));
                if (gen.flag()) return story.rig.log(false);
                assertEquals(new Outcome.Done(), story.rig.closeDirectory());
                if (gen.flag()) story.host.powerCut();
                story.restart();
                return story.open();
            }
            case 4 -> {
                story.restart();
                return story.open();
            }
            case 5 -> {
                story.disk().survival(gen.flag() ? Survival.DRAWN : Survival.NONE);
                story.host.powerCut();
                story.restart();
                return story.open();
            }
            default -> cut(gen, story, log);
        }
        return log;
    }

    private static void append(Gen gen, Story story, Log log) {
        SortedMap<Long, List<ByteBuffer>> producers = ProducerTrial.producers(story.given);
        int count = gen.between(1, 8);
        for (int i = 0; i < count; i++) {
            long id = gen.between(0, 4);
            List<ByteBuffer> own = producers.computeIfAbsent(id, _ -> new ArrayList<>());
            ByteBuffer batch = next(gen, id, own);
            own.add(batch);
            List<ByteBuffer> made = new ArrayList<>(List.of(batch));
            if (gen.chance(0.2)) made.add(Rig.batch(1, gen.between(1, 900), 1000));
            story.append(log, made, log.epochs().last().orElse(0));
            if (story.given.isEmpty() || log.end() != story.end()) return;
        }
    }

    private static ByteBuffer next(Gen gen, long id, List<ByteBuffer> own) {
        int records = gen.between(1, 3);
        int bytes = gen.between(1, 700);
        int epoch = own.isEmpty() ? 0 : Batch.producerEpoch(own.getLast(), 0);
        if (own.isEmpty() || !gen.chance(0.1)) {
            ProducerStamp stamp = new ProducerStamp(id, (short) epoch, ProducerTrial.next(own));
            return ProducerTrial.batch(stamp, records, bytes);
        }
        own.clear();
        return ProducerTrial.batch(new ProducerStamp(id, (short) (epoch + 1), 0), records, bytes);
    }

    private static void cut(Gen gen, Story story, Log log) {
        long offset = gen.between(0, log.end());
        TruncateResult result =
                story.rig.<TruncateResult>ask(then -> {
                    if (offset == 0) log.truncation().wholly(0, then);
                    else log.truncation().to(offset, then);
                });
        story.taken(assertInstanceOf(TruncateResult.Done.class, result).end());
    }
}
