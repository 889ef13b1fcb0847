package io.skein.server.metadata;

import io.skein.foundation.PartitionId;

/**
 * A leader's word on who is in sync. Holds against the very partition that it has seen, or not at
 * all: else the word of one that has been replaced would undo what its successor relies on.
 *
 * @param leaderEpoch in which it leads
 * @param partitionEpoch of the partition as it knows it
 * @param isAnew whether the partition has to be led anew, perhaps by the same: this leader has lost
 *     what others may have seen
 */
public record InSyncClaim(
        PartitionId partition,
        int leaderEpoch,
        int partitionEpoch,
        InSync inSync,
        boolean isAnew) {}
