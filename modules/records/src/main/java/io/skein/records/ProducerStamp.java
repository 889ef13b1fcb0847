package io.skein.records;

import io.skein.foundation.Check;

/**
 * Who sent a batch, so that a repeated one is recognised.
 *
 * @param producerId given by the cluster
 * @param producerEpoch grows when a newer producer takes over the id
 * @param baseSequence number of the first record, from 0, starting again after 2^31 - 1
 */
public record ProducerStamp(long producerId, short producerEpoch, int baseSequence) {
    /** Not from an idempotent producer. */
    public static final ProducerStamp NONE =
            new ProducerStamp(Batch.NO_PRODUCER, (short) Batch.NO_PRODUCER, Batch.NO_PRODUCER);

    public ProducerStamp {
        boolean none = producerId == -1 && producerEpoch == -1 && baseSequence == -1;
        boolean full = producerId >= 0 && producerEpoch >= 0 && baseSequence >= 0;
        Check.that(none || full, "id, epoch and sequence are given together", producerId);
    }
}
