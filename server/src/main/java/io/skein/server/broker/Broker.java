package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.server.broker.PartitionLane.Told;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.broker.forward.Forwards;
import io.skein.server.broker.replica.Follow;
import io.skein.server.broker.replica.Leaders;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.settings.Rhythm;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.LogName;
import io.skein.storage.Shelf;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The broker's half of a node: follows the metadata, hands every partition that this node holds to
 * its lane, and takes requests there. Follows on the quorum lane; requests come on any thread.
 */
public final class Broker {
    private final Self self;
    private final Function<TopicImage, TopicConfig> configs;
    private final Reports reports;
    private final Rhythm rhythm;
    private final PartitionFigures figures = new PartitionFigures();
    private final Whereabouts whereabouts;

    /** Written before {@link #topics}, so that whoever sees a topic sees its lane. */
    private Slots slots = Slots.NONE;

    private volatile PersistentMap<Uuid, Admission.Known> topics = PersistentMap.empty();
    private volatile boolean active;
    private Optional<Others> others = Optional.empty();

    /** The run of the process that this broker is part of. */
    public record Self(int node, Uuid run) {}

    /** How other brokers are reached, and reach this one. */
    public record Others(Transport<ReplicaMessage> replicas, Transport<ForwardMessage> forwards) {}

    /** What the node hears of its partitions, on the partitions' lanes. */
    public interface Reports {
        /** The logs of these partitions are open now. */
        void onOpen(List<CopyId> opened);

        /** The controller has to know who is in sync where this node leads. */
        void onClaim(InSyncClaim claim);

        /** How far the recovery of a log has come. */
        void onRecovering(LogName name, long bytesDone, long bytesTotal);

        /** Something is wrong with a folder, and a person should know. */
        void onTrouble(LogName name, Refusal why);
    }

    /** A folder that was in a data directory when it was opened. */
    public record Found(Uuid directory, LogName name) {}

    public Broker(
            Self self, Function<TopicImage, TopicConfig> configs, Rhythm rhythm, Reports reports) {
        this.self = self;
        this.whereabouts = new Whereabouts(self.node());
        this.configs = configs;
        this.rhythm = rhythm;
        this.reports = reports;
    }

    /** What the partitions have done so far. */
    public PartitionFigures figures() {
        return figures;
    }

    /** A lane for partitions, with its shelf in each data directory. */
    public Slot slot(Lane lane, Clock clock, SortedMap<Uuid, Shelf> shelves) {
        Leaders leaders = new Leaders(lane, new ReplicaMessage.Follower(self.node(), self.run()));
        Forwards forwards = new Forwards(lane);
        Surroundings.Copying copying = new Surroundings.Copying(leaders, rhythm.lagNanos());
        Surroundings around =
                new Surroundings(
                        lane, clock, self.node(), figures, reports, copying, new HandOvers());
        Elsewhere elsewhere = new Elsewhere(forwards, whereabouts, figures.requests());
        PartitionLane partitions = new PartitionLane(around, shelves, rhythm, elsewhere);
        FromOthers fromOthers = new FromOthers(partitions, this::served, figures.requests());
        return new Slot(lane, new Slot.Ways(leaders, forwards), partitions, fromOthers);
    }

    /** Other brokers reach this one, and it them, once it is active. Before that. */
    public void over(Others reached) {
        others = Optional.of(reached);
    }

    /**
     * The node is registered and knows all metadata up to that: takes up every partition that it
     * holds.
     *
     * @param lanes who owns the partitions
     * @param found the folders in each data directory; those that no partition of the image owns
     *     are of topics that were deleted meanwhile, and are removed
     */
    public void activate(MetadataImage known, List<Found> found, List<Slot> lanes) {
        slots = new Slots(lanes);
        others.ifPresent(reached -> {
            reached.replicas().accept(lanes.stream().map(Slot::followers).toList());
            reached.forwards().accept(lanes.stream().map(Slot::forwarders).toList());
            lanes.forEach(slot -> slot.over(reached));
        });
        slots.stopping(known);
        known.topics().forEach((id, topic) -> follow(Optional.empty(), topic, known));
        // Before that, a topic that exists would be told to be missing, which nobody asks twice.
        active = true;
        TreeMap<String, TopicImage> byFolder = new TreeMap<>();
        known.topics().values().forEach(topic -> byFolder.put(topic.folder(), topic));
        for (Found one : found) {
            LogName name = one.name();
            if (isOwned(Optional.ofNullable(byFolder.get(name.topic())), one)) continue;
            Slot slot = slots.of(name.topic(), name.partition());
            slot.lane().answer(() -> slot.partitions().removeStray(one.directory(), name));
        }
        whereabouts.know(known);
    }

    private boolean isOwned(Optional<TopicImage> of, Found one) {
        int number = one.name().partition();
        return of.filter(topic -> number < topic.partitions().size())
                .flatMap(topic -> topic.partitions().get(number).replicaOn(self.node()))
                .filter(replica -> replica.directory().equals(one.directory()))
                .isPresent();
    }

