package io.skein.server.boot;

import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.adapter.QuorumLinks;
import io.skein.server.adapter.QuorumLinks.Silent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what a node that starts is waiting for, as long as its cluster has not taken it in: nobody
 * should have to guess which of the others is missing. Owned by the quorum lane.
 */
final class StartWatch {
    private static final long LOOK_NANOS = 2_000_000_000;

    private final Lane quorum;
    private final QuorumLinks links;
    private final NodeNews news;
    private final QuorumDriver member;
    private String told = "";

    StartWatch(Lane quorum, QuorumLinks links, NodeNews news, QuorumDriver member) {
        this.quorum = quorum;
        this.links = links;
        this.news = news;
        this.member = member;
    }

    /** Looks now and then until that is done; a start that takes no time is not worth a word. */
    void until(Registration registration) {
        quorum.after(LOOK_NANOS, () -> look(registration));
    }

    private void look(Registration registration) {
        boolean isOver = registration.isKnown();
        if (isOver && told.isEmpty()) return;
        String sentence = isOver ? "opening its partitions" : sentence(registration);
        if (!sentence.equals(told)) news.onWaiting(sentence);
        told = sentence;
        if (!isOver) until(registration);
    }

    private String sentence(Registration registration) {
        Standing now = member.standing();
        if (now.leader().isPresent()) {
            Voter leader = now.leader().get();
            return "waiting to be taken in by the active controller, node %d at %s%s"
                    .formatted(
                            leader.id().nodeId(),
                            leader.address(),
                            registration.objection().map(why -> ": " + why).orElse(""));
        }
        String missing = missing(links.silent());
        boolean isFounding = now.members().current().isEmpty();
        if (!isFounding) {
            return "waiting for a leader, which a majority of the controllers elects: " + missing;
        }
        // Whoever hears all the others and still waits would else never learn what to look for.
        String hint =
                links.silent().isEmpty()
                        ? "; controller.quorum.voters may differ among the nodes, or one of them"
                                + " has lost its disk"
                        : "";
        return "waiting for the cluster, which begins when all of controller.quorum.voters have"
                + " met: "
                + missing
                + hint;
    }

    private static String missing(List<Silent> silent) {
        if (silent.isEmpty()) return "all that are known can be heard";
        return silent.stream()
                .map(StartWatch::words)
                .collect(Collectors.joining(", ", "nothing is heard of ", ""));
    }

    private static String words(Silent one) {
        String why = one.why().map(reason -> " (" + reason + ")").orElse("");
        return "node %d at %s%s".formatted(one.node(), one.address(), why);
    }
}
