package io.skein.benchmarks;

import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.raft.Parcel;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.server.adapter.GrpcTransport;
import io.skein.server.adapter.NodeIdentity;
import io.skein.server.adapter.NodeServer;
import io.skein.server.adapter.QuorumLinks;
import io.skein.server.adapter.QuorumParcels;
import io.skein.server.adapter.RaftLogOpening;
import io.skein.server.adapter.StorageRaftLog;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.JournalSettings;
import io.skein.storage.StorageSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A process with one member of Skein's metadata quorum and nothing else, put together as a node
 * does it. What is not said to belong to any thread is the quorum lane's.
 */
public final class SkeinMember implements Proposing {
    private static final int MAILBOX_MAX = 1 << 16;
    private static final long STOP_NANOS_MAX = 5_000_000_000L;

    private final Seating seating;
    private final JdkHost host;
    private final Lane quorum;
    private final Lane commit;
    private final Disk disk;
    private final List<ByteBuffer> payload;
    private final AppliedCount machine = new AppliedCount();
    private final QuorumLinks links;
    private final GrpcTransport<Parcel> transport;
    private final NodeServer server;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private volatile Optional<QuorumDriver> driver = Optional.empty();

    private SkeinMember(Seating seating) throws IOException {
        this.seating = seating;
        this.host = JdkHost.forClient("", (lane, bug) -> end(lane + ": " + bug));
        this.quorum = host.lane("quorum", MAILBOX_MAX);
        this.commit = host.lane("commit", MAILBOX_MAX);
        this.disk = host.disk(seating.folder().toString());
        this.payload = List.of(ByteBuffer.wrap(seating.payload()));
        this.links = new QuorumLinks(seating.number(), quorum, host.clock(), () -> driver);
        NodeIdentity identity =
                new NodeIdentity(
                        Optional::empty, seating.number(), host.entropy("incarnation").uuid());
        this.transport = GrpcTransport.ofQuorum(identity, new QuorumParcels());
        this.server = NodeServer.listen(seating.own(), List.of(transport));
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        SkeinMember member = new SkeinMember(Seating.of(words));
        member.quorum.answer(member::open);
        member.started.join();
        Orders.obey(member);
        System.exit(0);
    }

    private static void end(String why) {
        System.err.println(why);
        Runtime.getRuntime().halt(1);
    }

    private void open() {
        DirectoryWorld world =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("directory"),
                        commit,
                        host.lane("read", MAILBOX_MAX),
                        StorageSettings.DEFAULT.withReserve(0).withJournal(JournalSettings.NEVER),
                        SkeinMember::end);
        DirectoryClaim claim = new DirectoryClaim(seating.number(), Optional.empty());
        DataDirectory.open(
                world,
                claim,
                quorum,
                opening -> {
                    switch (opening) {
                        case DirectoryOpening.Opened(DataDirectory directory) -> openLog(directory);
                        case DirectoryOpening.Refused(var why) -> end(why.sentence());
                    }
                });
    }

    private void openLog(DataDirectory directory) {
        RaftLogOpening.open(
                new RaftLogOpening.Place(directory, disk, commit, quorum, host.clock()),
                log -> join(directory.id(), log),
                SkeinMember::end);
    }

    private void join(Uuid directory, StorageRaftLog log) {
        List<Seat.Configured> configured = new ArrayList<>();
        for (String address : seating.addresses()) {
            Seat.Configured each = new Seat.Configured(configured.size() + 1, address);
            configured.add(each);
            links.reach(each.nodeId(), address);
        }
        VoterId self = new VoterId(seating.number(), directory);
        String address = seating.addresses().get(seating.number() - 1);
        Seat seat =
                new Seat(
                        new VoterSet.Voter(self, address),
                        configured,
                        host.entropy("cluster").uuid());
        long seed = host.entropy("quorum").nextLong();
        QuorumDriver made =
                new QuorumDriver(
                        RaftSettings.defaults(),
                        seat,
                        new QuorumDriver.World(quorum, host.clock(), seed, log, links),
                        machine);
        driver = Optional.of(made);
        links.over(transport);
        made.start();
        started.complete(true);
    }

    @Override
    public boolean leads() {
        return machine.epoch().isPresent();
    }

    @Override
    public long applied() {
        return machine.count();
    }

    @Override
    public void propose() throws InterruptedException {
        QuorumDriver to = driver.orElseThrow();
        int epoch = machine.epoch().orElseThrow(() -> new BenchFailed("it leads no more"));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        boolean isTaken = quorum.post(() -> to.propose(epoch, payload, outcome::complete));
        if (!isTaken) throw new BenchFailed("the quorum's lane is full");
        try {
            if (!(outcome.get() instanceof Outcome.Committed)) {
                throw new BenchFailed("the outcome is " + outcome.join());
            }
        } catch (ExecutionException never) {
            throw new BenchFailed("no outcome", never);
        }
    }

    @Override
    public void close() {
        quorum.answer(() -> driver.ifPresent(QuorumDriver::stop));
        server.stop();
        try {
            host.stop(STOP_NANOS_MAX);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
