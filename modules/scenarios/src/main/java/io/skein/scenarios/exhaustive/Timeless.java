package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Progress;
import io.skein.raft.core.Role;
import io.skein.raft.core.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * How a member stands but for the time. What it does depends on moments only through the steps that
 * time brings about, and those are bound to no moment here: so two members that differ in nothing
 * else are one. (That this is so is tried by {@link Space#doubt}.)
 */
final class Timeless {
    private Timeless() {}

    static Object standing(Standing standing) {
        return List.of(
                role(standing),
                standing.ballot(),
                standing.log(),
                standing.committedBefore(),
                standing.members());
    }

    private static Object role(Standing standing) {
        return switch (standing.role()) {
            case Role.Waiting _ -> "waits";
            case Role.Following f ->
                    List.of(f.leader(), f.isHeard(), f.isAsked(), f.round(), f.download());
            // Who has answered matters, in which order does not: nothing is written of it.
            case Role.PreCandidate c ->
                    List.of(
                            "asks around",
                            c.granted().stream().sorted().toList(),
                            c.refused().stream().sorted().toList());
            case Role.Candidate c ->
                    List.of(
                            c.epoch(),
                            c.founders(),
                            c.granted(),
                            c.refused().stream().sorted().toList());
            case Role.Leader leader -> {
                List<Object> all = new ArrayList<>();
                all.add(leader.start());
                all.add(leader.round());
                all.add(leader.toldRound());
                for (Progress other : leader.others().values()) {
                    all.add(progress(other, standing));
                }
                yield all;
            }
            case Role.Resigned _ -> "has stopped";
        };
    }

    /**
     * Where the log of another ends is only shown, and decides nothing. Whether it has caught up
     * counts for those alone that may yet be made voters.
     */
    private static Object progress(Progress other, Standing standing) {
        boolean isVoter =
                standing.members().current().stream()
                        .anyMatch(set -> set.voters().contains(other.member()));
        boolean isCaughtUp = isVoter || other.caughtUpNanos().isPresent();
        return List.of(
                other.member(),
                other.durable(),
                other.committedBefore(),
                other.round(),
                isCaughtUp,
                isCaughtUp ? 0 : other.leaderEnd(),
                other.parked().map(parked -> List.of(parked.asked(), parked.bytesMax())));
    }
}
