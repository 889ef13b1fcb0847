package io.skein.server.controller.plan;

import io.skein.server.door.QuorumReport;
import io.skein.server.door.RestartReply.AtRisk;
import io.skein.server.door.RestartReply.QuorumLeft;
import io.skein.server.door.RestartReply.StopJudged;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What would become of the cluster if one node stopped. Those that are about to stop count as gone;
 * those that are fenced are in no in-sync set anyway. Used by one plan.
 */
final class StopCheck {
    /** Most partitions that a report names. */
    static final int NAMED_MAX = 100;

    /** A voter that was not heard for so long may be gone. */
    static final long SILENT_MILLIS_MAX = 1_500;

    /** By then somebody may have caught up. */
    static final long RETRY_MILLIS = 1_000;

    private final Successions rules;
    private final MetadataImage image;
    private final int node;
    private final List<AtRisk> named = new ArrayList<>();
    private final TreeSet<Integer> waitsFor = new TreeSet<>();
    private int atRisk;
    private int unavoidable;

    StopCheck(Successions rules, int node) {
        this.rules = rules;
        this.image = rules.image();
        this.node = node;
    }

    StopJudged judge(QuorumReport quorum) {
        for (TopicImage topic : image.topics().values()) {
            // Nobody reads or writes what is in the trash, and it comes back as it was.
            if (!topic.isTrash()) look(topic);
        }
        QuorumLeft left = left(quorum);
        boolean isVoter = quorum.voters().stream().anyMatch(one -> one.node() == node);
        boolean isQuorumTooSmall = isVoter && left.voters() - 1 < left.needed();
        boolean canStop = atRisk == 0 && left.isSafe();
        boolean isInVain = canStop || unavoidable > 0 || isQuorumTooSmall;
        return new StopJudged(
                atRisk,
                unavoidable,
                named,
                left,
                List.copyOf(waitsFor),
                isInVain ? 0 : RETRY_MILLIS);
    }

    private void look(TopicImage topic) {
        Successions.OfTopic all = rules.of(topic);
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage one = topic.partitions().get(number);
            if (one.inSync().contains(node)) look(topic, number, all.of(number));
        }
    }

    private void look(TopicImage topic, int number, Succession succession) {
        PartitionImage one = topic.partitions().get(number);
        List<Integer> left = one.inSync().stream().filter(this::stays).toList();
        boolean isLeaderless =
                one.replicas().stream()
                        .filter(replica -> stays(replica.node()))
                        .filter(replica ->
                                left.contains(replica.node())
                                        || one.eligible().contains(replica.node()))
                        .noneMatch(succession.canLead());
        if (left.size() >= succession.minInSync() && !isLeaderless) return;
        atRisk++;
        boolean isUnavoidable = one.replicas().size() - 1 < succession.minInSync();
        if (isUnavoidable) unavoidable++;
        one.replicas().stream()
                .filter(replica -> replica.node() != node)
                .filter(replica -> !left.contains(replica.node()) || isLeaderless)
                .forEach(replica -> waitsFor.add(replica.node()));
        if (named.size() == NAMED_MAX) return;
        named.add(
                new AtRisk(
                        topic.name(),
                        number,
                        left,
                        succession.minInSync(),
                        isLeaderless,
                        isUnavoidable));
    }

    private boolean stays(int one) {
        return one != node && !image.isStopping(one);
    }

    private QuorumLeft left(QuorumReport quorum) {
        int voters = quorum.voters().size();
        int left = 0;
        for (QuorumReport.Member voter : quorum.voters()) {
            if (isLeft(voter)) left++;
        }
        QuorumLeft all = new QuorumLeft(voters, left, voters / 2 + 1);
        if (all.isSafe()) return all;
        for (QuorumReport.Member voter : quorum.voters()) {
            if (voter.node() != node && !isLeft(voter)) waitsFor.add(voter.node());
        }
        return all;
    }

    private boolean isLeft(QuorumReport.Member voter) {
        return stays(voter.node()) && voter.silentMillis() < SILENT_MILLIS_MAX;
    }
}
