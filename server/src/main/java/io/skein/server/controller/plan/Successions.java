package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.TopicImage;
import java.util.List;

/**
 * The rules of succession of every partition of an image: by the settings of its topic, and by whom
 * nodes have told to be able to lead.
 */
record Successions(MetadataImage image, TopicRules rules, NodePlans.OpenLogs open) {
    /** Those of one topic, whose settings are looked up once. */
    OfTopic of(TopicImage topic) {
        return new OfTopic(topic, rules.minInSync(topic), rules.mayLose(topic));
    }

    /** Those of a partition that there is. */
    Succession of(PartitionId id) {
        return of(image.topic(id.topic()).orElseThrow()).of(id.number());
    }

    private boolean canLead(PartitionId id, Replica replica) {
        boolean isTrusted =
                image.nodes().get(replica.node()).filter(node -> !node.fenced()).isPresent();
        return isTrusted && (replica.fresh() || open.has(replica.node(), id));
    }

    /** Those of one topic. */
    final class OfTopic {
        private final TopicImage topic;
        private final int minInSync;
        private final boolean mayLose;

        private OfTopic(TopicImage topic, int minInSync, boolean mayLose) {
            this.topic = topic;
            this.minInSync = minInSync;
            this.mayLose = mayLose;
        }

        Succession of(int number) {
            PartitionId id = new PartitionId(topic.id(), number);
            int enough = topic.partitions().get(number).enough(minInSync);
            return new Succession(
                    enough, mayLose, replica -> canLead(id, replica), image::isStopping);
        }
    }

    /**
     * The change, if it is one; of however many steps, it is one number further. The last step of a
     * reassignment is part of the change that makes it possible, but of none by which records may
     * be lost, so that it can be told which these are.
     *
     * @return what it comes to
     */
    PartitionImage addChange(
            List<MetadataRecord> facts,
            PartitionId id,
            PartitionImage before,
            PartitionImage after) {
        PartitionImage last = Loss.isClean(before, after) ? moved(id, before, after) : after;
        if (last.equals(before)) return before;
        facts.add(new PartitionChanged(id, last.after(before)));
        return last;
    }

    /** A leader that has just been found has taken nothing yet, and need not hand anything over. */
    private PartitionImage moved(PartitionId id, PartitionImage before, PartitionImage after) {
        boolean isNew = after.leaderEpoch() != before.leaderEpoch();
        return isNew ? Moves.done(after, of(id)) : Moves.settled(after, of(id));
    }
}
