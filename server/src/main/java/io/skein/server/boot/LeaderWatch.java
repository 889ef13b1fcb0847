package io.skein.server.boot;

import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import java.util.Optional;

/**
 * Tells which controller is active whenever that has changed: this node's own, or the one it
 * follows. Says nothing as long as nobody is, but for the one that was. Owned by the quorum lane.
 */
final class LeaderWatch {
    private final int self;
    private final QuorumDriver member;
    private final NodeNews news;
    private Optional<Active> told = Optional.empty();
    private boolean isSelf;

    /** Who was active last, and since which epoch. */
    private record Active(int node, int epoch) {}

    LeaderWatch(int self, QuorumDriver member, NodeNews news) {
        this.self = self;
        this.member = member;
        this.news = news;
    }

    /** Looks how the member stands; at the end of every turn, after the member's own. */
    void look() {
        Standing now = member.lastStanding();
        boolean isAlone = now.members().current().filter(this::isAlone).isPresent();
        if (isAlone || now.members().current().isEmpty()) return;
        if (now.leader().isEmpty()) {
            if (isSelf) news.onActive("this node is not the active controller any more");
            isSelf = false;
            return;
        }
        Voter leader = now.leader().get();
        Active active = new Active(leader.id().nodeId(), now.ballot().epoch());
        if (told.filter(active::equals).isPresent()) return;
        told = Optional.of(active);
        boolean wasSelf = isSelf;
        isSelf = active.node() == self;
        news.onActive(sentence(leader, active, wasSelf));
    }

    /** Then nothing else is to be expected. */
    private boolean isAlone(VoterSet voting) {
        return voting.voters().stream().allMatch(one -> one.id().nodeId() == self);
    }

    private String sentence(Voter leader, Active active, boolean wasSelf) {
        if (isSelf) return "this node is the active controller, epoch " + active.epoch();
        return "node %d at %s is the active controller, epoch %d%s"
                .formatted(
                        active.node(),
                        leader.address(),
                        active.epoch(),
                        wasSelf ? "; this node is not any more" : "");
    }
}
