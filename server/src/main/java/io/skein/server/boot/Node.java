package io.skein.server.boot;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Seat;
import io.skein.server.adapter.NodeIdentity;
import io.skein.server.adapter.QuorumLinks;
import io.skein.server.adapter.RaftLogOpening;
import io.skein.server.adapter.StorageRaftLog;
import io.skein.server.broker.Broker;
import io.skein.server.broker.PartitionFigures;
import io.skein.server.controller.Controller;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.ImageFeed;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.NodeImage;
import io.skein.server.settings.Addresses;
import io.skein.server.settings.NodeSettings;
import io.skein.storage.DirectoryFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node between the transport and the disk, in whatever world {@link Host} is. Starts by itself:
 * directories, metadata log, quorum, registration, partitions, each after the one before. Owned by
 * the quorum lane; {@link #door}, {@link #phase}, {@link #figures} and {@link #stop} are for any
 * thread.
 */
public final class Node {
    private static final long SETTLED_CHECK_NANOS = 2_000_000;

    private final NodeSettings settings;
    private final Host host;
    private final NodeNews news;
    private final Lane quorum;
    private final Uuid incarnation;
    private final Directories directories;
    private final ImageFeed images = new ImageFeed();
    private final ControllerNews controllerNews;
    private final Controller controller;
    private final ActiveController active;
    private final Broker broker;
    private final FrontDoor door;
    private final Closing closing;
    private Optional<StorageRaftLog> metadataLog = Optional.empty();
    private volatile Optional<QuorumDriver> driver = Optional.empty();
    private final QuorumLinks links;
    private Addresses addresses;
    private Optional<Membership> membership = Optional.empty();
    private volatile Phase phase = Phase.STARTING;

    /** Where a node stands in its life. */
    public enum Phase {
        STARTING,
        SERVING,
        /** Going to stop: it serves, but others take over what it leads. */
        DRAINING,
        STOPPING,
        STOPPED
    }

    private Node(NodeSettings settings, Host host, NodeNews news) {
        this.settings = settings;
        this.addresses = settings.addresses();
        this.host = host;
        this.news = news;
        this.quorum = host.lane("quorum", settings.mailboxMax());
        this.links = new QuorumLinks(settings.nodeId(), quorum, host.clock(), () -> driver);
        this.incarnation = host.entropy("incarnation").uuid();
        this.directories = new Directories(host, settings, quorum, this::directoryFailed);
        Broker.Self self = new Broker.Self(settings.nodeId(), incarnation);
        this.broker =
                new Broker(
                        self,
                        settings.topics()::configOf,
                        settings.rhythm(),
                        new PartitionNews(news, this::opened, this::claimed));
        this.controllerNews = new ControllerNews(news, this::moved, this::becameActive);
        this.controller = controllerNews.controller(settings, incarnation, host, quorum);
        this.active =
                new ActiveController(
                        new ActiveController.Around(settings.nodeId(), quorum, host.clock()),
                        controller,
                        () -> driver.flatMap(member -> member.standing().leader()));
        this.door = new NodeDoor(new MetadataDoor(quorum, active, self), broker, images);
        this.closing = new Closing(quorum, broker, directories);
    }

    /** Makes a node that does nothing yet: no file is touched before {@link #start}. */
    public static Node make(NodeSettings settings, Host host, NodeNews news) {
        return new Node(settings, host, news);
    }

    /** Lets it start, as the one that is reached there; its news tells how that went. Once. */
    public void start(Addresses reached) {
        quorum.answer(() -> {
            addresses = reached;
            directories.open(this::openMetadataLog, news::onRefused);
        });
    }

    /** Where requests go. */
    public FrontDoor door() {
        return door;
    }

    NodeIdentity identity() {
        return new NodeIdentity(
                () -> images.current().clusterId().or(directories::clusterId),
                settings.nodeId(),
                incarnation);
    }

    /** Lets this node and others speak. */
    public void connect(Peers others) {
        links.over(others.members());
        active.over(others.sessions());
        broker.over(others.brokers());
    }

    /** This node's member of the quorum, once it takes part; only what is for any thread. */
    Optional<QuorumDriver> quorumMember() {
        return driver;
    }

    public Phase phase() {
        return phase;
    }

    /** What the committers have done so far, by directory; none before the directories are open. */
    Map<String, DirectoryFigures> directoryFigures() {
        return directories.figures();
    }

    /** What its partitions have done so far. */
    public PartitionFigures figures() {
        return broker.figures();
    }

    /** How often its controller let a replica lead that may lack something. */
    long losses() {
        return controllerNews.losses();
    }

    private void openMetadataLog() {
        Directories.Opened at = directories.metadata();
        RaftLogOpening.Place place =
                new RaftLogOpening.Place(
                        at.directory(), at.disk(), at.commit(), quorum, host.clock());
        RaftLogOpening.open(
                place, this::joinQuorum, why -> directories.close(() -> news.onRefused(why)));
    }

    private void joinQuorum(StorageRaftLog log) {
        if (phase != Phase.STARTING) return;
        metadataLog = Optional.of(log);
        Entropy chance = host.entropy("quorum");
        Uuid directory = directories.metadata().directory().id();
        Seat seat = Seats.of(settings, directory, addresses.forNodes(), chance.uuid());
        var world = new QuorumDriver.World(quorum, host.clock(), chance.nextLong(), log, links);
        QuorumDriver member = new QuorumDriver(settings.raft(), seat, world, controller);
        controller.attach(member);
        driver = Optional.of(member);
        NodeImage self = directories.owner(incarnation, addresses);
        Membership mine =
                new Membership(
                        new Presence.Around(quorum, active, broker),
                        new Presence.Self(self, images::current),
                        news::onTrouble,
                        this::joinCluster);
        membership = Optional.of(mine);
        seat.configured().forEach(one -> links.reach(one.nodeId(), one.address()));
        member.start();
        quorum.onTurnEnd(new LeaderWatch(settings.nodeId(), member, news)::look);
        mine.registration().ask();
        new StartWatch(quorum, links, news, member).until(mine.registration());
    }

    /** The metadata moves; called on the quorum lane, inside the quorum's step. */
    private void moved(MetadataDelta delta) {
        broker.follow(delta);
        images.publish(delta.after());
        membership.ifPresent(mine -> {
            mine.registration().look(delta.after());
            mine.copies().look();
        });
        active.moved();
    }

    private void becameActive() {
        quorum.answer(() -> {
            membership.ifPresent(mine -> mine.registration().ask());
            active.greet(images.current(), links::lostNanos);
        });
    }

    private void joinCluster() {
        if (phase != Phase.STARTING) return;
        Uuid cluster =
                images.current()
                        .clusterId()
                        .flatMap(Uuid::parse)
                        .orElseThrow(() -> Check.unreachable("the first record names the cluster"));
        directories.join(
                cluster,
                this::openPartitions,
                why -> news.onTrouble("the cluster's id could not be noted: " + why));
    }

    private void openPartitions() {
        if (phase != Phase.STARTING) return;
        directories.absent().forEach(news::onTrouble);
        directories.listen(news::onRoom);
        List<Broker.Found> found = directories.found(news::onTrouble);
        broker.activate(
                images.current(), found, BrokerLanes.make(host, settings, directories, broker));
        membership.ifPresent(mine -> mine.presence().begin());
        awaitSettled();
    }

    private void directoryFailed(Uuid directory, String cause) {
        news.onTrouble(
                LostPartitions.of(images.current(), settings.nodeId(), directory).sentence(cause));
    }

    private void opened(List<CopyId> copies) {
        quorum.answer(() -> membership.ifPresent(mine -> mine.presence().opened(copies)));
    }

    private void claimed(InSyncClaim claim) {
        quorum.answer(() -> membership.ifPresent(mine -> mine.claims().add(claim)));
    }

    private void awaitSettled() {
        broker.unsettled(
                quorum,
                count -> {
                    if (phase != Phase.STARTING) return;
                    if (count == 0 && membership.orElseThrow().isTrusted(images.current())) {
                        phase = Phase.SERVING;
                        news.onStarted();
                    } else {
                        quorum.after(SETTLED_CHECK_NANOS, this::awaitSettled);
                    }
                });
    }

    /**
     * Has others take over what this node leads, while it still serves, until that is done or takes
     * too long. {@code then} is called on the quorum lane.
     */
    public void drain(Runnable then) {
        quorum.answer(() -> {
            if (phase == Phase.SERVING) phase = Phase.DRAINING;
            departure().ifPresentOrElse(own -> own.drain(settings.drainNanosMax(), then), then);
        });
    }

    private Optional<Departure> departure() {
        return membership
                .filter(mine -> mine.isTrusted(images.current()))
                .map(Membership::departure);
    }

    /**
     * Stops in order: others take over and are told, what is under way is answered, every log is
     * closed, and the mark of a clean stop is left. {@code then} is called on the quorum lane; the
     * lanes may be stopped after that. Asked again, it waits for nobody any more.
     */
    public void stop(Runnable then) {
        quorum.answer(() -> {
            if (phase == Phase.STOPPING || phase == Phase.STOPPED) {
                closing.whenClosed(then);
                membership.ifPresent(mine -> mine.departure().hurry());
                return;
            }
            phase = Phase.STOPPING;
            closing.whenClosed(() -> phase = Phase.STOPPED);
            closing.whenClosed(then);
            departure().ifPresentOrElse(this::depart, this::close);
        });
    }

    private void depart(Departure own) {
        own.drain(settings.drainNanosMax(), () -> own.leave(this::close));
    }

    private void close() {
        membership.ifPresent(mine -> mine.presence().end());
        closing.run(driver, metadataLog);
    }
}
