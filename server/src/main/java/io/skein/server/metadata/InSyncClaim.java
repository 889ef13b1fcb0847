package io.skein.server.metadata;

import io.skein.foundation.PartitionId;

/**
 * A leader's word on who is in sync, and on who is to lead. Holds against the very partition that
 * it has seen, or not at all: else the word of one that has been replaced would undo what its
 * successor relies on.
 *
 * @param leaderEpoch in which it leads
 * @param partitionEpoch of the partition as it knows it
 */
public record InSyncClaim(
        PartitionId partition, int leaderEpoch, int partitionEpoch, InSync inSync, Wish wish) {
    /** Who is to lead from then on. */
    public enum Wish {
        /** It goes on leading. */
        GO_ON,
        /**
         * The partition has to be led anew, perhaps by the same: this leader has lost what others
         * may have seen.
         */
        LEAD_ANEW,
        /** Another one: all that this leader has taken is agreed, and it takes nothing more. */
        HAND_OVER
    }
}
