package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Role;
import io.skein.raft.core.VoterChange;
import java.util.ArrayList;
import java.util.List;

/** What may happen in a state beside the arrival of a message that is on its way. */
final class Choices {
    private final Terms terms;
    private final List<Step> steps = new ArrayList<>();

    Choices(Terms terms) {
        this.terms = terms;
    }

    List<Step> at(NodeState node, Budget left) {
        steps.clear();
        int id = node.id();
        addDisk(node);
        Role role = node.member().standing().role();
        boolean isLast = node.view().ballot().epoch() >= terms.epochsMax();
        boolean isMute =
                role instanceof Role.Waiting
                        || role instanceof Role.PreCandidate
                        || role instanceof Role.Candidate;
        // What it would stand for next is not gone into.
        if (left.patience() > 0 && !(isLast && isMute)) steps.add(new Step.PatienceEnded(id));
        boolean isHeard = role instanceof Role.Following || role instanceof Role.Leader;
        if (left.beats() > 0 && isHeard) steps.add(new Step.Beaten(id));
        if (left.crashes() > 0) steps.add(new Step.Crashed(id));
        if (role instanceof Role.Leader) addAsked(node, left);
        return steps;
    }

    private void addDisk(NodeState node) {
        if (node.owed().isEmpty()) return;
        steps.add(new Step.Confirmed(node.id(), false));
        long first = node.owed().first().number();
        boolean isBehind = node.owed().firstBallot().filter(b -> b.number() > first).isPresent();
        if (isBehind) steps.add(new Step.Confirmed(node.id(), true));
    }

    private void addAsked(NodeState node, Budget left) {
        Budget all = terms.budget();
        long ticket = all.proposals() - left.proposals() + all.changes() - left.changes() + 1L;
        if (left.proposals() > 0) steps.add(new Step.Proposed(node.id(), ticket));
        if (left.changes() == 0) return;
        for (int other = 1; other <= terms.nodes(); other++) {
            VoterChange change =
                    other <= terms.voters()
                            ? new VoterChange.Remove(Terms.node(other).id())
                            : new VoterChange.Add(Terms.node(other));
            steps.add(new Step.VotersAsked(node.id(), ticket, change));
        }
    }
}
