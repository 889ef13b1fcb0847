package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.LayoutReply.Elected;
import io.skein.server.door.LayoutReply.LeadersElected;
import io.skein.server.door.LayoutReply.NotElected;
import io.skein.server.door.LayoutRequest.Election;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;

/** Elections that somebody has asked for, one partition after the other. Used by one plan. */
final class Elections {
    /** Most partitions that one change gives other leaders, and most refusals that are told. */
    static final int ELECTIONS_MAX = 1_000;

    private final Successions rules;
    private final Election kind;
    private final List<MetadataRecord> facts = new ArrayList<>();
    private final List<Elected> elected = new ArrayList<>();
    private final List<NotElected> refused = new ArrayList<>();
    private int refusals;
    private int unchanged;
    private boolean isMore;

    Elections(Successions rules, Election kind) {
        this.rules = rules;
        this.kind = kind;
    }

    /** Holds them in these partitions of a topic. */
    void in(Selection chosen) {
        TopicImage topic = chosen.topic();
        Successions.OfTopic all = rules.of(topic);
        for (int number : chosen.numbers()) {
            PartitionImage before = topic.partitions().get(number);
            Succession succession = all.of(number);
            switch (kind) {
                case PREFERRED -> preferred(topic, number, before, succession);
                case UNCLEAN -> unclean(topic, number, before, succession);
            }
        }
    }

    private void preferred(
            TopicImage topic, int number, PartitionImage before, Succession succession) {
        int first = before.preferred();
        if (before.leader() == first) {
            unchanged++;
        } else if (!before.inSync().contains(first)) {
            refuse(topic, number, "node %d, which is preferred, is not in sync".formatted(first));
        } else if (succession.canLead(before, first)) {
            become(topic, number, before, before.ledBy(first));
        } else if (succession.isStopping().test(first)) {
            refuse(topic, number, "node %d, which is preferred, is about to stop".formatted(first));
        } else {
            refuse(
                    topic,
                    number,
                    "node %d, which is preferred, has not opened its log yet".formatted(first));
        }
    }

    private void unclean(
            TopicImage topic, int number, PartitionImage before, Succession succession) {
        if (before.leader() != PartitionImage.NO_LEADER) {
            unchanged++;
            return;
        }
        PartitionImage after = succession.lossy().again(before);
        if (after.leader() == PartitionImage.NO_LEADER) {
            refuse(
                    topic,
                    number,
                    "none of its nodes %s can be reached with its log open"
                            .formatted(before.nodes()));
        } else {
            become(topic, number, before, after);
        }
    }

    private void become(TopicImage topic, int number, PartitionImage before, PartitionImage after) {
        if (facts.size() == ELECTIONS_MAX) {
            isMore = true;
            return;
        }
        PartitionId id = new PartitionId(topic.id(), number);
        PartitionImage last = rules.addChange(facts, id, before, after);
        elected.add(
                new Elected(
                        topic.name(),
                        number,
                        last.leader(),
                        last.leaderEpoch(),
                        Loss.passedOver(before, last)));
    }

    private void refuse(TopicImage topic, int number, String why) {
        refusals++;
        if (refused.size() == ELECTIONS_MAX) return;
        Refusal refusal = Refusal.definite(Why.UNAVAILABLE, why);
        refused.add(new NotElected(topic.name(), number, refusal));
    }

    Decision<AdminReply> decision() {
        return Decision.of(
                facts, new LeadersElected(elected, refused, refusals, unchanged, isMore));
    }
}
