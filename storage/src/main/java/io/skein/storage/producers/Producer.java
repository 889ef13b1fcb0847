package io.skein.storage.producers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log remembers of one producer. An immutable value.
 *
 * @param epoch the greatest one that has written
 * @param batches the last ones of that epoch, oldest first; none if it has written marks only
 * @param usedMillis when the last of them came, as far as known
 */
record Producer(short epoch, List<StoredBatch> batches, long usedMillis) {
    /** As many as a producer may have under way at once. */
    static final int BATCHES_MAX = 5;

    private static final int FIRST_SEQUENCE = 0;

    /** What to say to a batch of an id that nothing is known of. */
    static SequenceVerdict checkUnknown(int firstSequence) {
        // Any other would hide that what came before is lost.
        return firstSequence == FIRST_SEQUENCE
                ? new SequenceVerdict.InOrder()
                : new SequenceVerdict.UnknownProducer();
    }

    SequenceVerdict check(int ofEpoch, int firstSequence, int records) {
        if (ofEpoch < epoch) return new SequenceVerdict.OldEpoch(epoch);
        int expected = ofEpoch > epoch ? FIRST_SEQUENCE : expected();
        if (ofEpoch == epoch) {
            int lastSequence = (firstSequence + records - 1) & Integer.MAX_VALUE;
            Optional<StoredBatch> same = find(firstSequence, lastSequence);
            if (same.isPresent()) {
                StoredBatch stored = same.get();
                return new SequenceVerdict.Duplicate(stored.firstOffset(), stored.lastOffset() + 1);
            }
        }
        return firstSequence == expected
                ? new SequenceVerdict.InOrder()
                : new SequenceVerdict.OutOfOrder(expected, firstSequence);
    }

    private int expected() {
        return batches.isEmpty()
                ? FIRST_SEQUENCE
                : StoredBatch.next(batches.getLast().lastSequence());
    }

    private Optional<StoredBatch> find(int firstSequence, int lastSequence) {
        for (StoredBatch batch : batches) {
            boolean isSame =
                    batch.firstSequence() == firstSequence && batch.lastSequence() == lastSequence;
            if (isSame) return Optional.of(batch);
        }
        return Optional.empty();
    }

    /** With one batch more; the oldest is forgotten, and all of them if the epoch is another. */
    Producer with(short ofEpoch, StoredBatch batch, long nowMillis) {
        List<StoredBatch> kept = new ArrayList<>(BATCHES_MAX);
        if (ofEpoch == epoch) {
            int from = Math.max(0, batches.size() + 1 - BATCHES_MAX);
            kept.addAll(batches.subList(from, batches.size()));
        }
        kept.add(batch);
        return new Producer(ofEpoch, List.copyOf(kept), nowMillis);
    }

    /** After a mark, which has no sequence. */
    Producer marked(short ofEpoch, long nowMillis) {
        return new Producer(ofEpoch, ofEpoch == epoch ? batches : List.of(), nowMillis);
    }

    /** The greater, the later it was used; below all if it has no batch. */
    long lastOffset() {
        return batches.isEmpty() ? -1 : batches.getLast().lastOffset();
    }
}
