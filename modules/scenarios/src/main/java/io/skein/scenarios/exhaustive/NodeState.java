package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Member;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.CoreDisk;
import io.skein.scenarios.cores.Owed;
import java.util.List;

/**
 * One node as it is between two steps: its member, its disk, what the process takes for the disk,
 * and what the disk still owes. Never changes once it is here: a step works on a copy.
 *
 * @param nowNanos how late it is there; grows with every step that time brings about
 * @param tickets what it was asked and has not answered
 * @param hasHeardOfCluster what a member keeps of that and does not show
 */
record NodeState(
        Voter self,
        Member member,
        CoreDisk disk,
        CoreDisk view,
        Owed owed,
        long nowNanos,
        List<Long> tickets,
        boolean hasHeardOfCluster) {
    NodeState {
        tickets = List.copyOf(tickets);
    }

    int id() {
        return self.id().nodeId();
    }

    /** All that what happens next can depend on, hence without any time. */
    Object key() {
        return List.of(
                id(),
                disk,
                view,
                owed.parts(),
                tickets,
                hasHeardOfCluster,
                Timeless.standing(member.standing()));
    }
}
