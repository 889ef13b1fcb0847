package io.skein.scenarios.cores;

import static io.skein.scenarios.cores.Wording.leader;
import static io.skein.scenarios.cores.Wording.name;
import static io.skein.scenarios.cores.Wording.names;
import static io.skein.scenarios.cores.Wording.point;

import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import java.util.stream.Collectors;

/** What messages of a colony say behind their kind and epoch; what goes without saying is not. */
final class MessageWording {
    private MessageWording() {}

    static String rest(Message message) {
        return switch (message) {
            case Message.PreVoteAsked asked -> preVoteAsked(asked);
            case Message.PreVoteGranted granted -> " by " + name(granted.voter());
            case Message.VoteAsked asked -> voteAsked(asked);
            case Message.VoteGranted granted -> " by " + name(granted.voter());
            case Message.VoteRefused refused -> refused(refused);
            case Message.EpochBegun begun -> " by " + name(begun.leader().id());
            case Message.EpochEnded(int _, VoterId leader, var successors) ->
                    " by " + name(leader) + ", to go on: " + names(successors);
            case Message.FetchAsked asked -> fetchAsked(asked);
            case Message.Entries entries -> entries(entries);
            case Message.Diverged diverged ->
                    " at " + point(diverged.asked()) + ", last " + point(diverged.last());
            case Message.SnapshotOffered offered ->
                    " for " + point(offered.asked()) + ", at " + point(offered.at());
            case Message.LeaderAsked asked -> " by " + name(asked.member());
            case Message.LeaderTold told -> ": " + leader(told.leader());
            case Message.SnapshotAsked asked ->
                    " by "
                            + name(asked.member().id())
                            + ", "
                            + point(asked.at())
                            + " from byte "
                            + asked.position();
            case Message.SnapshotPiece piece ->
                    " of "
                            + point(piece.at())
                            + ", byte "
                            + piece.position()
                            + " of "
                            + piece.total();
        };
    }

    private static String preVoteAsked(Message.PreVoteAsked asked) {
        String founders =
                asked.founders().stream()
                        .map(node -> " " + name(node))
                        .collect(Collectors.joining());
        return " for %s, end %s%s"
                .formatted(
                        name(asked.candidate()),
                        point(asked.end()),
                        founders.isEmpty() ? "" : ", founding with" + founders);
    }

    private static String voteAsked(Message.VoteAsked asked) {
        String founders =
                asked.founders().isEmpty() ? "" : ", founding with " + names(asked.founders());
        String whom = " of " + name(asked.voter()) + " for " + name(asked.candidate());
        return whom + ", end " + point(asked.end()) + founders;
    }

    private static String refused(Message.VoteRefused refused) {
        String known = refused.leader().isPresent() ? ", leader " + leader(refused.leader()) : "";
        return " by "
                + name(refused.voter())
                + known
                + (refused.knowsCluster() ? "" : ", knows no cluster");
    }

    private static String fetchAsked(Message.FetchAsked asked) {
        StringBuilder text = new StringBuilder(" by ").append(name(asked.member().id()));
        text.append(", end ").append(point(asked.end()));
        if (!asked.durable().equals(asked.end())) {
            text.append(", durable ").append(point(asked.durable()));
        }
        text.append(", agreed ").append(asked.committedBefore());
        if (asked.round() > 0) text.append(", round ").append(asked.round());
        if (asked.bytesMax() == 0) text.append(", takes nothing");
        return text.toString();
    }

    private static String entries(Message.Entries entries) {
        String batches =
                entries.batches().isEmpty()
                        ? ""
                        : entries.batches().stream()
                                .map(Wording::place)
                                .collect(Collectors.joining(" ", " ", ""));
        String round = entries.round() > 0 ? ", round " + entries.round() : "";
        return " after "
                + point(entries.after())
                + batches
                + ", agreed "
                + entries.committedBefore()
                + round;
    }
}
