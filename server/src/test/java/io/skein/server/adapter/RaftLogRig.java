package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.raft.RaftLog.Installed;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.server.adapter.RaftLogOpening.Place;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.StorageSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One process with a metadata log on a simulated disk. */
final class RaftLogRig {
    static final String DATA = "data";
    static final String FOLDER = "__cluster_metadata-0";
    static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    private static final long MINUTE = 60_000_000_000L;

    final World world;
    final SimHost host;
    final Lane quorum;
    private final Lane commit;
    private final Disk disk;
    private Optional<StorageRaftLog> log = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Optional<DataDirectory> directory = Optional.empty();

    private RaftLogRig(World world, SimHost host) {
        this.world = world;
        this.host = host;
        this.quorum = host.lane("quorum", 1_000);
        this.commit = host.lane("commit", 1_000);
        this.disk = host.disk(DATA);
        host.diskFaults(DATA).onlyFor("commit", "read");
    }

    static SimHost newHost(Survival survival) {
        SimHost host = new World(1, Tempo.calm()).host("a");
        host.diskFaults(DATA).survival(survival);
        return host;
    }

    /** With batches in epochs 1, 1, 2, 2, of two entries each, on a disk that keeps its word. */
    static RaftLogRig withFourBatches() {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("a");
        host.diskFaults(DATA).survival(Survival.NONE);
        RaftLogRig rig = start(world, host);
        rig.ballot(3);
        rig.append(batch(1, 0), batch(1, 2), batch(2, 4), batch(2, 6));
        return rig;
    }

    /** A process whose log opens. */
    static RaftLogRig start(World world, SimHost host) {
        RaftLogRig rig = tryStart(world, host);
        assertTrue(rig.log.isPresent(), () -> rig.refusal + world.report());
        return rig;
    }

    /** A process whose log opens or does not, or that dies on the way. */
    static RaftLogRig tryStart(World world, SimHost host) {
        RaftLogRig rig = new RaftLogRig(world, host);
        rig.open();
        return rig;
    }

    /** The next process, on what this dead one has left. */
    RaftLogRig restart() {
        return start(world, host.restart());
    }

    RaftLogRig afterPowerCut() {
        host.powerCut();
        return restart();
    }

