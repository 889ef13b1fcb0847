package io.skein.server.controller.plan;

import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartReply.Kept;
import io.skein.server.door.RestartReply.KeptLead;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;

/** What one node leads, counted by who could lead it instead. Used by one plan. */
final class Leads {
    /** Most partitions that a report names. */
    static final int NAMED_MAX = 100;

    private final Successions rules;
    private final List<KeptLead> kept = new ArrayList<>();
    private int remaining;
    private int waiting;
    private int stuck;

    Leads(Successions rules) {
        this.rules = rules;
    }

    /** Counts those of one topic. */
    void count(TopicImage topic, int node) {
        Successions.OfTopic all = rules.of(topic);
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage one = topic.partitions().get(number);
            if (one.leader() != node) continue;
            if (all.of(number).successor(one).isPresent()) remaining++;
            else keep(topic, number, reason(one));
        }
    }

    private Kept reason(PartitionImage one) {
        if (one.replicas().size() == 1) return Kept.ONLY_COPY;
        MetadataImage image = rules.image();
        boolean isAnybodyThere =
                one.replicas().stream()
                        .filter(replica -> replica.node() != one.leader())
                        .anyMatch(replica ->
                                !image.isStopping(replica.node())
                                        && image.nodes()
                                                .get(replica.node())
                                                .filter(node -> !node.fenced())
                                                .isPresent());
        return isAnybodyThere ? Kept.OTHERS_BEHIND : Kept.OTHERS_AWAY;
    }

    private void keep(TopicImage topic, int number, Kept reason) {
        if (reason == Kept.OTHERS_BEHIND) waiting++;
        else stuck++;
        if (kept.size() < NAMED_MAX) kept.add(new KeptLead(topic.name(), number, reason));
    }

    Drained report(boolean isStopping) {
        return new Drained(isStopping, remaining, waiting, stuck, kept);
    }
}
