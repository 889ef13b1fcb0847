package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import io.skein.server.settings.Rhythm;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.LogName;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a broker answers while it takes up its partitions. */
class BrokerTest {
    private static final Uuid TOPIC = new Uuid(7, 7);
    private static final TopicConfig CONFIG =
            new TopicConfig(
                    1 << 20,
                    false,
                    LogSettings.ofSegments(1 << 20, SegmentAge.NEVER),
                    true,
                    new Retention(-1, -1, 0),
                    Optional.empty(),
                    1);

    private final List<Answer<Offsets>> answers = new ArrayList<>();
    private final Broker broker =
            new Broker(
                    new Broker.Self(1, new Uuid(1, 9)),
                    this::askMeanwhile,
                    new Rhythm(1, 1, 1, 1),
                    new Nobody());

    /** Called for each topic just before it is known: as by another thread at that moment. */
    private TopicConfig askMeanwhile(TopicImage topic) {
        ask(topic.id());
        return CONFIG;
    }

    private void ask(Uuid topic) {
        broker.ask(new PartitionId(topic, 0), new PartitionRequest.Bounds(), answers::add);
    }

    /** A definite refusal would make a producer give up what the cluster would soon take. */
    @Test
    void noTopicIsSaidToBeMissingBeforeAllAreKnown() {
        List<Replica> elsewhere = List.of(new Replica(2, new Uuid(2, 2), false));
        MetadataImage image =
                Replay.apply(
                        MetadataImage.EMPTY,
                        List.of(
                                new TopicCreated("lines", TOPIC),
                                new PartitionCreated(
                                        new PartitionId(TOPIC, 0),
                                        PartitionImage.created(elsewhere))),
                        1);
        ask(TOPIC);
        broker.activate(image, List.of(), List.of());
        Uuid none = new Uuid(8, 8);
        ask(none);
        Answer<Offsets> later = Answer.refused(Refusals.notServing());
        Answer<Offsets> never =
                Answer.refused(
                        Refusal.definite(
                                Refusal.Why.UNKNOWN_TOPIC, "there is no topic with id " + none));
        assertEquals(List.of(later, later, never), answers);
    }

    /** For a broker that has nothing to report. */
    private static final class Nobody implements Broker.Reports {
        @Override
        public void onOpen(List<CopyId> opened) {}

        @Override
        public void onClaim(InSyncClaim claim) {}

        @Override
        public void onRecovering(LogName name, long bytesDone, long bytesTotal) {}

        @Override
        public void onTrouble(LogName name, Refusal why) {}
    }
}