    private void open() {
        DirectoryWorld around =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("directory"),
                        commit,
                        host.lane("read", 1_000),
                        StorageSettings.DEFAULT
                                .withReserve(0)
                                .withJournal(JournalSettings.NEVER)
                                .withGuard(new DiskGuard(100, 100, 1 << 20)),
                        cause -> {});
        CompletableFuture<DirectoryOpening> opening = new CompletableFuture<>();
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        quorum.answer(() -> DataDirectory.open(around, claim, quorum, opening::complete));
        if (!ends(opening)) return;
        DataDirectory opened =
                assertInstanceOf(DirectoryOpening.Opened.class, opening.join()).directory();
        directory = Optional.of(opened);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Place place = new Place(opened, disk, commit, quorum, host.clock());
        quorum.answer(() ->
                RaftLogOpening.open(
                        place,
                        found -> {
                            log = Optional.of(found);
                            done.complete(true);
                        },
                        why -> {
                            refusal = Optional.of(why);
                            done.complete(false);
                        }));
        ends(done);
    }

    private boolean ends(CompletableFuture<?> answer) {
        boolean isOver = world.runUntil(() -> answer.isDone() || !host.isAlive(), MINUTE);
        assertTrue(isOver, world::report);
        return answer.isDone();
    }

    boolean isOpen() {
        return log.isPresent();
    }

    /** Why the log was not opened. */
    String refusal() {
        return refusal.orElseThrow();
    }

    StorageRaftLog log() {
        return log.orElseThrow();
    }

    LogView view() {
        return log().remembered().log();
    }

    /** Does something on the quorum lane; soon, and not at once. */
    void on(Consumer<StorageRaftLog> what) {
        quorum.answer(() -> what.accept(log()));
    }

    /** Asks on the quorum lane and waits for the answer. */
    <T> T ask(Asking<T> what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        on(asked -> {
            what.ask(asked, answer::complete);
            assertTrue(!answer.isDone(), "nothing is answered inside the call");
        });
        assertTrue(ends(answer), () -> "dead " + world.report());
        return answer.join();
    }

    /** Something to be asked. */
    interface Asking<T> {
        void ask(StorageRaftLog log, Consumer<T> then);
    }

    /** Asks for something that is only done. */
    void make(Making what) {
        this.<Boolean>ask((asked, then) -> what.make(asked, () -> then.accept(true)));
    }

    /** Something to be done. */
    interface Making {
        void make(StorageRaftLog log, Runnable then);
    }

    void ballot(int epoch) {
        make((asked, then) -> asked.saveBallot(ballotOf(epoch), then));
    }

    void append(Batch... batches) {
        for (Batch batch : batches) make((asked, then) -> asked.append(batch, then));
    }

    void snapshot(LogPoint at, Members members, int bytes) {
        make((asked, then) -> asked.saveSnapshot(at, members, content(at, bytes), then));
    }

    /** Brings another member's snapshot here, in pieces. */
    void fetch(LogPoint at, Members members, int bytes) {
        ByteBuffer content = content(at, bytes);
        ByteBuffer head = SnapshotFormat.head(at, members, content);
        ByteBuffer whole =
                ByteBuffer.allocate(head.remaining() + bytes).put(head).put(content).flip();
        int piece = Math.max(1, whole.remaining() / 3);
        for (int from = 0; from < whole.limit(); from += piece) {
            int position = from;
            ByteBuffer part = whole.slice(from, Math.min(piece, whole.limit() - from));
            make((asked, then) -> asked.storePiece(at, position, part, then));
        }
    }

    Optional<Installed> install(LogPoint at) {
        return ask((asked, then) -> asked.install(at, then));
    }

    /** All that can be read. */
    List<Batch> batches() {
        return batches(view().start().next(), view().end().next());
    }

    List<Batch> read(long from, long before, int bytesMax) {
        return ask((asked, then) -> asked.read(from, before, bytesMax, then));
    }

    List<Batch> batches(long from, long before) {
        List<Batch> all = new ArrayList<>();
        for (long next = from; next < before; next = all.getLast().end().next()) {
            List<Batch> found = read(next, before, 150);
            if (found.isEmpty()) return all;
            all.addAll(found);
        }
        return all;
    }

    /** Lets everything be done that was asked for, or the process die. */
    void rest() {
        world.runFor(MINUTE);
    }

    /** What goes wrong on one of its lanes before it rests. */
    String failure() {
        return String.valueOf(assertThrows(AssertionError.class, this::rest).getMessage());
    }

    void close() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        on(asked ->
                asked.close(
                        () -> directory.orElseThrow().close(quorum, _ -> closed.complete(true))));
        assertTrue(ends(closed));
    }

    static Ballot ballotOf(int epoch) {
        return new Ballot(epoch, Optional.of(ME), List.of(ME));
    }

    /** Two entries. */
    static Batch batch(int epoch, long first) {
        byte[] bytes = {(byte) epoch, (byte) first, 7};
        return new Batch(
                epoch,
                first,
                new Batch.State(List.of(ByteBuffer.wrap(bytes), ByteBuffer.wrap(new byte[50]))));
    }

    /** One entry. */
    static Batch voters(int epoch, long first, int nodes) {
        return new Batch(epoch, first, new Batch.Control(List.of(voters(nodes))));
    }

    static ControlRecord.Voters voters(int nodes) {
        List<VoterSet.Voter> all = new ArrayList<>();
        for (int node = 1; node <= nodes; node++) {
            all.add(new VoterSet.Voter(new VoterId(node, new Uuid(0, node)), "h:" + node));
        }
        return new ControlRecord.Voters(new VoterSet(all));
    }

    static ByteBuffer content(LogPoint at, int bytes) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) content[i] = (byte) (31L * i + at.next());
        return ByteBuffer.wrap(content);
    }
}
