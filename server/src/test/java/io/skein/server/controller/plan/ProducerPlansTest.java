package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.server.door.Answer;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import io.skein.server.metadata.ProducerIdBlock;
import io.skein.server.metadata.Replay;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerPlansTest {
    private static MetadataImage level(int level) {
        List<MetadataRecord> records = List.of(new FeatureLevelSet(level));
        return Replay.apply(MetadataImage.EMPTY, records, 0);
    }

    @Test
    void eachBlockBeginsWhereTheLastOneEnds() {
        MetadataImage image = level(Replay.FEATURE_LEVEL_MAX);
        for (int i = 0; i < 3; i++) {
            Decision<ProducerIdBlock> decision = ProducerPlans.reserve(image);
            ProducerIdBlock block = new ProducerIdBlock(1_000L * i, 1_000);
            assertEquals(Answer.done(block), decision.answer());
            image = Replay.apply(image, decision.records(), i + 1);
        }
        assertEquals(3_000, image.nextProducerId());
        assertEquals(image, Replay.apply(MetadataImage.EMPTY, image.records(), 3), "a snapshot");
    }

    @Test
    void anOlderLevelHasNone() {
        MetadataImage old = level(Replay.FEATURE_LEVEL_PRODUCERS - 1);
        Decision<ProducerIdBlock> decision = ProducerPlans.reserve(old);
        assertInstanceOf(Answer.Refused.class, decision.answer());
        assertEquals(List.of(), decision.records());
    }

    @Test
    void noIdIsGivenOutTwice() {
        List<MetadataRecord> twice =
                List.of(new ProducerIdsReserved(1_000), new ProducerIdsReserved(1_000));
        MetadataImage image = level(Replay.FEATURE_LEVEL_MAX);
        assertThrows(BrokenInvariant.class, () -> Replay.apply(image, twice, 2));
    }
}
