package io.skein.raft.core;

import io.skein.foundation.Uuid;
import java.util.List;
import java.util.OptionalInt;

/** What the quorum writes into its own log, beside the records of those who propose. */
public sealed interface ControlRecord {
    /**
     * The first entry of every epoch: who leads and whose votes made it so. It lets a leader commit
     * what earlier epochs left, for old entries count only together with one of its own.
     */
    record LeaderChange(VoterId leader, List<VoterId> granted) implements ControlRecord {
        public LeaderChange {
            granted = List.copyOf(granted);
        }
    }

    /** The cluster begins; only in the first batch of the log. */
    record ClusterFounded(Uuid clusterId) implements ControlRecord {}

    /**
     * Who votes from here on; the first stands in the first batch of the log.
     *
     * @param replaced the node that has lost its disk and votes no more, but is to vote again with
     *     the new one as soon as it has caught up; whoever leads by then sees to it
     */
    record Voters(VoterSet voters, OptionalInt replaced) implements ControlRecord {
        /** Nobody is to come back. */
        public Voters(VoterSet voters) {
            this(voters, OptionalInt.empty());
        }
    }
}
