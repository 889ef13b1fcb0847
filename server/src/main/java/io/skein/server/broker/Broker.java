package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.server.broker.PartitionLane.Told;
import io.skein.server.broker.replica.Follow;
import io.skein.server.broker.replica.Followers;
import io.skein.server.broker.replica.Leaders;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.NodeImage.NodePort;
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

    /** Written before {@link #topics}, so that whoever sees a topic sees its lane. */
    private List<Slot> slots = List.of();

    private volatile PersistentMap<Uuid, Admission.Known> topics = PersistentMap.empty();
    private volatile boolean active;
    private Optional<Transport<ReplicaMessage>> transport = Optional.empty();

    /** The run of the process that this broker is part of. */
    public record Self(int node, Uuid run) {}

    /** A partition lane and what it owns. */
    public static final class Slot {
        private final Lane lane;
        private final Leaders leaders;
        private final PartitionLane partitions;
        private final Followers followers;

        private Slot(Lane lane, Leaders leaders, PartitionLane partitions) {
            this.lane = lane;
            this.leaders = leaders;
            this.partitions = partitions;
            this.followers = new Followers(lane, partitions::led);
        }
    }

    /** What the node hears of its partitions, on the partitions' lanes. */
    public interface Reports {
        /** The logs of these partitions are open now. */
        void onOpen(List<PartitionId> opened);

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
        Surroundings.Copying copying = new Surroundings.Copying(leaders, rhythm.lagNanos());
        Surroundings around = new Surroundings(lane, clock, self.node(), figures, reports, copying);
        return new Slot(lane, leaders, new PartitionLane(around, shelves, reports, rhythm));
    }

    /** Other brokers reach this one, and it them, once it is active. Before that. */
    public void over(Transport<ReplicaMessage> others) {
        transport = Optional.of(others);
    }

    /**
     * The node is registered and knows all metadata up to that: takes up every partition that it
     * holds.
     *
     * @param lanes who owns the partitions
     * @param found the folders in each data directory; those that no partition of the image owns
     *     are of topics that were deleted meanwhile, and are removed
     */
    public void activate(MetadataImage image, List<Found> found, List<Slot> lanes) {
        slots = List.copyOf(lanes);
        active = true;
        transport.ifPresent(others -> {
            others.accept(slots.stream().map(slot -> slot.followers.door()).toList());
            for (Slot slot : slots) slot.lane.answer(() -> slot.leaders.over(others));
        });
        image.topics().forEach((id, topic) -> follow(Optional.empty(), topic, image));
        for (Found one : found) {
            LogName name = one.name();
            if (isOwned(image, one)) continue;
            Slot slot = slot(name.topic(), name.partition());
            slot.lane.answer(() -> slot.partitions.removeStray(one.directory(), name));
        }
    }

    private boolean isOwned(MetadataImage image, Found one) {
        int number = one.name().partition();
        return image.topic(one.name().topic())
                .filter(topic -> number < topic.partitions().size())
                .flatMap(topic -> topic.partitions().get(number).replicaOn(self.node()))
                .filter(replica -> replica.directory().equals(one.directory()))
                .isPresent();
    }

    /** The metadata moved on; nothing happens before {@link #activate}. */
    public void follow(MetadataDelta delta) {
        if (!active) return;
        for (Uuid id : delta.topics()) {
            Optional<TopicImage> before = delta.before().topic(id);
            Optional<TopicImage> after = delta.after().topic(id);
            if (after.isPresent()) {
                follow(before, after.get(), delta.after());
            } else {
                before.ifPresent(this::forget);
            }
        }
    }

    private void follow(Optional<TopicImage> before, TopicImage topic, MetadataImage image) {
        TopicConfig config = configs.apply(topic);
        topics =
                topics.put(
                        topic.id(),
                        new Admission.Known(topic.name(), topic.partitions().size(), config));
        boolean sameConfig = before.filter(b -> b.configs().equals(topic.configs())).isPresent();
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage partition = topic.partitions().get(number);
            if (partition.replicaOn(self.node()).isEmpty()) continue;
            if (sameConfig && isSame(before, number, partition)) continue;
            Told told =
                    new Told(
                            new PartitionId(topic.id(), number),
                            new LogName(topic.name(), number),
                            partition,
                            config,
                            leading(image, topic, number));
            Slot slot = slot(topic.name(), number);
            slot.lane.answer(() -> slot.partitions.follow(told));
        }
    }

    /** Where it is led, if not here. */
    private Optional<Follow.Leading> leading(MetadataImage image, TopicImage topic, int number) {
        PartitionImage partition = topic.partitions().get(number);
        if (partition.leader() == self.node()) return Optional.empty();
        return image.nodes()
                .get(partition.leader())
                .map(NodeImage::port)
                .map(port -> new Leaders.Where(port.address(), port.doorOf(topic.name(), number)))
                .map(where -> new Follow.Leading(where, partition.leaderEpoch()));
    }

    private static boolean isSame(Optional<TopicImage> before, int number, PartitionImage now) {
        return before.filter(topic -> number < topic.partitions().size())
                .map(topic -> topic.partitions().get(number).equals(now))
                .orElse(false);
    }

    private void forget(TopicImage topic) {
        topics = topics.remove(topic.id());
        for (int number = 0; number < topic.partitions().size(); number++) {
            if (topic.partitions().get(number).replicaOn(self.node()).isEmpty()) continue;
            PartitionId id = new PartitionId(topic.id(), number);
            LogName name = new LogName(topic.name(), number);
            Slot slot = slot(topic.name(), number);
            slot.lane.answer(() -> slot.partitions.forget(id, name));
        }
    }

    /** Asks the leader of a partition; see {@link io.skein.server.door.FrontDoor}. */
    public <R extends PartitionReply> void ask(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        if (!active) {
            then.accept(Answer.refused(Refusals.notServing()));
            return;
        }
        Optional<Admission.Known> topic = topics.get(id.topic());
        Optional<Refusal> refused = Admission.refuse(id, request, topic);
        if (refused.isPresent()) {
            then.accept(Answer.refused(refused.get()));
            return;
        }
        Consumer<Answer<R>> told =
                request instanceof Append append ? Admission.breaking(append.run(), then) : then;
        Slot slot = slot(topic.orElseThrow().name(), id.number());
        if (!slot.lane.post(() -> slot.partitions.ask(id, request, told))) {
            told.accept(Answer.refused(Refusals.busy()));
        }
    }

    /** The controller says that this will never come to be. */
    public void claimRefused(InSyncClaim claim) {
        PartitionId id = claim.partition();
        topics.get(id.topic())
                .map(known -> slot(known.name(), id.number()))
                .ifPresent(slot ->
                        slot.lane.answer(
                                () -> slot.partitions.claimRefused(id, claim.partitionEpoch())));
    }

    private Slot slot(String topic, int partition) {
        return slots.get(NodePort.door(topic, partition, slots.size()));
    }

    /**
     * Counts, on every lane, the partitions that are neither led here nor known to be out of
     * service, and tells the sum.
     *
     * @param home the lane to tell it on
     */
    public void unsettled(Lane home, Consumer<Integer> then) {
        int[] sum = new int[1];
        Countdown left = new Countdown(slots.size(), () -> then.accept(sum[0]));
        for (Slot slot : slots) {
            slot.lane.answer(() -> {
                int count = slot.partitions.unsettled();
                home.answer(() -> {
                    sum[0] += count;
                    left.one();
                });
            });
        }
    }

    /**
     * Asks every lane which logs it has open, and tells each lane's answer on its own.
     *
     * @param home the lane to tell it on
     */
    public void openLogs(Lane home, Consumer<List<PartitionId>> then) {
        for (Slot slot : slots) {
            slot.lane.answer(() -> {
                List<PartitionId> open = slot.partitions.openLogs();
                home.answer(() -> then.accept(open));
            });
        }
    }

    /** Closes all logs in order. */
    public void close(Lane home, Runnable then) {
        active = false;
        Countdown left = new Countdown(slots.size(), then);
        for (Slot slot : slots) {
            slot.lane.answer(() -> slot.partitions.close(() -> home.answer(left::one)));
        }
    }
}
