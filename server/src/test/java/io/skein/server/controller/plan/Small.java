package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.Answer;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.Arrays;
import java.util.List;

/** Four nodes and one topic, "lines", whose partitions are given in words; for tests of plans. */
final class Small {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final Uuid DIRECTORY = new Uuid(1, 1);
    private static final int LEADER_EPOCH = 4;

    MetadataImage image = imageOfLevel(Replay.FEATURE_LEVEL_MAX);

    MetadataImage imageOfLevel(int level) {
        return Replay.apply(
                MetadataImage.EMPTY,
                List.of(
                        new FeatureLevelSet(level),
                        new NodeRegistered(node(1, 1)),
                        new NodeRegistered(node(2, 1)),
                        new NodeRegistered(node(3, 1)),
                        new NodeRegistered(node(4, 1)),
                        new TopicCreated("lines", TOPIC)),
                10);
    }

    static Uuid run(int node, long run) {
        return new Uuid(node, run);
    }

    static NodeImage node(int id, long run) {
        return new NodeImage(
                id,
                run(id, run),
                List.of(DIRECTORY),
                "host:1",
                new NodeImage.NodePort("host:1", 2),
                List.of("controller", "broker"),
                false);
    }

    /** How many partitions there are. */
    int count() {
        return image.topic(TOPIC).orElseThrow().partitions().size();
    }

    PartitionId id(int partition) {
        return new PartitionId(TOPIC, partition);
    }

    void commit(List<MetadataRecord> records) {
        image = Replay.apply(image, records, image.offset() + 1);
    }

    void fence(int node) {
        NodeImage fenced = image.nodes().get(node).orElseThrow().withFenced(true);
        commit(List.of(new NodeRegistered(fenced)));
    }

    /** One more, held by these, of whom these are in sync. */
    void partition(String replicas, String inSync, int leader) {
        int number = count();
        List<Replica> copies =
                numbers(replicas).stream().map(one -> new Replica(one, DIRECTORY, false)).toList();
        PartitionImage partition =
                new PartitionImage(copies, numbers(inSync), List.of(), leader, LEADER_EPOCH, 9);
        commit(List.of(new PartitionCreated(id(number), partition)));
    }

    private static List<Integer> numbers(String words) {
        if (words.isEmpty()) return List.of();
        return Arrays.stream(words.split(" ", -1)).map(Integer::valueOf).toList();
    }

    String stand(int number) {
        PartitionImage one = image.partition(id(number)).orElseThrow();
        return one.inSync() + " led by " + one.leader() + " in " + one.leaderEpoch();
    }

    /** What was decided, once it is agreed. */
    <R> R done(Decision<?> decision, Class<R> kind) {
        commit(decision.records());
        Answer.Done<?> done = assertInstanceOf(Answer.Done.class, decision.answer());
        return assertInstanceOf(kind, done.reply());
    }
}
