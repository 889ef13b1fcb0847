package io.skein.server.metadata;

import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;

/**
 * The few partitions that are not as they are meant to be, so that nobody who looks after them
 * scans all. Follows from the partitions alone.
 *
 * @param moving those on their way to other nodes
 * @param astray those that are led by another than the preferred leader, or by nobody; each with
 *     the node that is preferred
 */
record Unsettled(
        PersistentMap<PartitionId, Reassignment> moving,
        PersistentMap<PartitionId, Integer> astray) {
    static final Unsettled NONE = new Unsettled(PersistentMap.empty(), PersistentMap.empty());

    /** That partition is so from now on. */
    Unsettled with(PartitionId id, PartitionImage partition) {
        PersistentMap<PartitionId, Reassignment> nowMoving =
                partition
                        .reassignment()
                        .map(move -> moving.put(id, move))
                        .orElseGet(() -> moving.has(id) ? moving.remove(id) : moving);
        int preferred = partition.preferred();
        if (partition.leader() != preferred) {
            return new Unsettled(nowMoving, astray.put(id, preferred));
        }
        return new Unsettled(nowMoving, astray.has(id) ? astray.remove(id) : astray);
    }

    /** That topic is gone. */
    Unsettled without(TopicImage topic) {
        PersistentMap<PartitionId, Reassignment> stillMoving = moving;
        PersistentMap<PartitionId, Integer> stillAstray = astray;
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionId id = new PartitionId(topic.id(), number);
            stillMoving = stillMoving.remove(id);
            stillAstray = stillAstray.remove(id);
        }
        return new Unsettled(stillMoving, stillAstray);
    }
}
