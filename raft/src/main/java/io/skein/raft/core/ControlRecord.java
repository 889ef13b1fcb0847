package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.List;

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
     * @param replaced the nodes that have lost their disks and vote no more, but are to vote again
     *     with new ones as soon as they have caught up; whoever leads by then sees to it. In order,
     *     at most as many as may vote.
     */
    record Voters(VoterSet voters, List<Integer> replaced) implements ControlRecord {
        public Voters {
            replaced = replaced.stream().sorted().distinct().toList();
            Check.ordered(replaced.size(), VoterSet.VOTERS_MAX, "those to come back are few");
        }

        /** Nobody is to come back. */
        public Voters(VoterSet voters) {
            this(voters, List.of());
        }
    }
}
