package io.skein.server.broker;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.broker.RequestFigures.Way;
import io.skein.server.broker.replica.Copies;
import io.skein.server.broker.replica.Follow;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.settings.Rhythm;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.LogName;
import io.skein.storage.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The partitions that one lane owns; everything here happens on that lane. Two topics that had the
 * same name one after the other meet on the same lane, so that the folder of the first is gone
 * before that of the second is made.
 */
final class PartitionLane implements Folder.Events {
    private final Surroundings around;
    private final SortedMap<Uuid, Shelf> shelves;
    private final Elsewhere elsewhere;
    private final TreeMap<PartitionId, Partition> partitions = new TreeMap<>();
    private final TreeMap<Place, Folder> folders = new TreeMap<>();
    private final List<CopyId> opened = new ArrayList<>();
    private final Aging aging;
    private final Aging compacting;
    private boolean closed;

    /** What the metadata says of one partition that this node holds. */
    record Told(
            PartitionId id,
            LogName name,
            PartitionImage image,
            TopicConfig config,
            Optional<Follow.Leading> leading) {}

    /** Where a folder lies. The next topic of a name may get another directory than the last. */
    private record Place(Uuid directory, LogName name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : directory.compareTo(other.directory);
        }
    }

    PartitionLane(
            Surroundings around,
            SortedMap<Uuid, Shelf> shelves,
            Rhythm rhythm,
            Elsewhere elsewhere) {
        this.around = around;
        this.shelves = shelves;
        this.elsewhere = elsewhere;
        this.aging =
                new Aging(
                        around,
                        rhythm.retentionNanos(),
                        partitions,
                        (each, nowMillis) -> each.age(nowMillis, rhythm.producerMillis()));
        this.compacting =
                new Aging(around, rhythm.compactionNanos(), partitions, Partition::compact);
        around.lane().onTurnEnd(this::reportOpened);
    }

    /** These nodes are about to stop: others than they are to lead. */
    void stopping(SortedSet<Integer> nodes) {
        around.handOvers().know(nodes);
        partitions.values().forEach(Partition::handOverIfDue);
    }

    /** The node holds this partition: it is new here, or something about it has changed. */
    void follow(Told told) {
        if (closed) return;
        Optional<Partition> known = Optional.ofNullable(partitions.get(told.id()));
        if (known.isPresent()) {
            known.get().changed(told);
            return;
        }
        Partition partition = new Partition(told, around);
        partitions.put(told.id(), partition);
        aging.start();
        compacting.start();
        folder(new Place(partition.directory(), told.name())).open(told, partition);
    }

    /** The partition is deleted, with all that is in it. */
    void forget(PartitionId id, LogName name) {
        end(
                id,
                name,
                Refusal.definite(Why.UNKNOWN_TOPIC, "the topic of this partition was deleted"));
    }

    /** The partition is held by other nodes from now on: the copy here is deleted. */
    void leave(PartitionId id, LogName name) {
        end(id, name, Refusals.notLeader(id));
    }

    private void end(PartitionId id, LogName name, Refusal why) {
        if (closed) return;
        Optional<Partition> partition = Optional.ofNullable(partitions.remove(id));
        Check.that(partition.isPresent(), "what is forgotten was followed");
        partition.get().end(why);
        delete(new Place(partition.get().directory(), name));
    }

    /** Removes the folder of a partition that was deleted while this node was away. */
    void removeStray(Uuid directory, LogName name) {
        if (closed) return;
        delete(new Place(directory, name));
    }

    private void delete(Place place) {
        Folder folder = folder(place);
        folder.delete(() -> {
            if (!folder.wanted()) folders.remove(place);
        });
    }

    /** Asks the leader of a partition, here or elsewhere. */
    <R extends PartitionReply> void ask(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        if (closed || ofThisNode(id).isPresent()) askHere(id, request, then);
        else elsewhere.ask(id, request, then);
    }

    /** Asks the leader of a partition if that is here. */
    <R extends PartitionReply> void askHere(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        around.figures().requests().count(Way.HERE, request);
        answer(id, request, then);
    }

    /** Answers, whoever has asked. */
    <R extends PartitionReply> void answer(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        Optional<Partition> partition = ofThisNode(id);
        if (partition.isPresent()) {
            partition.get().ask(request, then);
        } else {
            Refusal why = closed ? Refusals.stopping() : elsewhere.notHere(id);
            then.accept(Answer.refused(why));
        }
    }

    private Optional<Partition> ofThisNode(PartitionId id) {
        return Optional.ofNullable(partitions.get(id)).filter(Partition::isOfThisNode);
    }

    /** The copies of a partition that is led here. */
    Optional<Copies> led(PartitionId id) {
        return Optional.ofNullable(partitions.get(id)).flatMap(Partition::copies);
    }

    /** How far copies of these have come, where they are led here. */
    SortedMap<PartitionId, List<CopyProgress>> copies(List<PartitionId> ids) {
        TreeMap<PartitionId, List<CopyProgress>> all = new TreeMap<>();
        for (PartitionId id : ids) led(id).ifPresent(copies -> all.put(id, copies.progress()));
        return all;
    }

    /** What that partition has claimed against that partition epoch never comes to be. */
    void claimRefused(PartitionId id, int partitionEpoch) {
        Optional.ofNullable(partitions.get(id))
                .ifPresent(partition -> partition.claimRefused(partitionEpoch));
    }

    /** How many partitions have neither a leader here nor a reason why not. */
    int unsettled() {
        int count = 0;
        for (Partition partition : partitions.values()) if (!partition.settled()) count++;
        return count;
    }

    /** The copies whose logs are open. */
    List<CopyId> openLogs() {
        return partitions.values().stream().filter(Partition::isOpen).map(Partition::copy).toList();
    }

    /** Closes all logs in order; what is unconfirmed by then is unknown. */
    void close(Runnable then) {
        closed = true;
        for (Partition partition : partitions.values()) partition.end(Refusals.stopping());
        partitions.clear();
        Countdown left = new Countdown(folders.size(), then);
        for (Folder folder : List.copyOf(folders.values())) folder.close(left::one);
    }

    private Folder folder(Place place) {
        return folders.computeIfAbsent(
                place, at -> new Folder(at.name(), shelf(at.directory()), around.lane(), this));
    }

    /** None if the directory was not there when the node started, or is another one now. */
    private Optional<Shelf> shelf(Uuid directory) {
        return Optional.ofNullable(shelves.get(directory));
    }

    @Override
    public void onOpen(Partition partition) {
        opened.add(partition.copy());
    }

    @Override
    public void onRecovering(LogName name, long bytesDone, long bytesTotal) {
        around.reports().onRecovering(name, bytesDone, bytesTotal);
    }

    @Override
    public void onTrouble(LogName name, Refusal why) {
        around.reports().onTrouble(name, why);
    }

    private void reportOpened() {
        if (opened.isEmpty()) return;
        around.reports().onOpen(List.copyOf(opened));
        opened.clear();
    }
}