    /** The metadata moved on; nothing happens before {@link #activate}. */
    public void follow(MetadataDelta delta) {
        if (!active) return;
        if (!delta.after().stopping().equals(delta.before().stopping())) {
            slots.stopping(delta.after());
        }
        // Another topic may have the name of one that is gone, and its folder only after that.
        for (Uuid id : delta.topics()) {
            if (delta.after().topic(id).isEmpty()) delta.before().topic(id).ifPresent(this::forget);
        }
        for (Uuid id : delta.topics()) {
            delta.after()
                    .topic(id)
                    .ifPresent(topic -> follow(delta.before().topic(id), topic, delta.after()));
        }
        whereabouts.know(delta.after());
    }

    private void follow(Optional<TopicImage> before, TopicImage topic, MetadataImage now) {
        TopicConfig config = configs.apply(topic);
        topics = topics.put(topic.id(), Admission.Known.of(topic, config));
        Before was = new Before(before);
        boolean sameConfig = was.hasSameSettings(topic);
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage partition = topic.partitions().get(number);
            if (sameConfig && was.isSame(number, partition)) continue;
            boolean hasLeft = was.hasLeft(self.node(), number, partition);
            boolean isHeld = partition.replicaOn(self.node()).isPresent();
            if (!hasLeft && !isHeld) continue;
            Slot slot = slots.of(topic.folder(), number);
            PartitionId id = new PartitionId(topic.id(), number);
            LogName name = new LogName(topic.folder(), number);
            if (hasLeft) slot.lane().answer(() -> slot.partitions().leave(id, name));
            if (!isHeld) continue;
            Optional<Follow.Leading> leading = whereabouts.leading(now, topic, number);
            Told told = new Told(id, name, partition, config, leading);
            slot.lane().answer(() -> slot.partitions().follow(told));
        }
    }

    private void forget(TopicImage topic) {
        topics = topics.remove(topic.id());
        for (int number = 0; number < topic.partitions().size(); number++) {
            if (topic.partitions().get(number).replicaOn(self.node()).isEmpty()) continue;
            PartitionId id = new PartitionId(topic.id(), number);
            LogName name = new LogName(topic.folder(), number);
            Slot slot = slots.of(topic.folder(), number);
            slot.lane().answer(() -> slot.partitions().forget(id, name));
        }
    }

    /** Asks the leader of a partition; see {@link io.skein.server.door.FrontDoor}. */
    public <R extends PartitionReply> void ask(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        admit(id, request, then, (at, told) -> at.ask(id, request, told));
    }

    /** Asks the leader of a partition if that is here; see the same. */
    public <R extends PartitionReply> void askHere(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        admit(id, request, then, (at, told) -> at.askHere(id, request, told));
    }

    private <R extends PartitionReply> void admit(
            PartitionId id,
            PartitionRequest<R> request,
            Consumer<Answer<R>> then,
            BiConsumer<PartitionLane, Consumer<Answer<R>>> asking) {
        if (!active) {
            then.accept(Answer.refused(Refusals.notServing()));
            return;
        }
        Optional<Admission.Known> topic = served(id.topic());
        Optional<Refusal> refused = Admission.refuse(id, request, topic);
        if (refused.isPresent()) {
            then.accept(Answer.refused(refused.get()));
            return;
        }
        Consumer<Answer<R>> told =
                request instanceof Append append ? append.run().listening(then) : then;
        Slot slot = slots.of(topic.orElseThrow().folder(), id.number());
        if (!slot.lane().post(() -> asking.accept(slot.partitions(), told))) {
            told.accept(Answer.refused(Refusals.busy()));
        }
    }

    private Optional<Admission.Known> served(Uuid topic) {
        return topics.get(topic).filter(Admission.Known::isServed);
    }

    /** The controller says that this will never come to be. */
    public void claimRefused(InSyncClaim claim) {
        PartitionId id = claim.partition();
        topics.get(id.topic())
                .map(known -> slots.of(known.folder(), id.number()))
                .ifPresent(slot ->
                        slot.lane()
                                .answer(() ->
                                        slot.partitions()
                                                .claimRefused(id, claim.partitionEpoch())));
    }

    /**
     * Counts, on every lane, the partitions that are neither led here nor known to be out of
     * service, and tells the sum.
     *
     * @param home the lane to tell it on
     */
    public void unsettled(Lane home, Consumer<Integer> then) {
        slots.unsettled(home, then);
    }

    /**
     * Asks every lane which logs it has open, and tells each lane's answer on its own.
     *
     * @param home the lane to tell it on
     */
    public void openLogs(Lane home, Consumer<List<CopyId>> then) {
        slots.openLogs(home, then);
    }

    /**
     * Asks how far the copies have come that are made of these partitions, where they are led here.
     *
     * @param home the lane to tell it on
     */
    public void copies(
            List<PartitionId> led,
            Lane home,
            Consumer<SortedMap<PartitionId, List<CopyProgress>>> then) {
        slots.ask(
                home,
                lane -> lane.copies(led),
                each -> {
                    TreeMap<PartitionId, List<CopyProgress>> all = new TreeMap<>();
                    each.forEach(all::putAll);
                    then.accept(all);
                });
    }

    /** Closes all logs in order. */
    public void close(Lane home, Runnable then) {
        active = false;
        slots.close(home, then);
    }
}
