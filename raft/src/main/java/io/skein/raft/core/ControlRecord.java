package io.skein.raft.core;

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

    /** Who votes from here on; the first stands in the first batch of the log. */
    record Voters(VoterSet voters) implements ControlRecord {}
}
