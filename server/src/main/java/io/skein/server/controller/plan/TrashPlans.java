package io.skein.server.controller.plan;

import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.TopicDeleted;
import io.skein.server.door.AdminReply.TopicPurged;
import io.skein.server.door.AdminReply.TopicUndeleted;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.AdminRequest.Deleted;
import io.skein.server.door.AdminRequest.PurgeTopic;
import io.skein.server.door.AdminRequest.UndeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.TopicRestored;
import io.skein.server.metadata.MetadataRecord.TopicTrashed;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import io.skein.server.metadata.TopicNames;
import io.skein.server.settings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Plans for topics that are deleted, and for those that were. What is deleted loses its name and is
 * kept for a while; nothing else about it changes, so that nothing is lost when it is brought back.
 */
public final class TrashPlans {
    /** Most topics in the trash: with the next one, the one whose time is next goes. */
    static final int TRASH_MAX = 1_000;

    /** Most that go with one change. */
    static final int PURGES_MAX = 100;

    private static final int ID_NAMED_MAX = 5;

    private final TopicSettings settings;

    TrashPlans(TopicSettings settings) {
        this.settings = settings;
    }

    /** Deletes a topic; an older version's metadata has no trash. */
    public Decision<AdminReply> delete(MetadataImage image, DeleteTopic request, long nowMillis) {
        Optional<TopicImage> found = image.topic(request.name());
        if (found.isEmpty()) return Decision.refuse(Selection.unknownTopic(request.name()));
        TopicImage topic = found.get();
        if (settings.isProtected(topic)) return refuseProtected(topic);
        long keptMillis = settings.trashRetentionMillis();
        boolean isKept = keptMillis > 0 && image.featureLevel() >= Replay.FEATURE_LEVEL_TRASH;
        if (!isKept) {
            return Decision.of(
                    List.of(new MetadataRecord.TopicDeleted(topic.id())),
                    new TopicDeleted(topic.id(), OptionalLong.empty()));
        }
        List<MetadataRecord> facts = new ArrayList<>();
        if (image.trash().topics().size() >= TRASH_MAX) {
            next(image).ifPresent(id -> facts.add(new MetadataRecord.TopicDeleted(id)));
        }
        long purgeAtMillis = nowMillis + keptMillis;
        facts.add(new TopicTrashed(topic.id(), purgeAtMillis));
        return Decision.of(facts, new TopicDeleted(topic.id(), OptionalLong.of(purgeAtMillis)));
    }

    private static Decision<AdminReply> refuseProtected(TopicImage topic) {
        return Decision.refuse(
                Why.TOPIC_PROTECTED,
                "topic '%s' is protected from deletion; if it is to go, first: skein topics alter"
                                .formatted(topic.name())
                        + " %s --set protected=false".formatted(topic.name()));
    }

    /** The one in the trash that goes first. */
    private static Optional<Uuid> next(MetadataImage image) {
        Optional<Uuid> first = Optional.empty();
        long atMillis = Long.MAX_VALUE;
        for (PersistentMap.Entry<Uuid, Long> each : image.trash().topics().entries()) {
            if (each.value() >= atMillis) continue;
            first = Optional.of(each.key());
            atMillis = each.value();
        }
        return first;
    }

    /** Brings a topic back, as it was, under its name or another one. */
    public Decision<AdminReply> undelete(MetadataImage image, UndeleteTopic request) {
        return switch (find(image, request.which())) {
            case Answer.Refused<TopicImage>(Refusal why) -> Decision.refuse(why);
            case Answer.Done<TopicImage>(TopicImage topic) ->
                    undelete(image, topic, request.newName().orElse(topic.name()));
        };
    }

    private static Decision<AdminReply> undelete(
            MetadataImage image, TopicImage topic, String name) {
        Optional<String> problem = TopicNames.problemWith(name);
        if (problem.isPresent()) return Decision.refuse(Why.INVALID_NAME, problem.get());
        if (image.topic(name).isPresent()) {
            return Decision.refuse(
                    Why.TOPIC_EXISTS,
                    "there is another topic '%s' now; bring this one back under another name, with"
                                    .formatted(name)
                            + " --as NAME");
        }
        return Decision.of(
                List.of(new TopicRestored(topic.id(), name)), new TopicUndeleted(topic.id(), name));
    }

    /** Lets go of a topic that was deleted, for good. */
    public Decision<AdminReply> purge(MetadataImage image, PurgeTopic request) {
        return switch (find(image, request.which())) {
            case Answer.Refused<TopicImage>(Refusal why) -> Decision.refuse(why);
            case Answer.Done<TopicImage>(TopicImage topic) ->
                    Decision.of(
                            List.of(new MetadataRecord.TopicDeleted(topic.id())),
                            new TopicPurged(topic.id()));
        };
    }

    private static Answer<TopicImage> find(MetadataImage image, Deleted which) {
        List<TopicImage> found = new ArrayList<>();
        image.trash()
                .topics()
                .forEach((id, _) ->
                        image.topic(id)
                                .filter(topic -> topic.name().equals(which.name()))
                                .filter(_ -> which.id().filter(one -> !one.equals(id)).isEmpty())
                                .ifPresent(found::add));
        if (found.size() == 1) return Answer.done(found.getFirst());
        String name = TopicNames.printable(which.name());
        if (found.isEmpty()) {
            return Answer.refused(
                    Refusal.definite(
                            Why.UNKNOWN_TOPIC,
                            "no topic '%s' is in the trash%s; see: skein topics list --deleted"
                                    .formatted(
                                            name,
                                            which.id().map(id -> " with id " + id).orElse(""))));
        }
        List<Uuid> ids = found.stream().map(TopicImage::id).limit(ID_NAMED_MAX).toList();
        return Answer.refused(
                Refusal.definite(
                        Why.INVALID_REQUEST,
                        "%d topics '%s' are in the trash, with the ids %s%s; say which by --id"
                                .formatted(
                                        found.size(),
                                        name,
                                        ids,
                                        found.size() > ids.size() ? " and others" : "")));
    }

    /** Those whose time is over go, some at a time. */
    public static List<MetadataRecord> expired(MetadataImage image, long nowMillis) {
        List<MetadataRecord> facts = new ArrayList<>();
        for (PersistentMap.Entry<Uuid, Long> each : image.trash().topics().entries()) {
            if (each.value() > nowMillis || facts.size() == PURGES_MAX) continue;
            facts.add(new MetadataRecord.TopicDeleted(each.key()));
        }
        return facts;
    }
}
