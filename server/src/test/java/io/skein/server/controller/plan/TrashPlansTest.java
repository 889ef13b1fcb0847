package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.controller.Bare;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.TopicDeleted;
import io.skein.server.door.AdminReply.TopicUndeleted;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.AdminRequest.Deleted;
import io.skein.server.door.AdminRequest.PurgeTopic;
import io.skein.server.door.AdminRequest.UndeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of topics that are deleted. A day long they can be brought back. */
class TrashPlansTest {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long NOW_MILLIS = 1_000;

    private final TopicPlans topics = Bare.plans(3);
    private final TrashPlans plans = topics.trash();
    private final Small small = new Small();

    private static Uuid id(int topic) {
        return new Uuid(8, topic);
    }

    private void create(String name, int id) {
        OptionalInt one = OptionalInt.of(1);
        CreateTopic request = new CreateTopic(name, one, one, Map.of(), false);
        small.done(topics.create(small.image, request, id(id), 0), AdminReply.class);
    }

    private void delete(String name, long nowMillis) {
        small.done(plans.delete(small.image, new DeleteTopic(name), nowMillis), TopicDeleted.class);
    }

    private static UndeleteTopic undelete(String name, Optional<Uuid> id, Optional<String> as) {
        return new UndeleteTopic(new Deleted(name, id), as);
    }

    private Refusal refused(UndeleteTopic request) {
        Decision<AdminReply> decision = plans.undelete(small.image, request);
        assertEquals(List.of(), decision.records());
        return assertInstanceOf(Answer.Refused.class, decision.answer()).refusal();
    }

    private TopicImage topic(int id) {
        return small.image.topic(id(id)).orElseThrow();
    }

    @Test
    void whatIsDeletedLosesItsNameAndNothingElse() {
        create("a", 1);
        TopicImage before = topic(1);
        delete("a", NOW_MILLIS);
        assertEquals(Optional.empty(), small.image.topic("a"));
        assertTrue(topic(1).isTrash());
        assertEquals(before.partitions(), topic(1).partitions());
        assertEquals(Optional.of(NOW_MILLIS + DAY_MILLIS), small.image.trash().topics().get(id(1)));
        UndeleteTopic back = undelete("a", Optional.empty(), Optional.empty());
        assertEquals(
                new TopicUndeleted(id(1), "a"),
                small.done(plans.undelete(small.image, back), TopicUndeleted.class));
        assertEquals(before, topic(1));
        assertEquals(0, small.image.trash().topics().size());
        assertEquals(0, small.image.trash().folders().size());
    }

    @Test
    void aNameThatHasBeenGivenAgainIsRefusedAndAnotherOneIsNot() {
        create("a", 1);
        delete("a", NOW_MILLIS);
        create("a", 2);
        assertEquals("a~" + id(2), topic(2).folder(), "two topics in one folder");
        Refusal why = refused(undelete("a", Optional.empty(), Optional.empty()));
        assertEquals(Why.TOPIC_EXISTS, why.why());
        assertTrue(why.message().contains("--as NAME"), why.message());
        assertEquals(
                Why.INVALID_NAME,
                refused(undelete("a", Optional.empty(), Optional.of("../x"))).why());
        UndeleteTopic other = undelete("a", Optional.empty(), Optional.of("b"));
        small.done(plans.undelete(small.image, other), TopicUndeleted.class);
        assertEquals(Optional.of(topic(1)), small.image.topic("b"));
        assertEquals("a", topic(1).folder());
        delete("a", NOW_MILLIS);
        create("a", 3);
        assertEquals("a~" + id(3), topic(3).folder(), "b is there still");
    }

    @Test
    void whichOfSeveralIsMeantHasToBeSaid() {
        for (int i = 1; i <= 2; i++) {
            create("a", i);
            delete("a", NOW_MILLIS);
        }
        Refusal why = refused(undelete("a", Optional.empty(), Optional.empty()));
        assertEquals(Why.INVALID_REQUEST, why.why());
        assertTrue(why.message().contains(id(1).toString()), why.message());
        assertTrue(why.message().contains("--id"), why.message());
        Optional<Uuid> third = Optional.of(id(3));
        assertEquals(Why.UNKNOWN_TOPIC, refused(undelete("a", third, Optional.empty())).why());
        assertEquals(
                Why.UNKNOWN_TOPIC,
                refused(undelete("b", Optional.of(id(2)), Optional.empty())).why());
        UndeleteTopic second = undelete("a", Optional.of(id(2)), Optional.empty());
        small.done(plans.undelete(small.image, second), TopicUndeleted.class);
        assertEquals(Optional.of(topic(2)), small.image.topic("a"));
    }

    @Test
    void whatIsOverIsPurgedAndNothingBefore() {
        create("a", 1);
        create("b", 2);
        delete("a", 0);
        delete("b", 1);
        assertEquals(List.of(), TrashPlans.expired(small.image, DAY_MILLIS - 1));
        assertEquals(
                List.of(new MetadataRecord.TopicDeleted(id(1))),
                TrashPlans.expired(small.image, DAY_MILLIS));
        assertEquals(2, TrashPlans.expired(small.image, DAY_MILLIS + 1).size());
        PurgeTopic purge = new PurgeTopic(new Deleted("b", Optional.empty()));
        small.done(plans.purge(small.image, purge), AdminReply.TopicPurged.class);
        assertEquals(Optional.empty(), small.image.topic(id(2)));
        create("b", 3);
        assertEquals("b", topic(3).folder(), "nobody else is there");
    }

    @Test
    void theTrashIsBounded() {
        for (int i = 0; i <= TrashPlans.TRASH_MAX; i++) {
            create("a", i);
            delete("a", i == 7 ? 0 : 10 + i);
        }
        assertEquals(TrashPlans.TRASH_MAX, small.image.trash().topics().size());
        assertEquals(Optional.empty(), small.image.topic(id(7)), "whose time was next");
        assertEquals(
                TrashPlans.PURGES_MAX,
                TrashPlans.expired(small.image, Long.MAX_VALUE).size(),
                "in one change");
    }

    /** Nodes of an older version would not know what to make of it. */
    @Test
    void anOlderLevelHasNoTrash() {
        small.image = small.imageOfLevel(Replay.FEATURE_LEVEL_TRASH - 1);
        create("a", 1);
        assertEquals(
                new TopicDeleted(id(1), OptionalLong.empty()),
                small.done(
                        plans.delete(small.image, new DeleteTopic("a"), NOW_MILLIS),
                        TopicDeleted.class));
        assertEquals(Optional.empty(), small.image.topic(id(1)));
    }

    @Test
    void aSnapshotHasItAll() {
        create("a", 1);
        delete("a", NOW_MILLIS);
        create("a", 2);
        create("c", 3);
        delete("c", NOW_MILLIS);
        UndeleteTopic other = undelete("c", Optional.empty(), Optional.of("b"));
        small.done(plans.undelete(small.image, other), TopicUndeleted.class);
        delete("a", NOW_MILLIS);
        create("a", 4);
        MetadataImage image = small.image;
        assertEquals(image, Replay.apply(MetadataImage.EMPTY, image.records(), image.offset()));
    }
}
