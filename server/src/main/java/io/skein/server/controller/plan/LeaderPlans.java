package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Plans for who leads where it is not for a node that came or went. */
public final class LeaderPlans {
    private final TopicRules topics;
    private final NodePlans.OpenLogs open;

    public LeaderPlans(TopicRules topics, NodePlans.OpenLogs open) {
        this.topics = topics;
        this.open = open;
    }

    /** Other leaders, because somebody asks for them. */
    public Decision<AdminReply> elect(MetadataImage image, ElectLeaders request) {
        return switch (Selection.of(image, request.topics())) {
            case Answer.Refused<List<Selection>>(Refusal why) -> Decision.refuse(why);
            case Answer.Done<List<Selection>>(List<Selection> chosen) -> {
                Elections elections = new Elections(successions(image), request.kind());
                chosen.forEach(elections::in);
                yield elections.decision();
            }
        };
    }

    /** Gives the lead to preferred leaders that could have it: to so many of them at most. */
    public List<MetadataRecord> restored(MetadataImage image, int most) {
        List<MetadataRecord> facts = new ArrayList<>();
        Successions all = successions(image);
        image.astray()
                .forEach((id, preferred) -> {
                    PartitionImage one = image.partition(id).orElseThrow();
                    // One that is being moved may soon be led by another anyway.
                    boolean isDue =
                            facts.size() < most
                                    && one.inSync().contains(preferred)
                                    && one.reassignment().isEmpty();
                    if (!isDue || !all.of(id).canLead(one, preferred)) return;
                    all.addChange(facts, id, one, one.ledBy(preferred));
                });
        return facts;
    }

    private Successions successions(MetadataImage image) {
        return new Successions(image, topics, open);
    }

    /**
     * The same change of settings, together with what follows from it at once: where fewer agree
     * than before, whoever was eligible may soon lack something.
     */
    public <R> Decision<R> settled(MetadataImage before, Decision<R> change) {
        TreeSet<Uuid> changed = new TreeSet<>();
        for (MetadataRecord record : change.records()) {
            if (record instanceof TopicConfigSet set) changed.add(set.topic());
        }
        MetadataImage image = Replay.apply(before, change.records(), before.offset());
        Successions all = successions(image);
        List<MetadataRecord> facts = new ArrayList<>(change.records());
        for (Uuid id : changed) {
            TopicImage topic = image.topic(id).orElseThrow();
            Successions.OfTopic rules = all.of(topic);
            for (int number = 0; number < topic.partitions().size(); number++) {
                PartitionImage one = topic.partitions().get(number);
                PartitionImage after = rules.of(number).again(one);
                all.addChange(facts, new PartitionId(id, number), one, after);
            }
        }
        return new Decision<>(facts, change.answer());
    }
}
