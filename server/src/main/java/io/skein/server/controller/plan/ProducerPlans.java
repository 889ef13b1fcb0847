package io.skein.server.controller.plan;

import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import io.skein.server.metadata.ProducerIdBlock;
import io.skein.server.metadata.Replay;
import java.util.List;

/**
 * Gives producer ids to nodes, in blocks, so that not every new producer costs a change of the
 * metadata. What a node does not use of its block is nobody's for ever.
 */
public final class ProducerPlans {
    /** Ids in one block, as many as Kafka's. */
    static final int BLOCK = 1_000;

    private ProducerPlans() {}

    /** The next ids that nobody has had. */
    public static Decision<ProducerIdBlock> reserve(MetadataImage image) {
        if (image.featureLevel() < Replay.FEATURE_LEVEL_PRODUCERS) {
            return Decision.refuse(
                    Refusal.definite(
                            Why.UNAVAILABLE,
                            "an older version began this cluster, and its metadata (level %d) knows"
                                            .formatted(image.featureLevel())
                                    + " no producer ids"));
        }
        ProducerIdBlock block = new ProducerIdBlock(image.nextProducerId(), BLOCK);
        return Decision.of(List.of(new ProducerIdsReserved(block.before())), block);
    }
}
