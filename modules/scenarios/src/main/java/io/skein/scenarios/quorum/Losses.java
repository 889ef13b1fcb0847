package io.skein.scenarios.quorum;

import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.VoterId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How many disks may be lost without taking from a quorum what no quorum can do without: a majority
 * of those who vote. Counts every set of voters that is in force or may yet be. Owned by the world.
 */
final class Losses {
    private final Stage stage;

    Losses(Stage stage) {
        this.stage = stage;
    }

    /** Whether the others could still decide, whatever becomes of changes that are under way. */
    boolean mayLose(Site site) {
        if (stage.ghost.agreedEnd().equals(LogPoint.START)) return false;
        List<Site> others = new ArrayList<>(stage.sites());
        others.remove(site);
        boolean isNeeded =
                stage.ghost
                        .voters()
                        .filter(at -> at.named().replaced().contains(site.node))
                        .isPresent();
        return !isNeeded && canDecide(others);
    }

    /** Whether these are a majority of every set of voters that may be in force. */
    boolean canDecide(Collection<Site> sites) {
        List<VoterId> live =
                sites.stream()
                        .filter(site -> !site.health.isRotten())
                        .map(Site::voter)
                        .flatMap(Optional::stream)
                        .toList();
        return inForce().stream()
                .allMatch(set -> {
                    List<VoterId> voters = Suffrage.ids(set);
                    long count = voters.stream().filter(live::contains).count();
                    return count > voters.size() / 2;
                });
    }

    /** Whether it has a disk, and nobody has ever counted on what is there. */
    boolean onlyObserves(Site site) {
        if (site.voter().isEmpty() || stage.ghost.voters().isEmpty()) return false;
        for (Chain.Link link : stage.ghost.chain().from(0)) {
            boolean counts = link.voters().filter(at -> names(at.named(), site.node)).isPresent();
            if (counts) return false;
        }
        return true;
    }

    private static boolean names(ControlRecord.Voters set, int node) {
        return set.replaced().contains(node)
                || Suffrage.ids(set).stream().anyMatch(id -> id.nodeId() == node);
    }

    private List<ControlRecord.Voters> inForce() {
        List<ControlRecord.Voters> sets = new ArrayList<>();
        stage.ghost.voters().map(Members.At::named).ifPresent(sets::add);
        long agreedBefore = stage.ghost.agreedEnd().next();
        for (Chain.Link link : stage.ghost.chain().from(agreedBefore)) {
            link.voters()
                    .filter(at -> at.offset() >= agreedBefore)
                    .map(Members.At::named)
                    .ifPresent(sets::add);
        }
        return sets;
    }

    /** Voters whose disks are gone. */
    List<VoterId> lost() {
        List<VoterId> live =
                stage.sites().stream().map(Site::voter).flatMap(Optional::stream).toList();
        return stage.ghost.voters().map(at -> Suffrage.ids(at.named())).orElse(List.of()).stream()
                .filter(id -> !live.contains(id))
                .toList();
    }
}
