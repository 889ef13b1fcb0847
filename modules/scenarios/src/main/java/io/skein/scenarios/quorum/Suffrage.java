package io.skein.scenarios.quorum;

import static io.skein.scenarios.quorum.Ghost.that;

import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.Members;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Sees to it that only those count who may, and that they change one at a time: R12. */
record Suffrage(Stage stage, Ghost ghost) {
    /** The leader writes these records of the quorum itself. */
    void writes(Batch batch, List<ControlRecord> records, Role.Leader leader) {
        for (ControlRecord record : records) {
            switch (record) {
                case ControlRecord.LeaderChange(VoterId _, var granted) -> votes(batch, granted);
                case ControlRecord.Voters named when batch.first() != leader.start() ->
                        changes(batch, named, leader);
                case ControlRecord.Voters named -> founds(named);
                case ControlRecord.ClusterFounded _ -> {}
            }
        }
    }

    /** R12: nobody begins a cluster without any of those whom the settings name. */
    private void founds(ControlRecord.Voters named) {
        boolean isAll = ids(named).size() == stage.plan.controllers();
        that(isAll, "R12 founded without all", named);
    }

    /** R12: whoever leads was voted for by a majority of those who vote. */
    private void votes(Batch batch, List<VoterId> granted) {
        Optional<Members.At> before = ghost.chain().at(batch.end()).flatMap(Chain.Link::voters);
        List<VoterId> voters = ids(before.orElseThrow().named());
        long count = granted.stream().filter(voters::contains).count();
        boolean isFirst = batch.first() == 0;
        boolean isEnough = isFirst ? count == voters.size() : count > voters.size() / 2;
        that(isEnough, "R12 a leader without a majority", granted, voters);
        for (VoterId voter : granted) {
            that(
                    ghost.promises().votes().has(voter, batch.epoch()),
                    "R9 a vote not durable",
                    voter);
        }
    }

    private void changes(Batch batch, ControlRecord.Voters named, Role.Leader leader) {
        Members.At last =
                ghost.chain()
                        .at(ghost.chain().at(batch.end()).orElseThrow().before())
                        .flatMap(Chain.Link::voters)
                        .orElseThrow();
        that(last.offset() < ghost.agreedEnd().next(), "R12 two changes at once", batch, last);
        that(leader.start() < ghost.agreedEnd().next(), "R12 too early", batch, ghost.agreedEnd());
        TreeSet<VoterId> differ = new TreeSet<>(ids(last.named()));
        for (VoterId id : ids(named)) {
            if (!differ.remove(id)) differ.add(id);
        }
        that(differ.size() <= 1, "R12 more than one voter changes", differ);
        Sightings.changes(stage, last.named(), named);
    }

    static List<VoterId> ids(ControlRecord.Voters named) {
        return named.voters().voters().stream().map(Voter::id).toList();
    }
}
