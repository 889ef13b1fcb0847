package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.records.BatchCheck;
import io.skein.records.DecompressionBound;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.RestartRequest;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A whole node in one class: topics and their logs in memory. Locked as a whole. */
final class SmallDoor implements FrontDoor {
    private final List<Consumer<MetadataImage>> watchers = new CopyOnWriteArrayList<>();
    private final TreeMap<PartitionId, SmallLog> logs = new TreeMap<>();
    private final Deque<Runnable> kept = new ArrayDeque<>();
    private volatile MetadataImage image = firstImage();
    private boolean keeping;
    private long bytesRead;
    private long producers;

    private static MetadataImage firstImage() {
        NodeImage node =
                new NodeImage(
                        1,
                        Uuid.ZERO,
                        List.of(),
                        "localhost:7070",
                        new NodeImage.NodePort("localhost:7070", 2),
                        List.of("broker"),
                        false);
        return new MetadataImage(
                0,
                1,
                Optional.of("a-cluster-of-one-node-"),
                PersistentMap.<Integer, NodeImage>empty().put(1, node),
                PersistentMap.empty(),
                PersistentMap.empty());
    }

    @Override
    public synchronized void newProducer(Consumer<Answer<Long>> then) {
        then.accept(Answer.done(producers++));
    }

    @Override
    public synchronized void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        Answer<AdminReply> answer =
                switch (request) {
                    case AdminRequest.CreateTopic create -> create(create);
                    case AdminRequest.DescribeQuorum() -> Answer.done(SmallRestarts.quorum());
                    case AdminRequest.Diagnose asked ->
                            Answer.done(SmallRestarts.diagnosed(asked.namedMax()));
                    case AdminRequest.DeleteTopic(String name) -> delete(name);
                    case AdminRequest.UndeleteTopic _, AdminRequest.PurgeTopic _ ->
                            refused(Why.UNKNOWN_TOPIC, "no trash here");
                    case AdminRequest.AlterTopicConfig alter ->
                            refused(Why.INVALID_CONFIG, "no settings, " + alter.name());
                    case RestartRequest restart -> SmallRestarts.answer(restart);
                    case LayoutRequest _ -> refused(Why.INVALID_PARTITIONS, "one node");
                };
        then.accept(answer);
    }

    private static <R> Answer<R> refused(Why why, String message) {
        return Answer.refused(Refusal.definite(why, message));
    }

    private Answer<AdminReply> create(AdminRequest.CreateTopic create) {
        if (image.topic(create.name()).isPresent()) {
            return refused(Why.TOPIC_EXISTS, "taken\n" + create.name());
        }
        int count = create.partitions().orElse(1);
        Uuid id = new Uuid(7, image.offset() + 1);
        List<PartitionImage> partitions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            var replica = new PartitionImage.Replica(1, Uuid.ZERO, false);
            partitions.add(PartitionImage.created(List.of(replica)));
            logs.put(new PartitionId(id, number), new SmallLog());
        }
        TopicImage topic = new TopicImage(create.name(), id, partitions, PersistentMap.empty());
        publish(image.topics().put(id, topic), image.topicIds().put(create.name(), id));
        return Answer.done(new AdminReply.TopicCreated(id, count, 1));
    }

    private Answer<AdminReply> delete(String name) {
        Optional<TopicImage> topic = image.topic(name);
        if (topic.isEmpty()) {
            return refused(Why.UNKNOWN_TOPIC, "there is no " + name);
        }
        Uuid id = topic.get().id();
        publish(image.topics().remove(id), image.topicIds().remove(name));
        return Answer.done(new AdminReply.TopicDeleted(id, OptionalLong.empty()));
    }

    private void publish(
            PersistentMap<Uuid, TopicImage> topics, PersistentMap<String, Uuid> topicIds) {
        image =
                new MetadataImage(
                        image.offset() + 1, 1, image.clusterId(), image.nodes(), topics, topicIds);
        for (Consumer<MetadataImage> watcher : watchers) watcher.accept(image);
    }

    @Override
    public synchronized <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        SmallLog log = logs.get(partition);
        if (log == null) {
            answer(then, Answer.refused(Refusal.definite(Why.UNKNOWN_TOPIC, "no such log")));
            return;
        }
        take(log, request, new Asker<>(then));
    }

    @Override
    public <R extends PartitionReply> void askHere(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        ask(partition, request, then);
    }

    /** Java cannot see that the reply of a request of a known kind is of its kind. */
    private record Asker<R extends PartitionReply>(Consumer<Answer<R>> then) {
        @SuppressWarnings("unchecked")
        <S extends PartitionReply> Consumer<Answer<S>> as() {
            return (Consumer<Answer<S>>) (Consumer<?>) then;
        }
    }

    private <R extends PartitionReply> void take(
            SmallLog log, PartitionRequest<R> request, Asker<R> asker) {
        switch (request) {
            case PartitionRequest.Append append ->
                    answer(asker.<PartitionReply.Appended>as(), append(log, append));
            case PartitionRequest.Read read -> read(log, read, asker.as());
            case PartitionRequest.Bounds _ ->
                    answer(asker.<PartitionReply.Offsets>as(), Answer.done(log.offsets()));
            case PartitionRequest.DeleteRecords delete ->
                    answer(asker.<PartitionReply.RecordsDeleted>as(), delete(log, delete));
            case PartitionRequest.OffsetForTime time ->
                    answer(
                            asker.<PartitionReply.FoundTime>as(),
                            Answer.done(
                                    new PartitionReply.FoundTime(
                                            log.offsets().highWatermark(),
                                            OptionalLong.of(time.timestampMillis()))));
        }
    }

    private static Answer<PartitionReply.RecordsDeleted> delete(
            SmallLog log, PartitionRequest.DeleteRecords delete) {
        long end = log.offsets().highWatermark();
        long before = delete.before().orElse(end);
        if (before > end) {
            return Answer.refused(Refusal.definite(Why.OFFSET_OUT_OF_RANGE, "not there"));
        }
        log.trim(before);
        return Answer.done(new PartitionReply.RecordsDeleted(before));
    }

    private Answer<PartitionReply.Appended> append(SmallLog log, PartitionRequest.Append append) {
        ByteBuffer batch = append.batch();
        var verdict =
                BatchCheck.produced(
                        batch, batch.position(), batch.limit(), DecompressionBound.DEFAULT);
        if (!verdict.isValid()) {
            return Answer.refused(Refusal.definite(Why.CORRUPT_BATCH, verdict.toString()));
        }
        long base = log.append(batch);
        for (SmallLog.Waiting waiting : log.takeWaiting())
            read(log, waiting.read(), waiting.then());
        boolean durable = append.acks() == PartitionRequest.Acks.ALL;
        return Answer.done(new PartitionReply.Appended(base, durable, OptionalLong.empty(), 0));
    }

    private void read(
            SmallLog log,
            PartitionRequest.Read read,
            Consumer<Answer<PartitionReply.Batches>> then) {
        PartitionReply.Offsets offsets = log.offsets();
        if (read.offset() < offsets.logStart() || read.offset() > offsets.highWatermark()) {
            answer(then, Answer.refused(Refusal.definite(Why.OFFSET_OUT_OF_RANGE, "not there")));
            return;
        }
        PartitionReply.Batches found = log.read(read.offset(), read.bytesMax());
        if (found.batches().isEmpty() && read.waitNanos() > 0) {
            log.await(new SmallLog.Waiting(read, then));
            return;
        }
        for (ByteBuffer batch : found.batches()) bytesRead += batch.remaining();
        answer(then, Answer.done(found));
    }

    private <R> void answer(Consumer<Answer<R>> then, Answer<R> answer) {
        if (keeping) kept.add(() -> then.accept(answer));
        else then.accept(answer);
    }

    @Override
    public MetadataImage image() {
        return image;
    }

    @Override
    public Watch watchImage(Consumer<MetadataImage> then) {
        watchers.add(then);
        return () -> watchers.remove(then);
    }

    int watchers() {
        return watchers.size();
    }

    Uuid createTopic(String name, int partitions) {
        ask(
                new AdminRequest.CreateTopic(
                        name,
                        java.util.OptionalInt.of(partitions),
                        java.util.OptionalInt.empty(),
                        new TreeMap<>(),
                        false),
                _ -> {});
        return image.topic(name).orElseThrow().id();
    }

    /** From now on answers of partitions are kept. */
    synchronized void keepAnswers() {
        keeping = true;
    }

    /** Gives a kept answer, the newest first if so wished, to show that order is not ours. */
    synchronized void giveAnswer(boolean newest) {
        (newest ? kept.removeLast() : kept.removeFirst()).run();
    }

    synchronized void giveAllAnswers() {
        keeping = false;
        while (!kept.isEmpty()) kept.removeFirst().run();
    }

    synchronized int keptAnswers() {
        return kept.size();
    }

    /** Bytes of all batches that reads have brought so far. */
    synchronized long bytesRead() {
        return bytesRead;
    }

    /** Reads that wait for something to come. */
    synchronized int waitingReads(PartitionId partition) {
        return log(partition).waiting();
    }

    /** Whether it knows all that is agreed, from now on; who waits is told. */
    synchronized void know(PartitionId partition, boolean is) {
        SmallLog log = log(partition);
        log.know(is);
        for (SmallLog.Waiting waiting : log.takeWaiting()) {
            PartitionRequest.Read read = waiting.read();
            waiting.then().accept(Answer.done(log.read(read.offset(), read.bytesMax())));
        }
    }

    /** What the log keeps begins here from now on. */
    synchronized void trim(PartitionId partition, long start) {
        log(partition).trim(start);
    }

    SmallLog log(PartitionId partition) {
        return Optional.ofNullable(logs.get(partition)).orElseThrow();
    }

    /** The batch of the partition at the given place, for looking at. */
    synchronized ByteBuffer batch(PartitionId partition, int at) {
        return log(partition).batch(at);
    }
}
