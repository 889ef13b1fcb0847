package io.skein.client.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.fake.FakeCluster;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import io.skein.simulation.Gen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong: one outcome for each record, a true one, and no record out of order. */
class ProducerChaosTest {
    @Test
    void everyOutcomeIsTrueAndOrderIsKept() {
        Gen.check("producer under faults", 60, ProducerChaosTest::live);
    }

    private static void live(Gen gen) {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings()
                                .linger(Duration.ofMillis(gen.between(0, 3)))
                                .batchBytesMax(gen.between(256, 2_000))
                                .inFlightBytesMax(gen.between(1, 4_000))
                                .deliveryTimeout(Duration.ofMillis(gen.between(200, 5_000)))
                                .build(),
                        1);
        List<String> sent = new ArrayList<>();
        for (int step = 0; step < 80; step++) {
            if (gen.chance(0.6)) {
                String value = "v" + (1_000 + sent.size());
                sent.add(value);
                story.stage.run(() -> story.send(value));
            } else {
                trouble(gen, story);
            }
        }
        story.stage.cluster.unreachable.clear();
        story.stage.run(story.stage.cluster::unclog);
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(20_000);
        List<String> log = story.log();
        for (String value : sent) {
            int times = Collections.frequency(log, value);
            switch (story.fate(value)) {
                case "open" -> throw new AssertionError(value + " was never heard of again");
                case "UnknownOutcomeException" -> assertTrue(times <= 1, value + " came twice");
                case "RefusedException", "TimedOutException" -> assertEquals(0, times, value);
                default -> assertEquals("stored at " + log.indexOf(value), story.fate(value));
            }
            assertTrue(times <= 1, value + " came twice");
        }
        assertEquals(log.stream().sorted().toList(), log, "in the order of sending");
        assertEquals(0, story.core.bufferedBytes());
    }

    private static void trouble(Gen gen, ProducerStory story) {
        FakeCluster cluster = story.stage.cluster;
        switch (gen.between(0, 6)) {
            case 0 -> story.stage.run(cluster::breakAll);
            case 1 -> cluster.holdingAnswers = true;
            case 2 -> story.stage.run(cluster::answerHeld);
            case 3 -> cluster.refuse(reason(gen), certainty(gen), gen.between(0, 50));
            case 4 -> cluster.unreachable.add(FakeCluster.ADDRESS);
            case 5 -> cluster.unreachable.clear();
            default -> story.stage.pass(gen.between(1, 300));
        }
    }

    private static RefusalReason reason(Gen gen) {
        return gen.pick(
                RefusalReason.REFUSAL_REASON_OVERLOADED,
                RefusalReason.REFUSAL_REASON_NOT_LEADER,
                RefusalReason.REFUSAL_REASON_TOO_LARGE);
    }

    private static Certainty certainty(Gen gen) {
        return gen.pick(Certainty.CERTAINTY_DEFINITE, Certainty.CERTAINTY_UNKNOWN);
    }
}
