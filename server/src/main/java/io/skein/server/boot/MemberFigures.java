package io.skein.server.boot;

import io.skein.raft.QuorumDriver;
import io.skein.raft.QuorumFigures;
import io.skein.raft.core.Role;
import io.skein.server.adapter.NodeMetrics.Figure;
import java.util.ArrayList;
import java.util.List;

/** What a node shows of its member of the metadata quorum. */
final class MemberFigures {
    private static final List<String> ROLES =
            List.of("leader", "follower", "observer", "candidate", "leaderless", "resigned");

    private MemberFigures() {}

    static List<Figure> of(QuorumDriver member) {
        List<Figure> figures = new ArrayList<>();
        for (String role : ROLES) {
            figures.add(
                    Figure.gauge(
                            "skein.quorum.role",
                            List.of("role", role),
                            "1 for what this node is in the metadata quorum, 0 for the rest",
                            () -> role.equals(role(member)) ? 1 : 0));
        }
        addOffsets(figures, member);
        addTimes(figures, member.figures());
        addCounts(figures, member.figures());
        return figures;
    }

    private static String role(QuorumDriver member) {
        return switch (member.lastStanding().role()) {
            case Role.Leader _ -> "leader";
            case Role.Following _ -> member.hadVote() ? "follower" : "observer";
            case Role.PreCandidate _, Role.Candidate _ -> "candidate";
            case Role.Waiting _ -> "leaderless";
            case Role.Resigned _ -> "resigned";
        };
    }

    private static void addOffsets(List<Figure> figures, QuorumDriver member) {
        figures.add(
                Figure.gauge(
                        "skein.quorum.epoch",
                        List.of(),
                        "epoch of the metadata quorum",
                        () -> member.lastStanding().ballot().epoch()));
        figures.add(
                Figure.gauge(
                        "skein.quorum.high.watermark",
                        List.of(),
                        "metadata before this offset is agreed, as far as this node knows",
                        () -> member.lastStanding().committedBefore()));
        figures.add(
                Figure.gauge(
                        "skein.quorum.log.end",
                        List.of(),
                        "where this node's metadata log ends",
                        () -> member.lastStanding().log().end().next()));
        figures.add(
                Figure.gauge(
                        "skein.quorum.durable.end",
                        List.of(),
                        "up to where this node's disk holds its metadata log",
                        () -> member.lastStanding().log().durable().next()));
    }

    private static void addTimes(List<Figure> figures, QuorumFigures done) {
        figures.add(
                Figure.times(
                        "skein.quorum.commit.latency.seconds",
                        "from a proposal until it is agreed and applied, where it was proposed",
                        done.commits()));
        figures.add(
                Figure.times(
                        "skein.quorum.election.seconds",
                        "from when this node had no leader until it had one",
                        done.elections()));
    }

    private static void addCounts(List<Figure> figures, QuorumFigures done) {
        figures.add(
                Figure.counter(
                        "skein.quorum.candidacies",
                        List.of(),
                        "how often this node has asked for votes",
                        done::candidacies));
        figures.add(
                Figure.counter(
                        "skein.quorum.snapshots",
                        List.of(),
                        "snapshots of the metadata that this node has taken",
                        done::snapshotsTaken));
        figures.add(
                Figure.counter(
                        "skein.quorum.snapshots.installed",
                        List.of(),
                        "snapshots of other nodes that took the place of this node's log",
                        done::snapshotsInstalled));
    }
}
