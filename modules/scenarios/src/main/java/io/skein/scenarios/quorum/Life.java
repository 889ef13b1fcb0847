package io.skein.scenarios.quorum;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Message;
import io.skein.raft.core.Role;
import io.skein.raft.core.Seat;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.adapter.QuorumLinks;
import io.skein.server.adapter.RaftLogOpening;
import io.skein.server.adapter.StorageRaftLog;
import io.skein.simulation.SimHost;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import java.util.Optional;

/**
 * One run of a member's process, from its start to its death: wired as a node wires it, with
 * somebody who listens at every door. Owned by its {@link Site}.
 */
final class Life {
    private static final int MAILBOX_MAX = 100_000;

    final Stage stage;
    final Site site;
    final SimHost host;
    final Lane quorum;
    final HashMachine machine = new HashMachine(this);
    final Seen seen = new Seen();
    private final QuorumLinks links;
    private Optional<DataDirectory> directory = Optional.empty();
    private Optional<StorageRaftLog> log = Optional.empty();
    private Optional<QuorumDriver> driver = Optional.empty();
    private Optional<VoterId> id = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private boolean isStopping;
    private boolean isStopped;
    private int leadingEpoch;

    /** What was last seen of the member; and what it is just being told. */
    static final class Seen {
        Optional<Role> role = Optional.empty();
        int epoch;
        long committedBefore;
        Optional<Message> hearing = Optional.empty();
    }

    Life(Site site, SimHost host) {
        this.stage = site.stage;
        this.site = site;
        this.host = host;
        this.quorum = host.lane("quorum", MAILBOX_MAX);
        this.links = new QuorumLinks(site.node, quorum, host.clock(), () -> driver);
    }

    void start() {
        Lane commit = host.lane("commit-meta", MAILBOX_MAX);
        Disk disk = host.disk(Site.DISK);
        DirectoryWorld around =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("directory"),
                        commit,
                        host.lane("read-meta", MAILBOX_MAX),
                        stage.plan.storage(),
                        _ -> {});
        DirectoryClaim claim = new DirectoryClaim(site.node, Optional.empty());
        quorum.answer(() ->
                DataDirectory.open(
                        around,
                        claim,
                        quorum,
                        opening -> {
                            switch (opening) {
                                case DirectoryOpening.Opened(DataDirectory found) -> {
                                    directory = Optional.of(found);
                                    openLog(disk, commit, found);
                                }
                                case DirectoryOpening.Refused(var why) -> refuse(why.sentence());
                            }
                        }));
    }

    private void refuse(String sentence) {
        stage.tell(site.name() + " refuses to start: " + sentence);
        refusal = Optional.of(sentence);
    }

    private void openLog(Disk disk, Lane commit, DataDirectory found) {
        RaftLogOpening.Place place =
                new RaftLogOpening.Place(
                        found, disk, commit, quorum, host.clock(), stage.plan.log());
        RaftLogOpening.open(
                place,
                opened -> join(opened, found.id()),
                why -> found.close(quorum, _ -> refuse(why)));
    }

    private void join(StorageRaftLog opened, Uuid directoryId) {
        VoterId self = new VoterId(site.node, directoryId);
        id = Optional.of(self);
        log = Optional.of(opened);
        WatchedLog watched = new WatchedLog(this, opened);
        ghost().promises().starts(this, opened.remembered());
        Entropy chance = host.entropy("quorum");
        Seat seat = new Seat(new Voter(self, site.address()), stage.configured(), chance.uuid());
        WatchedLinks outbox = new WatchedLinks(this, links);
        QuorumDriver member =
                new QuorumDriver(
                        stage.plan.raft(),
                        seat,
                        new QuorumDriver.World(
                                quorum, host.clock(), chance.nextLong(), watched, outbox),
                        machine);
        driver = Optional.of(member);
        quorum.onTurnEnd(this::look);
        for (Seat.Configured other : stage.configured()) {
            if (other.nodeId() != site.node) links.reach(other.nodeId(), other.address());
        }
        links.over(new Arrivals(this, stage.net.transport(host, site.port())));
        member.start();
    }

    Ghost ghost() {
        return stage.ghost;
    }

    /** Has the ghost look at what has become of the member. */
    void look() {
        driver.ifPresent(member -> ghost().looks(this, member.standing()));
    }

    Optional<QuorumDriver> driver() {
        return driver;
    }

    Standing standing() {
        return driver.orElseThrow().standing();
    }

    VoterId id() {
        return id.orElseThrow();
    }

    /** Whether its member takes part, or could. */
    boolean isRunning() {
        return host.isAlive() && driver.isPresent() && !isStopping;
    }

    boolean isStarting() {
        return host.isAlive() && driver.isEmpty() && refusal.isEmpty();
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** Whether an orderly stop has come to its end. */
    boolean isStopped() {
        return isStopped;
    }

    boolean isStopping() {
        return isStopping;
    }

    void leads(int epoch) {
        leadingEpoch = epoch;
    }

    void leadsNoMore() {
        leadingEpoch = 0;
    }

    /** The epoch in which it may decide; 0 if there is none. */
    int leadingEpoch() {
        return isRunning() ? leadingEpoch : 0;
    }

    boolean leads() {
        return isRunning() && standing().role() instanceof Role.Leader;
    }

    /** How it stands, for people. */
    String describe() {
        String how = host.isAlive() ? "alive" : "down";
        if (driver.isEmpty()) return site.name() + " " + how;
        return "%s %s %s %s agreed before %d, applied before %d"
                .formatted(
                        site.name(),
                        how,
                        id(),
                        standing().role(),
                        standing().committedBefore(),
                        machine.next());
    }

    /** Stops in order, as a node does it. */
    void stop() {
        isStopping = true;
        quorum.answer(() -> {
            driver.orElseThrow().stop();
            look();
            log.orElseThrow()
                    .close(() -> directory.orElseThrow().close(quorum, _ -> isStopped = true));
        });
    }
}
